import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStorm, NO_STORM, STORM } from '../../../../src/core/delivery/storm.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

interface Alert {
  readonly id: number
  readonly critical: boolean
}

/** The storm on a clock, as its owner runs it: what was told, when, together with what. */
function onClock(limits = STORM) {
  const clock = createVirtualClock()
  const beganMs = clock.now().monoMs
  const storm = createStorm<Alert>(limits, ({ critical }) => critical)
  const told: { readonly atMs: number; readonly ids: readonly number[] }[] = []
  const came = new Map<number, number>()
  let timer: { dispose: () => void } | undefined
  const nowMs = (): number => clock.now().monoMs - beganMs
  function arm(): void {
    timer?.dispose()
    const dueMs = storm.dueMs()
    if (dueMs === undefined) return
    timer = clock.after(Math.max(0, dueMs - clock.now().monoMs), () => {
      told.push({ atMs: nowMs(), ids: storm.release(clock.now().monoMs).map(({ id }) => id) })
      arm()
    })
  }
  return {
    told,
    came,
    advance: (ms: number) => clock.advance(ms),
    come(...alerts: Alert[]) {
      for (const { id } of alerts) came.set(id, nowMs())
      for (const one of storm.take(alerts, clock.now().monoMs)) told.push({ atMs: nowMs(), ids: [one.id] })
      arm()
    }
  }
}

const warnings = (from: number, count: number): Alert[] =>
  Array.from({ length: count }, (_, i) => ({ id: from + i, critical: false }))
const criticals = (from: number, count: number): Alert[] =>
  warnings(from, count).map((one) => ({ ...one, critical: true }))

describe('alerts that come thick', () => {
  it('are told one by one, at once, as long as they are few', () => {
    const { come, told, advance } = onClock()
    come(...warnings(0, 1))
    come(...warnings(1, 2))
    expect(told.map(({ ids }) => ids)).toEqual([[0], [1], [2]])
    advance(STORM.withinMs)
    come(...warnings(3, 1))
    expect(told.at(-1)).toEqual({ atMs: STORM.withinMs, ids: [3] })
  })

  it('200 at once are one notice and none by itself, a second later when one is critical', () => {
    const calm = onClock()
    calm.come(...warnings(0, 200))
    expect(calm.told).toEqual([])
    calm.advance(60_000)
    expect(calm.told.map(({ atMs, ids }) => [atMs, ids.length])).toEqual([[STORM.gatherMs, 200]])

    const bad = onClock()
    bad.come(...warnings(0, 199), ...criticals(199, 1))
    bad.advance(60_000)
    expect(bad.told.map(({ atMs, ids }) => [atMs, ids.length])).toEqual([[STORM.gatherCriticalMs, 200]])
  })

  it('the fourth within ten seconds is gathered, with what comes until it is told', () => {
    const { come, told, advance } = onClock()
    come(...warnings(0, 3))
    advance(5_000)
    come(...warnings(3, 1))
    advance(STORM.gatherMs - 1)
    come(...warnings(4, 1))
    advance(1)
    expect(told.slice(3)).toEqual([{ atMs: 7_000, ids: [3, 4] }])
  })

  it('a critical one hurries the others, and does not wait for a notice to have been read', () => {
    const { come, told, advance } = onClock()
    come(...warnings(0, 10))
    advance(STORM.gatherMs)
    come(...warnings(10, 1))
    advance(500)
    come(...criticals(11, 1))
    advance(STORM.gatherCriticalMs)
    expect(told).toEqual([
      { atMs: 2_000, ids: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
      { atMs: 3_500, ids: [10, 11] }
    ])
  })

  it('a notice that keeps growing is replaced no sooner than it can be read', () => {
    const { come, told, advance } = onClock()
    for (let i = 0; i < 60; i += 1) {
      come(...warnings(i, 1))
      advance(1_000)
    }
    advance(STORM.growMs)
    const together = told.filter(({ ids }) => ids.length > 1).map(({ atMs }) => atMs)
    expect(together.length).toBeGreaterThan(3)
    const gaps = together.slice(1).map((atMs, i) => atMs - (together[i] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(STORM.growMs)
  })

  it('every one is told exactly once; a critical one within its limit, any other within its own', () => {
    const step = fc.record({
      waitMs: fc.integer({ min: 0, max: 12_000 }),
      kinds: fc.array(fc.boolean(), { maxLength: 8 })
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { come, told, came, advance } = onClock()
        const critical = new Set<number>()
        let id = 0
        for (const { waitMs, kinds } of steps) {
          advance(waitMs)
          const alerts = kinds.map((isCritical) => ({ id: (id += 1), critical: isCritical }))
          for (const one of alerts) if (one.critical) critical.add(one.id)
          come(...alerts)
        }
        advance(60_000)
        const ids = told.flatMap((one) => one.ids)
        expect([...ids].sort((a, b) => a - b)).toEqual([...came.keys()])
        for (const one of told) {
          for (const alert of one.ids) {
            const waitedMs = one.atMs - (came.get(alert) ?? 0)
            expect(waitedMs).toBeLessThanOrEqual(
              critical.has(alert) ? STORM.gatherCriticalMs : STORM.growMs + STORM.gatherMs
            )
          }
        }
      })
    )
  })

  it('without limits every one is told by itself', () => {
    const { come, told } = onClock(NO_STORM)
    come(...warnings(0, 500))
    expect(told).toHaveLength(500)
  })
})
