import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import type { Phase } from '../../../../src/core/connections/status.ts'
import type { Cancellation } from '../../../../src/core/ports/http.ts'
import { fail, ok, type Result } from '../../../../src/core/result.ts'
import { createCheckLoop } from '../../../../src/main/app/check-loop.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

type Answer = Result<{ owner?: string }>

const unreachable: Failure = { code: 'unreachable', step: 'token', detail: 'refused' }
const badCredential: Failure = { code: 'badCredential', step: 'token', detail: '401' }

/** A probe whose answers the test gives, one by one. */
function setUp() {
  const clock = createVirtualClock()
  const waiting: ((answer: Answer) => void)[] = []
  const phases: Phase[] = []
  const calls: Cancellation[] = []
  const loop = createCheckLoop({
    clock,
    random: { next: () => 0.5, uuid: () => 'u' },
    probe: {
      check: (cancellation) => {
        if (!cancellation) throw new Error('nobody could stop this')
        calls.push(cancellation)
        return new Promise<Answer>((resolve) => waiting.push(resolve))
      }
    },
    changed: (status) => phases.push(status.phase)
  })
  const answer = async (value: Answer): Promise<void> => {
    waiting.shift()?.(value)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { clock, loop, phases, calls, answer, asked: () => waiting.length }
}

describe('the check loop of a connection without a socket', () => {
  it('goes live and names the owner', async () => {
    const { loop, phases, answer } = setUp()
    loop.start()
    await answer(ok({ owner: 'Maria' }))
    expect(phases).toEqual(['connecting', 'live'])
    expect(loop.owner()).toBe('Maria')
  })

  it('retries what may pass, with the time of the next try', async () => {
    const { clock, loop, answer, asked } = setUp()
    loop.start()
    await answer(fail(unreachable))
    const { phase, retryAtMs, failure } = loop.status()
    expect(phase).toBe('backoff')
    expect(failure).toEqual(unreachable)
    expect(retryAtMs).toBeGreaterThan(clock.now().wallMs - 1)
    clock.advance(31_000)
    expect(asked()).toBe(1)
  })

  it('stops at what only the user can mend, until asked again', async () => {
    const { clock, loop, answer, asked } = setUp()
    loop.start()
    await answer(fail(badCredential))
    clock.advance(3_600_000)
    expect(loop.status().phase).toBe('failed')
    expect(asked()).toBe(0)
    loop.now()
    expect(asked()).toBe(1)
  })

  it('a waking computer asks again, but not with a credential that was refused', async () => {
    const { loop, answer, asked } = setUp()
    loop.start()
    await answer(fail({ ...badCredential, code: 'forbidden' }))
    loop.wake()
    expect(asked()).toBe(1)
    await answer(fail(badCredential))
    loop.wake()
    expect(asked()).toBe(0)
  })

  it('ignores the answer of an older check', async () => {
    const { loop, answer } = setUp()
    loop.start()
    loop.now()
    await answer(fail(badCredential))
    expect(loop.status().phase).toBe('connecting')
    await answer(ok({}))
    expect(loop.status().phase).toBe('live')
  })

  it('without a network it waits, says so, and forgets the answer on its way', async () => {
    const { clock, loop, phases, answer, asked } = setUp()
    loop.start()
    loop.suspend()
    await answer(fail(unreachable))
    clock.advance(3_600_000)
    expect(loop.status()).toMatchObject({ phase: 'offline', failure: { code: 'offline', step: 'connect' } })
    loop.suspend()
    expect([phases, asked()]).toEqual([['connecting', 'offline'], 0])
    loop.now()
    await answer(ok({}))
    expect([loop.status().phase, loop.status().failure]).toEqual(['live', undefined])
  })

  it('in doubt it is stale until a check that began afterwards is answered', async () => {
    const { clock, loop, phases, calls, answer } = setUp()
    loop.start()
    await answer(ok({}))
    clock.advance(300_000)
    loop.doubt()
    expect([loop.status().phase, calls[1]?.cancelled]).toEqual(['stale', true])
    await answer(ok({}))
    expect(loop.status().phase).toBe('stale')
    loop.now()
    expect(loop.status().phase).toBe('stale')
    await answer(ok({}))
    expect(phases).toEqual(['connecting', 'live', 'stale', 'live'])
    expect(clock.pendingTimers()).toBe(1)
  })

  it('a doubt leaves alone what works for nobody anyway', async () => {
    const { loop, phases, answer } = setUp()
    loop.doubt()
    loop.start()
    await answer(fail(badCredential))
    loop.doubt()
    expect(phases).toEqual(['connecting', 'failed'])
  })

  it('what only the user can mend is still said without a network', async () => {
    const { loop, answer } = setUp()
    loop.start()
    await answer(fail(badCredential))
    loop.suspend()
    expect(loop.status()).toMatchObject({ phase: 'failed', failure: badCredential })
  })

  it('calls off a check that is overtaken, suspended or nobody waits for any more', () => {
    const { loop, calls } = setUp()
    const cancelled = (): boolean[] => calls.map((call) => call.cancelled)
    loop.start()
    loop.now()
    expect(cancelled()).toEqual([true, false])
    loop.suspend()
    loop.now()
    expect(cancelled()).toEqual([true, true, false])
    loop.dispose()
    expect(cancelled()).toEqual([true, true, true])
  })

  it('is silent after dispose', async () => {
    const { clock, loop, phases, answer } = setUp()
    loop.start()
    loop.dispose()
    await answer(ok({}))
    clock.advance(3_600_000)
    expect(phases).toEqual(['connecting'])
  })
})
