import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRequestBudget } from '../../../../src/adapters/transport/budget.ts'
import { createCancellation } from '../../../../src/core/cancellation.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import { fail, ok, type Result } from '../../../../src/core/result.ts'
import { settle } from '../../../fakes/settle.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const LIMITS = { atOnce: 3, perSecond: 10, burst: 5 }
const limited = (retryAfterMs?: number): Result<never> => {
  const failure: Failure = { code: 'rateLimited', step: 'other', detail: '' }
  return fail(retryAfterMs === undefined ? failure : { ...failure, retryAfterMs })
}

function rig(limits = LIMITS) {
  const clock = createVirtualClock()
  const budget = createRequestBudget(clock, limits)
  const began: { readonly name: string; readonly atMs: number }[] = []
  const startMs = clock.now().monoMs
  /** A request that takes `lastsMs` and then answers. */
  const ask = (name: string, answer: Result<string> = ok(name), lastsMs = 0, asking = {}) =>
    budget.take(
      () =>
        new Promise<Result<string>>((resolve) => {
          began.push({ name, atMs: clock.now().monoMs - startMs })
          if (lastsMs === 0) resolve(answer)
          else clock.after(lastsMs, () => resolve(answer))
        }),
      asking
    )
  async function pass(ms: number, stepMs = 10): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      await settle()
      clock.advance(stepMs)
    }
    await settle()
  }
  return { clock, budget, began, ask, pass, names: () => began.map(({ name }) => name) }
}

