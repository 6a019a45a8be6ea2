import { describe, expect, it } from 'vitest'
import { faultBenches, HEALED_WITHIN_MS } from './rig/bench.ts'
import type { FaultBench } from './rig/bench.ts'

/** Connections that end or fall silent. */
const bench = faultBenches()

/** From the cut to the end of a short outage to live again; answers how long the way back took, ms of the product's clock. */
async function healed(b: FaultBench, heal: () => Promise<void> | void): Promise<number> {
  await b.until(() => !b.isLive(), 'the loss')
  await heal()
  return b.took(() => b.until(b.isLive, 'live again'))
}

describe('the connection is cut', () => {
  it('by a reset: back within 5 s, with one socket', async () => {
    const b = await bench()
    await b.live()
    b.proxy.each({ do: 'disconnect' })
    expect(await healed(b, () => undefined)).toBeLessThan(HEALED_WITHIN_MS)
    expect(b.proxy.log.count('cut', /disconnect/)).toBe(2)
    expect(b.proxy.log.count('opened')).toBe(4)
    expect(b.phases().slice(4, 6)).toEqual(['backoff', 'connecting'])
    expect(b.sink.statuses.find(({ phase }) => phase === 'backoff')?.failure?.code).toBe('closedByServer')
  })

  it('by a FIN without a close frame: back within 5 s', async () => {
    const b = await bench()
    await b.live()
    b.proxy.each({ do: 'hangUp' })
    expect(await healed(b, () => undefined)).toBeLessThan(HEALED_WITHIN_MS)
    expect(b.proxy.log.count('frame', /to client: close/)).toBe(0)
    const lost = b.sink.statuses.find(({ phase }) => phase === 'backoff')
    expect(lost?.failure?.detail).toContain('1006')
  })

  it('in the middle of a message: the half is no row, and the rest is told anew', async () => {
    const b = await bench()
    b.proxy.shape('client', { limitBytes: 30_000 })
    b.start()
    await b.until(() => b.proxy.log.count('cut', /hangUp/) >= 2, 'the limit')
    b.proxy.heal()
    await b.until(b.isLive, 'live')
    expect(b.sink.skipped).toEqual([])
  })
})

describe('the far side closes', () => {
  it('and then never ends the connection: we are gone within a second', async () => {
    const b = await bench({ producers: ['Queue_itd_1.0.0'], speed: 1 })
    await b.live()
    b.proxy.each({ do: 'close', code: 1001, lingers: true })
    const tookMs = await b.took(() => b.until(() => b.last()?.phase === 'backoff', 'the notice'))
    expect(tookMs).toBeLessThan(1_000)
    expect(b.last()?.failure).toMatchObject({ code: 'closedByServer', detail: 'close code 1001' })
    await b.until(b.isLive, 'live')
    b.proxy.each({ do: 'disconnect' })
  })

  /** Those that may stand in a close frame, and what a far side may do although it must not. */
  const CODES: readonly (readonly [number | undefined, 'closedByServer' | 'protocol'])[] = [
    ...[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014].map(
      (code) => [code, 'closedByServer'] as const
    ),
    [undefined, 'closedByServer'],
    ...[1004, 1005, 1006, 1015, 999, 2999].map((code) => [code, 'protocol'] as const),
    ...[3000, 3999, 4000, 4001, 4403, 4999].map((code) => [code, 'closedByServer'] as const)
  ]

  it('with any code: retried, the code is told, and it is live again', async () => {
    const b = await bench({ producers: ['Queue_itd_1.0.0'] })
    await b.live()
    for (const [code, expected] of CODES) {
      b.proxy.each({ do: 'close', ...(code !== undefined && { code }) })
      await b.until(() => !b.isLive(), `the loss by ${code}`)
      const status = b.last()
      expect(status, String(code)).toMatchObject({ phase: 'backoff', failure: { code: expected } })
      if (expected === 'closedByServer') expect(status?.failure?.detail).toBe(`close code ${code ?? 1005}`)
      b.source.probe()
      await b.until(b.isLive, 'live')
    }
    expect(b.proxy.log.count('cut')).toBe(CODES.length)
  })
})

describe('accepted and dropped, again and again', () => {
  it.each([
    ['after the snapshot', true],
    ['at once', false]
  ])('%s: the count goes on and the waits grow', async (_, isLiveFirst) => {
    const b = await bench({ producers: ['Queue_itd_1.0.0'], speed: 12 })
    const drops = () => b.sink.statuses.filter(({ phase }) => phase === 'backoff')
    if (!isLiveFirst) b.proxy.rule({ on: 'open', afterMs: 0, times: 7, action: { do: 'close', code: 1011 } })
    b.start()
    for (let round = 1; isLiveFirst && round <= 7; round++) {
      await b.until(b.isLive, `live for the ${round}. time`)
      b.proxy.each({ do: 'close', code: 1011 })
      await b.until(() => drops().length === round, `the ${round}. drop`)
    }
    await b.until(() => drops().length === 7, 'seven drops')
    expect(drops().map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(drops()[6]!.retryAtMs! - drops()[6]!.sinceMs).toBeGreaterThan(4_000)
    b.source.probe()
    await b.until(b.isLive, 'live')
  })
})

it('what the service forgot meanwhile is made anew', async () => {
  const b = await bench({ own: true, speed: 3 })
  await b.live()
  b.kill()
  await b.until(
    () =>
      b.sink
        .phases()
        .slice(-2)
        .every((phase) => phase === 'backoff'),
    'the loss'
  )
  await b.pass(1_500)
  await b.revive()
  expect(await b.took(() => b.until(b.isLive, 'live'))).toBeLessThan(HEALED_WITHIN_MS)
  expect((await b.centre!.state()).subscriptions).toBe(2)
})
