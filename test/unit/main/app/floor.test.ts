import { expect, it } from 'vitest'
import type { EngineEvent } from '../../../../src/core/alerts/engine-types.ts'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import type { Phase, Status } from '../../../../src/core/connections/status.ts'
import type { RowChange } from '../../../../src/core/measures/row.ts'
import type { Logger } from '../../../../src/core/ports/logger.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import { createFloor } from '../../../../src/main/app/floor.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const FEED = 'c1/queues'

function setUp(logger: Logger = silentLogger) {
  const clock = createVirtualClock()
  const events: EngineEvent[] = []
  const lines: string[] = []
  const floor = createFloor({
    clock,
    staleAfterMs: () => DEFAULT_FRESHNESS.staleAfterMs,
    look: () => undefined,
    logger,
    table: createMeasureTable(),
    openAlerts: () => [],
    dispatch: (event) => events.push(event),
    rowsChanged: () => undefined,
    feedsChanged: () => undefined,
    keysShared: () => undefined,
    line: (text) => lines.push(text)
  })
  const sink = floor.sinkFor({ id: 'c1', name: 'Floor' })
  return {
    clock,
    floor,
    lines,
    events,
    sink,
    move(phase: Phase, rest: Partial<Status> = {}) {
      sink.feedStatus(FEED, { phase, sinceMs: clock.now().wallMs, generation: 1, attempt: 0, ...rest })
    },
    verdicts: () => events.flatMap((event) => (event.type === 'connectionLost' ? [[event.lost, event.reason]] : []))
  }
}

it('a feed whose source says live is not, once it was not heard for longer than the freshness limit', () => {
  const { clock, floor, sink, move } = setUp()
  sink.feedHeard(FEED, false)
  move('live')
  clock.advance(DEFAULT_FRESHNESS.staleAfterMs)
  expect(floor.isLive(FEED)).toBe(true)
  clock.advance(1)
  expect(floor.isLive(FEED)).toBe(false)
  sink.feedHeard(FEED, false)
  expect(floor.isLive(FEED)).toBe(true)
})

it('the first verdict on a connection is told, whichever it is, and none before', () => {
  const live = setUp()
  live.move('connecting')
  live.move('syncing')
  expect(live.verdicts()).toEqual([])
  live.move('live')
  live.move('live')
  expect(live.verdicts()).toEqual([[false, null]])
})

it('a loss whose cause changes is told anew', () => {
  const { move, verdicts } = setUp()
  move('live')
  move('backoff', { failure: { code: 'unreachable', step: 'connect', detail: '' } })
  move('connecting', { generation: 2, failure: { code: 'unreachable', step: 'connect', detail: '' } })
  move('failed', { generation: 2, failure: { code: 'badCredential', step: 'token', detail: '' } })
  expect(verdicts()).toEqual([
    [false, null],
    [true, 'unreachable'],
    [true, 'badCredential']
  ])
})

it('a feed that never was live stays lost until it is, also when the user tries again', () => {
  const { move, verdicts } = setUp()
  move('connecting')
  move('backoff', { attempt: 1, failure: { code: 'unreachable', step: 'connect', detail: '' } })
  move('connecting', { generation: 2, attempt: 0 })
  expect(verdicts()).toEqual([[true, 'unreachable']])
  move('live', { generation: 2 })
  expect(verdicts().at(-1)).toEqual([false, null])
})

it('what a source still says of an attempt that is over changes nothing', () => {
  const { floor, move, verdicts } = setUp()
  move('live')
  move('connecting', { generation: 2 })
  move('live', { generation: 2 })
  move('backoff', { failure: { code: 'unreachable', step: 'connect', detail: '' } })
  expect(floor.feeds().get(FEED)?.status).toMatchObject({ phase: 'live', generation: 2 })
  expect(verdicts().at(-1)).toEqual([false, null])
})

it('a held feed is confirmed by no answer to a ping from before it was asked', () => {
  const { clock, floor, sink, move } = setUp()
  move('live')
  floor.hold({ slept: true, unknownSinceMs: clock.now().monoMs })
  sink.feedHeard(FEED, true)
  expect(floor.isLive(FEED)).toBe(false)
  floor.asking()
  sink.feedHeard(FEED, true)
  expect(floor.isLive(FEED)).toBe(true)
})

it('after an absence one line says what began, ended, vanished and changed meanwhile, and vanished rows go in one step', () => {
  const { clock, events, lines, sink, move } = setUp()
  const upsert = (key: string, waiting: number): RowChange => ({
    ...{ action: 'upsert', rowId: `c1/a/s/queues/q=${key}`, keys: { q: key } },
    values: { waiting }
  })
  const end = (key: string): RowChange => ({ ...upsert(key, 0), action: 'delete', values: {} })
  const snapshot = (generation: number, ...changes: RowChange[]): void => {
    move('syncing', { generation })
    sink.snapshotBegan(FEED, generation)
    sink.rowsChanged(FEED, generation, changes)
    move('live', { generation })
    sink.snapshotEnded(FEED, generation)
  }
  sink.feedDescribed({
    id: FEED,
    connectionId: 'c1',
    producerId: 'queues',
    subject: 'queue',
    keyNames: ['q'],
    measures: []
  })
  snapshot(1, upsert('a', 1), upsert('b', 1), upsert('c', 1), upsert('d', 1), upsert('e', 1))
  expect(lines.filter((line) => line.includes('back after'))).toEqual([])

  clock.advance(5_000)
  move('backoff', { failure: { code: 'heartbeatLost', step: 'heartbeat', detail: '' } })
  clock.advance(42_000)
  events.length = 0
  snapshot(2, upsert('a', 1), upsert('b', 2), end('c'), upsert('f', 1))
  expect(lines.filter((line) => line.includes('back after'))).toEqual([
    'feed queues: back after 42 s, rows: 1 began, 1 ended, 2 vanished, 1 changed'
  ])
  const steps = events.flatMap((event) => (event.type === 'rowsChanged' ? [event.deltas.map(({ kind }) => kind)] : []))
  expect(steps).toEqual([
    ['changed', 'removed', 'added'],
    ['removed', 'removed']
  ])
})

it('a flood of messages that can not be used is counted whole and logged once a second for each reason', () => {
  const logged: unknown[] = []
  const { clock, floor, sink } = setUp({ ...silentLogger, warn: (_, data) => logged.push(data) })
  for (let index = 0; index < 10_000; index++) sink.feedSkipped(FEED, 'notJson', index < 5 ? '<html>' : null)
  sink.feedSkipped(FEED, 'keys', null)
  clock.advance(1_000)
  sink.feedSkipped(FEED, 'notJson', 'again')
  expect(logged).toEqual([
    { feedId: FEED, reason: 'notJson', count: 1, sample: '<html>' },
    { feedId: FEED, reason: 'keys', count: 1 },
    { feedId: FEED, reason: 'notJson', count: 10_000, sample: 'again' }
  ])
  expect(floor.feeds().get(FEED)?.skipped).toBe(10_002)
})