describe('the request budget', () => {
  it('lets the first ones go at once, without any timer', async () => {
    const { ask, clock } = rig()
    expect(await ask('a')).toEqual(ok('a'))
    expect(clock.pendingTimers()).toBe(0)
  })

  it('has no more under way than it may', async () => {
    const { ask, pass, began } = rig()
    for (const name of 'abcdefgh') void ask(name, ok(name), 50_000)
    await pass(10_000, 1_000)
    expect(began).toHaveLength(LIMITS.atOnce)
  })

  it('calls that hang hold no person up, but no more than two go beside them', async () => {
    const { ask, pass, names } = rig()
    for (const name of 'abc') void ask(name, ok(name), 50_000)
    for (const name of 'xyz') void ask(name, ok(name), 50_000, { urgent: true })
    await pass(5_000, 100)
    expect(names()).toEqual(['a', 'b', 'c', 'x', 'y'])
  })

  it('begins a burst, then so many a second', async () => {
    const { ask, pass, began } = rig()
    for (let n = 0; n < 25; n++) void ask(String(n))
    await pass(0)
    expect(began.filter(({ atMs }) => atMs === 0)).toHaveLength(LIMITS.burst)
    await pass(1_000)
    expect(began).toHaveLength(LIMITS.burst + 10)
  })

  it.each([
    ['named by the service', 7_000, 7_000],
    ['of its own where none is named', undefined, 2_000]
  ])('after a 429 all wait the time %s', async (_, retryAfterMs, pauseMs) => {
    const { ask, pass, began, budget, clock } = rig()
    void ask('turned away', limited(retryAfterMs))
    await pass(0)
    expect(budget.pausedForMs()).toBe(pauseMs)
    for (const name of 'abc') void ask(name, ok(name), 0, { urgent: name === 'c' })
    await pass(pauseMs - 10)
    expect(began).toHaveLength(1)
    await pass(2_000)
    expect(began.map(({ name }) => name)).toEqual(['turned away', 'c', 'a', 'b'])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('a person is not kept waiting for longer than 10 s, also not one who waits already', async () => {
    const { ask, pass, names } = rig({ atOnce: 1, burst: 1, perSecond: 1 })
    void ask('turned away', limited(60_000), 100)
    const waiting = ask('a', ok('a'), 0, { urgent: true })
    void ask('patient')
    await pass(100)
    const late = ask('b', ok('b'), 0, { urgent: true })
    expect(await waiting).toMatchObject({ failure: { code: 'rateLimited', retryAfterMs: 60_000 } })
    expect(await late).toMatchObject({ failure: { code: 'rateLimited', retryAfterMs: 60_000 } })
    await pass(62_000, 100)
    expect(names()).toEqual(['turned away', 'patient'])
  })

  it('waits longer after each 429 that names no time, and slows down', async () => {
    const { ask, pass, budget } = rig()
    const pauses: number[] = []
    for (let n = 0; n < 7; n++) {
      void ask(String(n), limited())
      await pass(0)
      pauses.push(budget.pausedForMs())
      await pass(budget.pausedForMs() + 1_000, 100)
    }
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
  })

  it('counts those turned away together once', async () => {
    const { ask, pass, budget } = rig()
    for (const name of 'abc') void ask(name, limited(), 100)
    await pass(100)
    expect(budget.pausedForMs()).toBe(2_000)
  })

  it('is slower after a 429 and as fast as before once enough went well', async () => {
    const { ask, pass, began } = rig()
    void ask('turned away', limited(0))
    await pass(0)
    for (let n = 0; n < 200; n++) void ask(String(n))
    await pass(1_000)
    expect(began.length).toBeLessThanOrEqual(1 + 1 + 5)
    await pass(20_000)
    const late = began.length
    expect(late).toBeGreaterThan(100)
  })

  it('one that is cancelled while it waits never begins, and holds nothing', async () => {
    const { ask, pass, names, clock } = rig()
    const owner = createCancellation()
    void ask('turned away', limited(5_000))
    await pass(0)
    const waiting = ask('a', ok('a'), 0, { cancellation: owner.cancellation })
    owner.cancel()
    expect(await waiting).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(clock.pendingTimers()).toBe(0)
    await pass(6_000)
    expect(names()).toEqual(['turned away'])
    expect(await ask('b', ok('b'), 0, { cancellation: owner.cancellation })).toMatchObject({ ok: false })
  })

  it('what throws is handed on and frees its place', async () => {
    const { budget, ask } = rig({ ...LIMITS, atOnce: 1 })
    await expect(budget.take(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
    expect(await ask('next')).toEqual(ok('next'))
  })

  it('keeps its invariants whatever comes', async () => {
    const request = fc.record({
      atMs: fc.integer({ min: 0, max: 5_000 }),
      lastsMs: fc.integer({ min: 0, max: 900 }),
      limitMs: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined, freq: 4 }),
      urgent: fc.boolean(),
      cancelled: fc.boolean()
    })
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 40 }), async (requests) => {
        const clock = createVirtualClock()
        const budget = createRequestBudget(clock, LIMITS)
        const starts: number[] = []
        const breaches: string[] = []
        let running = 0
        let closedUntilMs = -Infinity
        let settled = 0
        for (const { atMs, lastsMs, limitMs, urgent, cancelled } of requests) {
          clock.after(atMs, () => {
            const owner = createCancellation()
            const answer = budget.take(
              () =>
                new Promise<Result<null>>((resolve) => {
                  if (++running > LIMITS.atOnce + (urgent ? 2 : 0)) breaches.push('too many at once')
                  if (clock.now().monoMs < closedUntilMs) breaches.push('begun within a pause')
                  starts.push(clock.now().monoMs)
                  clock.after(lastsMs, () => {
                    running -= 1
                    resolve(limitMs === undefined ? ok(null) : limited(limitMs))
                  })
                }),
              { urgent, cancellation: owner.cancellation }
            )
            void answer.then((result) => {
              settled += 1
              // Only now the budget has surely heard it.
              const retryAfterMs = result.ok ? undefined : result.failure.retryAfterMs
              if (retryAfterMs !== undefined) closedUntilMs = Math.max(closedUntilMs, clock.now().monoMs + retryAfterMs)
            })
            if (cancelled) clock.after(300, () => owner.cancel())
          })
        }
        for (let tick = 0; tick < 1_500 && settled < requests.length; tick++) {
          clock.advance(100)
          await settle()
        }
        // The test's own cancellations come late for some.
        clock.advance(1_000)
        expect(breaches).toEqual([])
        expect(settled).toBe(requests.length)
        for (const [index, start] of starts.entries()) {
          const within = starts.slice(index).filter((other) => other < start + 1_000).length
          expect(within).toBeLessThanOrEqual(LIMITS.burst + LIMITS.perSecond)
        }
        expect(clock.pendingTimers()).toBe(0)
      }),
      { numRuns: 40 }
    )
  })
})
