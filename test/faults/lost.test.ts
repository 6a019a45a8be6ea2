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
