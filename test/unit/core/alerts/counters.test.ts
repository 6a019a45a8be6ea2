import { describe, expect, it } from 'vitest'
import type { RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const COUNTING: FeedDescriptor = {
  ...QUEUES,
  measures: [
    ...QUEUES.measures,
    { name: 'offered', kind: 'number', displayName: 'Offered', role: 'offered', isCounter: true },
    { name: 'abandoned', kind: 'number', displayName: 'Abandoned', role: 'abandoned', isCounter: true }
  ]
}
const MANY: RealtimeRule = {
  ...WAITING,
  id: 'abandoned',
  name: 'Abandoned',
  metric: { kind: 'measure', measure: { role: 'abandoned' } },
  pendingForMs: 0,
  keepFiringForMs: 30_000,
  announceEnd: true,
  condition: { op: '>', threshold: 10 }
}
const FEW: RealtimeRule = {
  ...MANY,
  id: 'offered',
  metric: { kind: 'measure', measure: { role: 'offered' } },
  condition: { op: '<', threshold: 20 }
}

const scene = (...rules: RealtimeRule[]): Scene => createScene({ rules, feeds: [COUNTING] })
const say = (on: Scene, key: string, offered: number, abandoned: number): void =>
  on.row(key, { offered, abandoned }, COUNTING)
const closed = (on: Scene) =>
  [...on.journal.values()].map(({ keyName, state, reason }) => `${keyName} ${state} ${reason ?? ''}`.trim())

describe('an alert on an interval-to-date counter', () => {
  it('ends with its interval, for that reason and at once', () => {
    const floor = scene(MANY)
    say(floor, 'Sales', 100, 12)
    floor.wait(60)
    say(floor, 'Sales', 0, 0)
    expect(floor.log).toEqual(['0 fired Sales', '0 tell(fired) Sales', '60 closed Sales', '60 tell(ended) Sales'])
    expect(closed(floor)).toEqual(['Sales closed counterReset'])
  })

  it('of a counter that was put right is well again, as any other', () => {
    const floor = scene(MANY)
    say(floor, 'Sales', 100, 12)
    say(floor, 'Sales', 100, 9)
    floor.wait(31)
    expect(closed(floor)).toEqual(['Sales closed'])
  })

  it('ends for that reason when the reset came while nothing was known', () => {
    const floor = scene(MANY)
    say(floor, 'Sales', 100, 12)
    floor.live(false, COUNTING)
    floor.wait(600)
    floor.snapshot(() => say(floor, 'Sales', 4, 1), COUNTING)
    floor.live(true, COUNTING)
    expect(closed(floor)).toEqual(['Sales closed counterReset'])
  })

  it('ends for that reason when the reset came between two runs', () => {
    const before = scene(MANY)
    say(before, 'Sales', 100, 12)
    const floor = before.restart()
    floor.snapshot(() => say(floor, 'Sales', 4, 1), COUNTING)
    floor.live(true, COUNTING)
    expect(closed(floor)).toEqual(['Sales closed counterReset'])
  })

  it('goes on where the new interval is as bad, told once', () => {
    const floor = scene(MANY)
    say(floor, 'Sales', 100, 30)
    floor.live(false, COUNTING)
    floor.snapshot(() => say(floor, 'Sales', 40, 12), COUNTING)
    floor.live(true, COUNTING)
    expect(floor.log).toEqual(['0 fired Sales', '0 tell(fired) Sales'])
  })

  it('that waits for more does not fire because of a reset, and has a verdict again after the counter was high once', () => {
    const floor = scene(FEW)
    say(floor, 'Sales', 100, 1)
    say(floor, 'Sales', 0, 0)
    floor.wait(600)
    say(floor, 'Sales', 15, 0)
    expect(floor.log).toEqual([])
    say(floor, 'Sales', 25, 0)
    say(floor, 'Sales', 18, 0)
    expect(floor.log).toEqual(['600 fired Sales', '600 tell(fired) Sales'])
  })

  it('does not fire because of a reset when another rule is changed meanwhile', () => {
    const floor = scene(FEW)
    say(floor, 'Sales', 100, 1)
    say(floor, 'Sales', 0, 0)
    floor.send({ type: 'rulesChanged', rules: [FEW, { ...MANY, version: 2 }] })
    say(floor, 'Sales', 1, 0)
    expect(floor.log).toEqual([])
  })

  it('that waits for more ends with its interval', () => {
    const floor = scene(FEW)
    say(floor, 'Sales', 10, 1)
    say(floor, 'Sales', 0, 0)
    expect(closed(floor)).toEqual(['Sales closed counterReset'])
  })

  it('over a sum has no verdict while its rows are reset one by one, then ends for that reason', () => {
    const floor = scene({ ...MANY, over: 'sum' })
    say(floor, 'Sales', 100, 8)
    say(floor, 'Billing', 100, 8)
    floor.wait(10)
    say(floor, 'Sales', 0, 0)
    expect(closed(floor)).toEqual(['Floor firing'])
    floor.wait(40)
    say(floor, 'Billing', 0, 0)
    expect(closed(floor)).toEqual(['Floor closed counterReset'])
  })

  it('over a sum that waits for more does not fire while its rows are reset', () => {
    const floor = scene({ ...FEW, over: 'sum' })
    say(floor, 'Sales', 15, 1)
    say(floor, 'Billing', 15, 1)
    floor.log.length = 0
    say(floor, 'Sales', 0, 0)
    say(floor, 'Billing', 0, 0)
    say(floor, 'Billing', 3, 0)
    expect(floor.log.filter((line) => line.includes('fired'))).toEqual([])
  })

  it('over a sum counts on with those that are never reset', () => {
    const floor = scene({ ...MANY, over: 'sum' })
    say(floor, 'Sales', 100, 8)
    say(floor, 'Night', 100, 20)
    say(floor, 'Sales', 0, 0)
    floor.wait(61)
    say(floor, 'Sales', 1, 0)
    expect(closed(floor)).toEqual(['Floor firing'])
  })
})
