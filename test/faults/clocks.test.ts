import { describe, expect, it } from 'vitest'
import { frame } from '../fakes/avaya-cloud.ts'
import { createRig, QUEUE_FEED } from '../unit/adapters/avaya/realtime-rig.ts'

/** Sleep and set clocks, on virtual time: nobody waits eight hours for a test. */
const HOUR_MS = 3_600_000
const SLEEPS = [10_000, 600_000, 8 * HOUR_MS].flatMap((ms) => [
  { ms, isCounted: false, way: 'does not count it' },
  { ms, isCounted: true, way: 'counts it' }
])

type Rig = ReturnType<typeof createRig>
const snapshots = (rig: Rig): number => rig.sink.told.filter((told) => /^snapshot \d+ began$/.test(told)).length

async function asleep(ms: number, isCounted: boolean): Promise<Rig> {
  const rig = createRig()
  await rig.live()
  await rig.pass(5_000)
  rig.clock.sleep(ms, isCounted)
  return rig
}

describe('after sleep', () => {
  it.each(SLEEPS)(
    'of $ms ms (the clock $way), a socket that survived: one probe, no new snapshot',
    async ({ ms, isCounted }) => {
      const rig = await asleep(ms, isCounted)
      const pings = rig.sockets.last().pings.length
      rig.source.probe()
      expect(rig.sockets.last().pings).toHaveLength(pings + 1)
      rig.sockets.last().pong()
      await rig.pass(4_000)
      expect(rig.phase()).toBe('live')
      expect([rig.sockets.all.length, snapshots(rig)]).toEqual([1, 1])
      expect(rig.sockets.last().pings.length).toBeLessThanOrEqual(pings + 2)
    }
  )

  it.each(SLEEPS)(
    'of $ms ms (the clock $way), a dead one: known after 3 s, one new snapshot, no burst',
    async ({ ms, isCounted }) => {
      const rig = await asleep(ms, isCounted)
      const calls = rig.cloud.log.length
      rig.source.probe()
      await rig.pass(2_750)
      expect(rig.sockets.all).toHaveLength(1)
      await rig.pass(500)
      expect(rig.sockets.all).toHaveLength(2)
      expect(rig.sockets.openCount()).toBe(1)
      expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
      rig.sockets.last().message(frame())
      expect(rig.phase()).toBe('live')
      expect([rig.sockets.all.length, snapshots(rig)]).toEqual([2, 2])
      expect(rig.cloud.log.length - calls).toBeLessThanOrEqual(4)
    }
  )

  it.each(SLEEPS)('of $ms ms (the clock $way) amid a back-off: at once, once', async ({ ms, isCounted }) => {
    const rig = createRig()
    await rig.live()
    rig.sockets.last().close()
    rig.clock.sleep(ms, isCounted)
    rig.source.probe()
    await rig.pass(3_000)
    expect(rig.sockets.all).toHaveLength(2)
    expect(rig.clock.pendingTimers()).toBeGreaterThan(0)
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
  })
})

describe('the wall clock is set', () => {
  const JUMPS = [-HOUR_MS, HOUR_MS, 24 * HOUR_MS, -24 * HOUR_MS]

  it.each(JUMPS)('by %i ms while live: pings, staleness and renewal go by the other clock', async (ms) => {
    const rig = createRig()
    rig.cloud.subscriptionLifeS = 100
    await rig.live()
    rig.clock.jumpWall(ms)
    await rig.pass(7_750)
    expect([rig.phase(), rig.sockets.last().pings.length]).toEqual(['live', 0])
    await rig.pass(250)
    expect(rig.sockets.last().pings).toHaveLength(1)
    rig.sockets.last().pong()
    for (let second = 8; second < 58; second += 2) {
      await rig.pass(2_000)
      rig.sockets.last().message(frame())
    }
    expect(rig.cloud.count(/:renew$/)).toBe(0)
    await rig.pass(4_000)
    expect(rig.cloud.count(/:renew$/)).toBe(1)
    expect([rig.sockets.all.length, snapshots(rig)]).toEqual([1, 1])
  })

  it.each(JUMPS)('by %i ms amid a back-off: the wait is as long as it was', async (ms) => {
    const rig = createRig({ random: 0.5 })
    await rig.live()
    rig.sockets.last().close()
    rig.clock.jumpWall(ms)
    await rig.pass(250)
    expect(rig.sockets.all).toHaveLength(1)
    await rig.pass(250)
    expect(rig.sockets.all).toHaveLength(2)
    expect(rig.sink.last(QUEUE_FEED)?.phase).toBe('connecting')
  })
})
