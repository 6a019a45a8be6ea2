import { expect, it } from 'vitest'
import { createAlertEngine } from '../../../../src/core/alerts/engine.ts'
import type { RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import { rowId, type Row } from '../../../../src/core/measures/row.ts'
import { QUEUES, WAITING } from '../../core/alerts/scene.ts'
import { deskRig, settle } from './desk-rig.ts'

const RULE: RealtimeRule = { ...WAITING, severity: 'warning', pendingForMs: 0, repeatEveryMs: 60_000 }
const HOURS_MS = 3_600_000

/** A desk over the real engine, and one queue in breach from the start. */
function burning(rule: RealtimeRule, isQuiet = false) {
  let count = 0
  const engine = createAlertEngine(
    { rules: [rule], episodes: [], snoozedAllUntilMs: null, snoozedRules: {} },
    { uuid: () => `e${String((count += 1))}` }
  )
  const quiet = { now: isQuiet }
  const rig = deskRig({ engine, doNotDisturb: () => quiet.now })
  const keys = { queueId: 'Sales' }
  const row: Row = {
    ...{ id: rowId(['floor', 'account', 'source', 'queues'], keys), keys, values: { name: 'Sales', waiting: 20 } },
    ...{ feedId: QUEUES.id, changedAtMs: 0, generation: 1 }
  }
  const dispatch = (event: Parameters<ReturnType<typeof rig.desk>['dispatch']>[0]) => rig.desk().dispatch(event)
  dispatch({ type: 'feedDescribed', feed: QUEUES, connectionName: 'Floor' })
  dispatch({ type: 'feedLive', feedId: QUEUES.id, live: true })
  dispatch({
    type: 'rowsChanged',
    feedId: QUEUES.id,
    deltas: [{ row, kind: 'added', measures: ['waiting'] }]
  })
  const lines = () =>
    engine.open().flatMap(({ id }) => rig.journal.deliveries(id).filter(({ channel }) => channel === 'native'))
  return { ...rig, quiet, lines, dispatch, open: () => engine.open()[0]?.id ?? '' }
}

it('an alert that repeats without end leaves one line of a quiet night, and is told once when that is over', async () => {
  const { clock, quiet, desk, shown, lines } = burning(RULE, true)
  clock.advance(8 * HOURS_MS)
  expect(shown).toEqual([])
  expect(lines()).toMatchObject([{ reason: 'fired', state: 'held' }])
  quiet.now = false
  desk().reviewQuiet()
  await settle()
  expect(shown).toHaveLength(1)
  expect(lines()).toMatchObject([{ reason: 'fired', state: 'delivered' }])
  clock.advance(60_000)
  await settle()
  expect(shown).toHaveLength(2)
  expect(lines().map(({ reason, state }) => `${reason} ${state}`)).toEqual(['fired delivered', 'repeat delivered'])
})

it('a repeat that can not be shown is tried again under its one line, however often its rule repeats', async () => {
  const { clock, world, shown, lines } = burning(RULE)
  await settle()
  world.outcome = { kind: 'failed', via: 'test', reason: 'no server', cause: 'noServer' }
  for (let tenth = 0; tenth < 360; tenth += 1) {
    clock.advance(10_000)
    await settle()
  }
  const states = () => lines().map(({ reason, state }) => `${reason} ${state}`)
  expect(states()).toEqual(['fired delivered', 'repeat failed'])
  world.outcome = { kind: 'delivered', via: 'test' }
  const before = shown.length
  clock.advance(300_000)
  await settle()
  expect(shown.length).toBeGreaterThan(before)
  expect(states().slice(0, 2)).toEqual(['fired delivered', 'repeat delivered'])
  expect(states().join()).not.toContain('failed')
})

it('a repeat that failed and was snoozed meanwhile is tried again when the snooze is over', async () => {
  const { clock, world, lines, dispatch, open } = burning(RULE)
  await settle()
  world.outcome = { kind: 'failed', via: 'test', reason: 'no server', cause: 'noServer' }
  clock.advance(60_000)
  await settle()
  const untilMs = clock.now().wallMs + HOURS_MS
  dispatch({ type: 'snooze', scope: { kind: 'episode', episodeId: open() }, untilMs })
  clock.advance(HOURS_MS / 2)
  await settle()
  world.outcome = { kind: 'delivered', via: 'test' }
  clock.advance(HOURS_MS)
  await settle()
  expect(lines().map(({ state }) => state)).not.toContain('failed')
})
