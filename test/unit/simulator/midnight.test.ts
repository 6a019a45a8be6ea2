import { expect, it } from 'vitest'
import { createFrameReader } from '../../../src/adapters/avaya/frame.ts'
import { producerSchema } from '../../../src/adapters/avaya/schema.ts'
import { describeFeed } from '../../../src/adapters/avaya/transform.ts'
import { createAlertEngine } from '../../../src/core/alerts/engine.ts'
import type { Effect } from '../../../src/core/alerts/engine-types.ts'
import type { RealtimeRule } from '../../../src/core/alerts/rule.ts'
import { isSameInterval } from '../../../src/core/measures/intervals.ts'
import { createMeasureTable } from '../../../src/core/measures/table.ts'
import { describeProducer, PRODUCERS } from '../../../src/simulator/avaya/producers.ts'
import { createPublisher } from '../../../src/simulator/avaya/publisher.ts'
import { createFloor } from '../../../src/simulator/floor/floor.ts'
import { createRoster } from '../../../src/simulator/floor/roster.ts'
import { nextMidnight } from '../../../src/simulator/zone.ts'
import { WEDNESDAY } from './demo-client.ts'

const ABANDONED: RealtimeRule = {
  ...{ id: 'abandoned', version: 1, name: 'Abandoned', enabled: true, severity: 'warning', kind: 'realtime' },
  ...{ pendingForMs: 0, keepFiringForMs: 60_000, repeatEveryMs: null, announceEnd: false, producer: 'queue' },
  ...{ scope: [], over: 'each', condition: { op: '>', threshold: 0 } },
  metric: { kind: 'measure', measure: { role: 'abandoned' } }
}
const OFFERED: RealtimeRule = {
  ...ABANDONED,
  id: 'offered',
  metric: { kind: 'measure', measure: { role: 'offered' } },
  condition: { op: '<', threshold: 1 }
}

it("the demo centre's counters fall back at its midnight: the rows know it, their alerts end with the day and none begins by it", () => {
  const [producer] = PRODUCERS
  if (!producer) throw new Error('no producer')
  const floor = createFloor(3, createRoster(3), WEDNESDAY)
  const midnight = nextMidnight(WEDNESDAY)
  floor.advance(midnight - 1_000)
  const publisher = createPublisher({ accountId: 'DEMOAA', producer, floor: () => floor, toWall: (atMs) => atMs })
  const feed = describeFeed('demo', producer.id, producerSchema.parse(describeProducer(producer)), new Map())
  const reader = createFrameReader(feed, producer.id)
  const table = createMeasureTable()
  const engine = createAlertEngine(
    { rules: [ABANDONED, OFFERED], episodes: [], snoozedAllUntilMs: null, snoozedRules: {} },
    { uuid: () => crypto.randomUUID() }
  )
  const effects: Effect[] = []
  const now = () => ({ wallMs: floor.nowMs(), monoMs: floor.nowMs() - WEDNESDAY })
  const hear = (message: object | undefined): void => {
    const read = message && reader.read(JSON.stringify(message))
    const delta = read?.kind === 'row' ? table.apply(feed.id, 1, read.change, floor.nowMs()) : undefined
    if (delta) effects.push(...engine.apply({ type: 'rowsChanged', feedId: feed.id, deltas: [delta] }, now()))
  }
  table.describe(feed)
  engine.apply({ type: 'feedDescribed', feed, connectionName: 'Demo' }, now())
  engine.apply({ type: 'feedLive', feedId: feed.id, live: true }, now())

  for (const message of publisher.snapshot(true)) hear(message)
  const before = [...table.rows(feed.id)].map(({ values }) => values['Offered'])
  expect(before.every((offered) => typeof offered === 'number' && offered > 0)).toBe(true)
  const burning = engine.open().length
  expect(burning).toBeGreaterThan(0)

  effects.length = 0
  floor.advance(midnight + 1_000)
  floor.queues.forEach((_, index) => hear(publisher.changed(index)))
  for (const row of table.rows(feed.id)) {
    expect(row.intervals?.['Offered']).toBe(midnight + 1_000)
    expect(isSameInterval(row.intervals, 'Offered', 'abandonedFromQueue')).toBe(true)
  }
  const told = effects.flatMap((effect) =>
    effect.type === 'episode' ? [`${effect.transition} ${effect.episode.reason ?? ''}`] : []
  )
  expect(told).toEqual(Array.from({ length: burning }, () => 'closed counterReset'))
})
