import { existsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { openStore } from '../../src/adapters/storage/store.ts'
import type { Answer } from '../../src/contract/bridge.ts'
import { requests } from '../../src/contract/requests.ts'
import type { TargetTest } from '../../src/core/targets/target.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'
import { createTargetWork } from '../../src/main/app/target-work.ts'
import {
  CHARTED,
  CHARTED_ID,
  CONNECTION,
  filledJournal,
  openFilled,
  quiet,
  TARGETS_EACH,
  WORKFLOWS,
  ZONE
} from './tree-journal.ts'

interface Read {
  readonly ms: number
  /** What was read: both sides must have the same. */
  readonly count: number
}

function fill(file: string): void {
  filledJournal(file, (tests: readonly TargetTest[]) => {
    const store = openStore(file)
    store.transaction(() => {
      for (const test of tests) {
        store.run(
          'INSERT INTO target_tests (connection_id, target_id, at, json) VALUES (?, ?, ?, ?)',
          ...[CONNECTION, test.targetId, test.testedAtMs, JSON.stringify(test)]
        )
      }
    })
    store.close()
  })
}

function valueOf<T>(answer: Answer<T> | Promise<Answer<T>>): T {
  if (answer instanceof Promise || !answer.ok) throw new Error('it is answered at once, from the journal')
  return answer.value
}

/** As a window gets it: made of what the journal has, checked against the contract, copied over. */
function ours(file: string, key: string): Read {
  const journal = openFilled(file)
  const begin = () =>
    createTargetWork({
      ...{ clock: systemClock, journal, logger: quiet, zone: ZONE, intervalMs: () => 900_000 },
      ...{ random: { next: () => 0.5, uuid: () => '' }, timing: () => 'interval', dispatch: () => undefined },
      ...{ changed: () => undefined, line: () => undefined, abilitiesOf: () => undefined },
      shell: { windowsOpen: () => false, broadcast: () => undefined }
    })
  if (key === 'list') {
    const beganMs = performance.now()
    const work = begin()
    const tree = structuredClone(
      requests['reporting:tree'].output.parse(valueOf(work.handlers['reporting:tree'](undefined)))
    )
    const ms = performance.now() - beganMs
    work.dispose()
    return { ms, count: tree.targets.length }
  }
  const { handlers, dispose } = begin()
  const beganMs = performance.now()
  const asked = { connectionId: CONNECTION, targetId: CHARTED_ID, sinceMs: null, limit: CHARTED }
  const answer = requests['target:results'].output.parse(valueOf(handlers['target:results'](asked)))
  const { results } = structuredClone(answer)
  const ms = performance.now() - beganMs
  dispose()
  return { ms, count: results.length }
}

/** The least it could be: the same rows read, parsed and copied, whatever they hold. */
function bare(file: string, key: string): Read {
  const store = openStore(file)
  const read = (sql: string): unknown[] =>
    store.all(sql).map((row) => JSON.parse((row as { readonly json: string }).json) as unknown)
  const beganMs = performance.now()
  const rows =
    key === 'list'
      ? [read('SELECT json FROM workflows ORDER BY position'), read('SELECT json FROM targets')].flat()
      : read(
          `SELECT json FROM target_tests WHERE connection_id = '${CONNECTION}' AND target_id = '${CHARTED_ID}' ORDER BY at`
        )
  const copied = structuredClone(rows)
  const ms = performance.now() - beganMs
  store.close()
  return { ms, count: copied.length - (key === 'list' ? WORKFLOWS : 0) }
}

/** `role`: `fill`, `ours` or `bare`; `key`: `list` or `results`; `file`: the journal. */
export function play(role: string, key: string, file: string): Promise<Read> {
  if (role === 'fill') {
    if (!existsSync(file)) fill(file)
    return Promise.resolve({ ms: 0, count: WORKFLOWS * TARGETS_EACH })
  }
  return Promise.resolve(role === 'ours' ? ours(file, key) : bare(file, key))
}
