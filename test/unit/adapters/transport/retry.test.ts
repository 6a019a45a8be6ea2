import { describe, expect, it } from 'vitest'
import { retryIdempotent } from '../../../../src/adapters/transport/retry.ts'
import { createCancellation } from '../../../../src/core/cancellation.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import type { Result } from '../../../../src/core/result.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { settle } from '../../../fakes/settle.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const failed = (failure: Partial<Failure>): Result<string> =>
  fail({ code: 'serverError', step: 'targets', detail: '', ...failure })

async function run(answers: readonly Result<string>[]) {
  const clock = createVirtualClock()
  const owner = createCancellation()
  let asked = 0
  let result: Result<string> | undefined
  const done = retryIdempotent(
    { clock, random: createSetRandom(0.5) },
    async () => answers[asked++] ?? failed({ detail: 'too many' }),
    owner.cancellation
  ).then((value) => {
    result = value
  })
  await settle()
  return { clock, done, owner, asked: () => asked, result: () => result }
}

describe('repeating a request that changes nothing', () => {
  it('waits with jitter and tries again after a passing failure', async () => {
    const it = await run([failed({}), failed({ code: 'unreachable' }), ok('there')])
    expect(it.asked()).toBe(1)
    it.clock.advance(299)
    await settle()
    expect(it.asked()).toBe(1)
    it.clock.advance(1)
    await settle()
    expect(it.asked()).toBe(2)
    it.clock.advance(600)
    await settle()
    expect(it.result()).toEqual(ok('there'))
  })

  it('gives up after the third try', async () => {
    const it = await run([failed({}), failed({}), failed({ detail: 'third' }), ok('too late')])
    it.clock.advance(300)
    await settle()
    it.clock.advance(600)
    await settle()
    expect(it.result()).toMatchObject({ ok: false, failure: { detail: 'third' } })
  })

  it('waits as long as the server asks', async () => {
    const it = await run([failed({ code: 'rateLimited', retryAfterMs: 2_000 }), ok('there')])
    it.clock.advance(2_299)
    await settle()
    expect(it.asked()).toBe(1)
    it.clock.advance(1)
    await settle()
    expect(it.result()).toEqual(ok('there'))
  })

  it.each([
    'badCredential',
    'forbidden',
    'notFound',
    'rejected',
    'unexpectedAnswer',
    'protocol',
    'rateLimited'
  ] as const)('does not repeat after %s', async (code) => {
    const it = await run([failed({ code }), ok('never')])
    expect(it.result()).toMatchObject({ failure: { code } })
    expect(it.clock.pendingTimers()).toBe(0)
  })

  it('leaves a long Retry-After to whoever asked', async () => {
    const it = await run([failed({ code: 'rateLimited', retryAfterMs: 60_000 }), ok('never')])
    expect(it.result()).toMatchObject({ failure: { retryAfterMs: 60_000 } })
  })

  it('stops waiting when cancelled and leaves no timer', async () => {
    const it = await run([failed({}), ok('never')])
    it.owner.cancel()
    await settle()
    expect(it.result()).toMatchObject({ ok: false })
    expect(it.clock.pendingTimers()).toBe(0)
  })
})
