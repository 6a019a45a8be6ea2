import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTestSchedule } from '../../../../src/core/targets/schedule.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const MINUTE = 60_000
const INTERVAL = 15 * MINUTE

function aSchedule(ids: readonly string[], maxConcurrent = 2, jitter = 0.5) {
  const clock = createVirtualClock()
  const schedule = createTestSchedule({ intervalMs: INTERVAL, maxConcurrent, jitter: () => jitter })
  schedule.setTargets(ids, clock.now())
  return { clock, schedule, start: () => schedule.start(clock.now()) }
}

/** Runs the schedule for a while, each test taking `tookMs`. Answers the starts as [id, ms since the beginning]. */
function runFor(ids: readonly string[], forMs: number, tookMs: number, maxConcurrent = 2): [string, number][] {
  const { clock, schedule } = aSchedule(ids, maxConcurrent)
  const beganMs = clock.now().monoMs
  const starts: [string, number][] = []
  const ends: { id: string; atMs: number }[] = []
  while (clock.now().monoMs - beganMs < forMs) {
    for (const end of ends.filter(({ atMs }) => atMs <= clock.now().monoMs)) {
      ends.splice(ends.indexOf(end), 1)
      schedule.finished(end.id, clock.now())
    }
    for (const id of schedule.start(clock.now())) {
      starts.push([id, clock.now().monoMs - beganMs])
      ends.push({ id, atMs: clock.now().monoMs + tookMs })
    }
    expect(ends.length).toBeLessThanOrEqual(maxConcurrent)
    clock.advance(1_000)
  }
  return starts
}

