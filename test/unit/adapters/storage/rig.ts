import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openJournal, type OpenedJournal } from '../../../../src/adapters/storage/journal.ts'
import type { UnreadRecord } from '../../../../src/adapters/storage/records.ts'
import type { Logger } from '../../../../src/core/ports/logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { NOON } from './records.ts'

/** A folder that goes with the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function recordingLogger(lines: string[] = []): Logger {
  const note = (message: string): void => void lines.push(message)
  const logger: Logger = { debug: note, info: note, warn: note, error: note, scoped: () => logger }
  return logger
}

/** Opens the journal and closes it at the end of the test. */
export function openAt(
  file: string,
  wallMs: number = NOON,
  lines: string[] = [],
  unread: UnreadRecord[] = []
): OpenedJournal {
  const opened = openJournal({
    ...{ file, clock: createVirtualClock(wallMs), logger: recordingLogger(lines) },
    unread: (record) => void unread.push(record)
  })
  if (!opened.ok) throw new Error(opened.failure.detail)
  const { journal } = opened.value
  onTestFinished(() => journal.close())
  return opened.value
}
