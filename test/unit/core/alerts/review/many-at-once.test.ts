import { expect, test } from 'vitest'
import { createAlertEngine } from '../../../../../src/core/alerts/engine.ts'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { rowId, type Row, type RowDelta } from '../../../../../src/core/measures/row.ts'
import { QUEUES, WAITING } from '../scene.ts'

const EACH: RealtimeRule = { ...WAITING, id: 'each', severity: 'warning', pendingForMs: 0 }
const SITE: RealtimeRule = { ...EACH, id: 'site', over: 'sum', condition: { op: '>', threshold: 1 } }

/** Milliseconds of the turn in which so many rows come up in breach, and with them the alert that explains them. */
function turn(rules: RealtimeRule[], rows: number): number {
  let id = 0
  const engine = createAlertEngine({ rules, episodes: [], snoozedAllUntilMs: null, snoozedRules: {} }, { uuid: () => String(++id) })
  const now = { monoMs: 1, wallMs: 1_700_000_000_000 }
  engine.apply({ type: 'feedDescribed', feed: QUEUES, connectionName: 'Floor' }, now)
  engine.apply({ type: 'snapshotBegan', feedId: QUEUES.id }, now)
  const deltas = Array.from({ length: rows }, (_, i): RowDelta => {
    const keys = { queueId: `q${i}` }
    const row: Row = { id: rowId(['floor', 'account', 'source', 'queues'], keys), keys, values: { name: `q${i}`, waiting: 20 }, feedId: QUEUES.id, changedAtMs: 0, generation: 1 }
    return { row, kind: 'added', measures: ['waiting'] }
  })
  engine.apply({ type: 'rowsChanged', feedId: QUEUES.id, deltas }, now)
  engine.apply({ type: 'feedLive', feedId: QUEUES.id, live: true }, now)
  const began = performance.now()
  engine.apply({ type: 'snapshotEnded', feedId: QUEUES.id }, now)
  return performance.now() - began
}

test('many queues in breach at once, as after an outage, cost no more than in proportion', () => {
  turn([EACH], 300)
  const some = turn([EACH], 400)
  const more = turn([EACH], 1600)
  const withSite = turn([EACH, SITE], 1600)
  console.log(`400 queues: ${some.toFixed(0)} ms, 1 600: ${more.toFixed(0)} ms, with an alert that explains them: ${withSite.toFixed(0)} ms`)
  // Four times as many: four times as long, and some.
  expect(more).toBeLessThan(8 * some + 20)
  expect(withSite).toBeLessThan(500)
}, 60_000)