describe('the turns of target tests', () => {
  test('every target is tested soon, then once an interval, spread evenly', () => {
    const starts = runFor(['a', 'b', 'c'], 4 * INTERVAL, 2_000)
    expect(starts.slice(0, 3).map(([id]) => id)).toEqual(['a', 'b', 'c'])
    expect(starts[2]?.[1]).toBeLessThan(10_000)
    const later = starts.filter(([, atMs]) => atMs > 2 * INTERVAL && atMs <= 3 * INTERVAL).map(([, atMs]) => atMs)
    expect(later).toHaveLength(3)
    const gaps = later.slice(1).map((atMs, index) => atMs - (later[index] ?? 0))
    for (const gapMs of gaps) expect(Math.abs(gapMs - INTERVAL / 3)).toBeLessThanOrEqual(1_000)
  })

  test('no more run at the same time than allowed', () => {
    const { clock, schedule, start } = aSchedule(['a', 'b', 'c'])
    expect(start()).toEqual(['a', 'b'])
    expect(start()).toEqual([])
    expect(schedule.nextStartMs()).toBeUndefined()
    schedule.finished('a', clock.now())
    expect(start()).toEqual(['c'])
    expect([schedule.isRunning('a'), schedule.isRunning('c')]).toEqual([false, true])
  })

  test('a test that takes longer than an interval is not overlapped: its turns are skipped and counted', () => {
    const { clock, schedule, start } = aSchedule(['a'])
    start()
    clock.advance(3 * INTERVAL)
    expect(start()).toEqual([])
    schedule.finished('a', clock.now())
    expect(schedule.skipped('a')).toBeGreaterThanOrEqual(2)
    expect(start()).toEqual([])
    clock.advance(INTERVAL * 1.5)
    expect(start()).toEqual(['a'])
  })

  test.each([
    [
      'counted by both clocks',
      (clock: ReturnType<typeof createVirtualClock>) => {
        clock.advance(8 * 60 * MINUTE)
      }
    ],
    [
      'not counted by the monotonic one',
      (clock: ReturnType<typeof createVirtualClock>) => {
        clock.jumpWall(8 * 60 * MINUTE)
      }
    ]
  ])('after a long sleep %s, one test makes up for all that was missed', (_what, sleep) => {
    const { clock, schedule, start } = aSchedule(['a', 'b'])
    for (const id of start()) schedule.finished(id, clock.now())
    sleep(clock)
    expect([...start()].sort()).toEqual(['a', 'b'])
    for (const id of ['a', 'b']) schedule.finished(id, clock.now())
    expect(start()).toEqual([])
    expect(schedule.skipped('a')).toBeGreaterThan(25)
    clock.advance(INTERVAL / 2 - 1)
    expect(start()).toEqual([])
  })

  test('a wall clock set back delays nothing', () => {
    const { clock, schedule, start } = aSchedule(['a'])
    for (const id of start()) schedule.finished(id, clock.now())
    clock.jumpWall(-24 * 60 * MINUTE)
    clock.advance(INTERVAL * 1.5)
    expect(start()).toEqual(['a'])
  })

  test('by hand: at once, beyond the limit, joining one that runs', () => {
    const { clock, schedule, start } = aSchedule(['a', 'b', 'c'], 1)
    expect(start()).toEqual(['a'])
    schedule.request('c')
    schedule.request('a')
    schedule.request('nobody')
    expect(start()).toEqual(['c'])
    schedule.finished('a', clock.now())
    schedule.finished('c', clock.now())
    expect(start()).toEqual(['b'])
    expect(schedule.skipped('a')).toBe(0)
  })

  test('the next turn can be read, and `nextStartMs` is when asking pays', () => {
    const { clock, schedule, start } = aSchedule(['a'])
    for (const id of start()) schedule.finished(id, clock.now())
    const waitMs = (schedule.nextStartMs() ?? 0) - clock.now().monoMs
    expect(waitMs).toBeGreaterThanOrEqual(INTERVAL / 2)
    expect(schedule.nextRunAtMs('a')).toBe(clock.now().wallMs + waitMs)
    clock.advance(waitMs - 1)
    expect(start()).toEqual([])
    clock.advance(1)
    expect(start()).toEqual(['a'])
    expect(schedule.nextRunAtMs('nobody')).toBeUndefined()
  })

  test('a shorter interval counts from now', () => {
    const { clock, schedule, start } = aSchedule(['a'])
    for (const id of start()) schedule.finished(id, clock.now())
    schedule.setInterval(5 * MINUTE, clock.now())
    clock.advance(7.5 * MINUTE)
    expect(start()).toEqual(['a'])
  })

  test('targets that stay keep their turn, removed ones are forgotten, new ones come soon', () => {
    const { clock, schedule, start } = aSchedule(['a', 'b'])
    for (const id of start()) schedule.finished(id, clock.now())
    const turn = schedule.nextRunAtMs('a')
    schedule.setTargets(['a', 'c'], clock.now())
    expect(schedule.nextRunAtMs('a')).toBe(turn)
    expect(schedule.nextRunAtMs('b')).toBeUndefined()
    expect(start()).toEqual(['c'])
  })
})

test('whatever happens, a target is not tested twice at a time nor twice within half an interval unless asked', () => {
  const happening = fc.oneof(
    fc.record({ what: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 3 * INTERVAL }) }),
    fc.record({ what: fc.constant('finish' as const), id: fc.constantFrom('a', 'b', 'c') })
  )
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      const { clock, schedule, start } = aSchedule(['a', 'b', 'c'])
      const running = new Set<string>()
      const last = new Map<string, number>()
      for (const one of happenings) {
        if (one.what === 'wait') clock.advance(one.ms)
        else if (running.delete(one.id)) schedule.finished(one.id, clock.now())
        for (const id of start()) {
          expect(running.has(id)).toBe(false)
          expect(clock.now().monoMs - (last.get(id) ?? -Infinity)).toBeGreaterThanOrEqual(INTERVAL / 2)
          running.add(id)
          last.set(id, clock.now().monoMs)
        }
        expect(running.size).toBeLessThanOrEqual(2)
      }
    })
  )
})
