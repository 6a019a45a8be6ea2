import { describe, expect, it } from 'vitest'
import { previewRule, type PreviewFeed } from '../../../../src/core/alerts/rule-preview.ts'
import type { RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { rowId, type Row } from '../../../../src/core/measures/row.ts'
import type { Value } from '../../../../src/core/measures/value.ts'
import { AGENTS, createScene, QUEUES, WAITING } from './scene.ts'

const NOW = { wallMs: 1_700_000_000_000, monoMs: 5_000 }

function row(feed: FeedDescriptor, key: string, values: Record<string, Value>): Row {
  const keys = { [feed.keyNames[0] ?? '']: key }
  return {
    id: rowId([feed.connectionId, 'acc', 'src', feed.producerId], keys),
    ...{ feedId: feed.id, keys, values, changedAtMs: 0, generation: 1 }
  }
}

function feedOf(descriptor: FeedDescriptor, rows: readonly Row[], over: Partial<PreviewFeed> = {}): PreviewFeed {
  return {
    ...{ descriptor, connectionName: 'Floor', isLive: true, rows: new Map(rows.map((one) => [one.id, one])) },
    nameOf: ({ values }) => String(values['name']),
    ...over
  }
}

const queues = [
  ['Sales', 12],
  ['Support', 9],
  ['Billing', 3],
  ['Closed', null],
  ['Night', 20]
].map(([name, waiting], at) => row(QUEUES, `q${at}`, { name: name as string, waiting: waiting as number | null }))

const preview = (rule: Partial<RealtimeRule>, feeds = [feedOf(QUEUES, queues)]) =>
  previewRule({ ...WAITING, ...rule }, feeds, NOW)

describe('the preview of a rule', () => {
  it('names the worst three of each row, how many are in scope and how many would breach', () => {
    expect(preview({})).toEqual({
      ...{ state: 'live', unit: 'number', rows: 5, inScope: 5, keys: 5, breaching: 3 },
      worst: [
        { name: 'Night', value: 20, isBreach: true },
        { name: 'Sales', value: 12, isBreach: true },
        { name: 'Support', value: 9, isBreach: true }
      ]
    })
  })

  it('looks from the other side where less is worse', () => {
    expect(preview({ condition: { op: '<', threshold: 5 } })).toMatchObject({
      breaching: 1,
      worst: [{ name: 'Billing' }, { name: 'Support' }, { name: 'Sales' }]
    })
  })

  it('takes only rows in scope', () => {
    const scope = [{ by: { role: 'queueName' as const }, oneOf: ['Sales', 'Billing'] }]
    expect(preview({ scope })).toMatchObject({ rows: 5, inScope: 2, keys: 2, breaching: 1 })
    expect(preview({ scope: [{ by: { role: 'queueName' }, oneOf: ['Nobody'] }] })).toMatchObject({
      inScope: 0,
      keys: 0
    })
  })

  it.each([
    ['sum', 44],
    ['avg', 11],
    ['min', 3],
    ['max', 20],
    ['count', 5]
  ] as const)('takes all rows together as %s', (over, value) => {
    expect(preview({ over }).worst).toEqual([{ name: 'Floor', value, isBreach: value > 8 }])
    expect(preview({ over })).toMatchObject({ keys: 1, inScope: 5 })
  })

  it('counts running times up to this moment', () => {
    const agents = [
      row(AGENTS, 'a1', { name: 'Ann', state: 'X', acw: NOW.wallMs - 400_000 }),
      row(AGENTS, 'a2', { name: 'Bo', state: 'X', acw: null })
    ]
    const rule: Partial<RealtimeRule> = {
      ...{ producer: 'agent', metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } } },
      condition: { op: '>', threshold: 300_000 }
    }
    expect(preview(rule, [feedOf(AGENTS, agents)])).toMatchObject({
      ...{ unit: 'duration', keys: 2, breaching: 1 },
      worst: [
        { name: 'Ann', value: 400_000, isBreach: true },
        { name: 'Bo', value: null, isBreach: false }
      ]
    })
  })

  it('gives no verdict on a count while nobody is among whom it is taken', () => {
    const rule: Partial<RealtimeRule> = {
      ...{ producer: 'agent', over: 'count', scope: [{ by: { role: 'agentState' }, oneOf: ['READY'] }] },
      among: [{ by: { role: 'agentState' }, oneOf: ['READY', 'ACTIVE'] }],
      condition: { op: '<', threshold: 2 }
    }
    const out = [row(AGENTS, 'a1', { name: 'Ann', state: 'LOGGED_OUT' })]
    const there = [row(AGENTS, 'a1', { name: 'Ann', state: 'ACTIVE' })]
    expect(preview(rule, [feedOf(AGENTS, out)])).toMatchObject({ breaching: 0 })
    expect(preview(rule, [feedOf(AGENTS, there)])).toMatchObject({ breaching: 1, worst: [{ value: 0 }] })
  })

  it('says where there is nothing to look at', () => {
    expect(preview({}, [])).toMatchObject({ state: 'noFeed', worst: [] })
    expect(preview({ producer: 'agent' })).toMatchObject({ state: 'noFeed' })
    expect(preview({ metric: { kind: 'measure', measure: { name: 'invented' } } })).toMatchObject({
      state: 'unknownMeasure'
    })
    expect(preview({}, [feedOf(QUEUES, queues, { isLive: false })])).toMatchObject({ state: 'stale', breaching: 3 })
  })

  it('sums up one feed of a connection, the one whose rows are split least', () => {
    const split = { ...QUEUES, id: 'floor/split', producerId: 'split', keyNames: ['queueId', 'channel'] }
    const both = [feedOf(split, [row(split, 'x', { name: 'x', waiting: 100 })]), feedOf(QUEUES, queues)]
    expect(preview({ over: 'sum' }, both)).toMatchObject({ keys: 1, worst: [{ value: 44 }] })
  })

  it('calls a breach what the engine fires for', () => {
    const rules = (['>', '>=', '<', '<=', '=', '!='] as const).flatMap((op) =>
      (['each', 'sum', 'avg', 'min', 'max'] as const).map((over, at) => ({
        ...WAITING,
        ...{ id: `${op}${over}`, over, pendingForMs: 0, condition: { op, threshold: 9 + at } }
      }))
    )
    for (const rule of rules as RealtimeRule[]) {
      const scene = createScene({ rules: [rule] })
      scene.snapshot(() => {
        for (const one of queues) scene.row(one.keys['queueId'] ?? '', one.values)
      })
      const fired = scene.open(true).filter(({ state }) => state === 'firing').length
      expect([rule.id, preview(rule).breaching]).toEqual([rule.id, fired])
    }
  })
})
