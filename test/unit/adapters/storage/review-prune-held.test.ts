import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openJournal } from '../../../../src/adapters/storage/journal.ts'
import type { Delivery } from '../../../../src/core/alerts/delivery.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

test('what is held of an open alert is still owed, and is not removed with old lines at a start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-prune-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const open = () => {
    const opened = openJournal({ file: join(folder, 'journal.db'), clock: createVirtualClock(), logger: silentLogger })
    if (!opened.ok) throw new Error(opened.failure.detail)
    return opened.value.journal
  }
  const line = (id: string, episodeId: string, atMs: number, state: Delivery['state']): Delivery => ({
    id, episodeId, reason: 'repeat', channel: 'native', state, detail: '', atMs, possibleRepeat: false
  })
  const [quiet, noisy] = [anEpisode({ keyName: 'Quiet' }), anEpisode({ keyName: 'Noisy' })]
  const first = open()
  first.commit({ episodes: [quiet, noisy], deliveries: [{ ...line('owed', quiet.id, 1, 'held'), reason: 'fired' }] })
  // Twenty alerts that repeat each minute through nine quiet hours make as many.
  first.commit({ episodes: [], deliveries: Array.from({ length: 10_001 }, (_, i) => line(`n${i}`, noisy.id, 2 + i, 'held')) })
  first.close()
  const second = open()
  expect(second.deliveries(quiet.id).map(({ id }) => id)).toEqual(['owed'])
  second.close()
})
