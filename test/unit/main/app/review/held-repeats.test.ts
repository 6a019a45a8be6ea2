import { expect, it } from 'vitest'
import { createAlertEngine } from '../../../../../src/core/alerts/engine.ts'
import { QUEUES, WAITING } from '../../../core/alerts/scene.ts'
import { deskRig } from '../desk-rig.ts'
import { rowId, type Row } from '../../../../../src/core/measures/row.ts'

it('an alert that repeats leaves no line for each minute of a quiet night', () => {
  const rule = { ...WAITING, severity: 'warning' as const, pendingForMs: 0, repeatEveryMs: 60_000, repeatAtMost: 2 }
  let id = 0
  const engine = createAlertEngine(
    { rules: [rule], episodes: [], snoozedAllUntilMs: null, snoozedRules: {} },
    { uuid: () => `e${String(++id)}` }
  )
  const { desk, clock, journal, shown } = deskRig({ engine, doNotDisturb: () => true })
  const keys = { queueId: 'Sales' }
  const row: Row = { id: rowId(['floor', 'account', 'source', 'queues'], keys), keys, values: { name: 'Sales', waiting: 20 }, feedId: QUEUES.id, changedAtMs: 0, generation: 1 }
  desk().dispatch({ type: 'feedDescribed', feed: QUEUES, connectionName: 'Floor' })
  desk().dispatch({ type: 'feedLive', feedId: QUEUES.id, live: true })
  desk().dispatch({ type: 'rowsChanged', feedId: QUEUES.id, deltas: [{ row, kind: 'added', measures: ['waiting'] }] })
  clock.advance(8 * 3_600_000)
  expect(shown).toEqual([])
  const [open] = engine.open()
  expect(journal.deliveries(open?.id ?? '').length).toBeLessThanOrEqual(3)
})
