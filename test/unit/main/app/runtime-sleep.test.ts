import { describe, expect, it } from 'vitest'
import { AGENTS, aPlace, MINUTES, QUEUES, startRuntime, type RuntimeRig } from './runtime-rig.ts'

async function aLiveFloor() {
  const rig = await startRuntime(aPlace())
  await rig.goLive()
  expect(rig.phases()).toEqual(['live', 'live'])
  return rig
}

type Sleeping = (rig: RuntimeRig, ms: number) => void
const SLEEPS: readonly [string, Sleeping][] = [
  [
    'the clock does not count it, the system tells',
    (rig, ms) => {
      rig.clock.jumpWall(ms)
      rig.runtime.wake('resume')
    }
  ],
  ['the clock does not count it, nobody tells', (rig, ms) => rig.clock.sleep(ms, false)],
  [
    'the clock counts it, the system tells',
    (rig, ms) => {
      rig.clock.sleep(ms, true)
      rig.runtime.wake('resume')
    }
  ],
  ['the clock counts it, nobody tells', (rig, ms) => rig.clock.sleep(ms, true)]
]
const SLEPT = SLEEPS.flatMap(([how, sleep]) =>
  [10_000, MINUTES(10), MINUTES(480)].map((ms) => [ms / 1_000, how, sleep] as const)
)

describe('after sleep', () => {
  it.each(SLEPT)(
    'of %i s (%s) no feed is believed until its probe is answered, one probe each',
    async (s, _, sleep) => {
      const rig = await aLiveFloor()
      const before = [rig.pings(QUEUES), rig.pings(AGENTS)]
      sleep(rig, s * 1_000)
      await rig.pass(1_500)
      expect(rig.phases()).toEqual(['stale', 'stale'])
      expect([rig.pings(QUEUES), rig.pings(AGENTS)]).toEqual(before.map((pings) => pings + 1))
      expect(rig.tray()?.look).toBe('stale')
      rig.answer()
      expect(rig.phases()).toEqual(['live', 'live'])
      await rig.passAnswered(3_000)
      expect(rig.tray()?.look).toBe('ok')
      expect(rig.told()).toEqual([])
    }
  )

  it.each(SLEPT)('of %i s (%s) a pending alert does not fire on old numbers', async (s, _, sleep) => {
    const rig = await aLiveFloor()
    rig.queue('Sales', 12)
    await rig.passAnswered(9_000)
    sleep(rig, s * 1_000)
    await rig.pass(2_500)
    expect(rig.told()).toEqual([])
    rig.queue('Sales', 2)
    rig.answer()
    await rig.passAnswered(30_000)
    expect(rig.told()).toEqual([])
  })

  it.each(SLEPT)('of %i s (%s) a breach that is still there is told where its time stopped', async (s, _, sleep) => {
    const rig = await aLiveFloor()
    rig.queue('Sales', 12)
    await rig.passAnswered(8_500)
    sleep(rig, s * 1_000)
    await rig.pass(1_250)
    rig.answer()
    expect(rig.told()).toEqual([])
    await rig.passAnswered(2_500)
    expect(rig.told()).toEqual(['fired'])
  })

  it.each(SLEPT)('of %i s (%s) an open alert is not resolved by time nobody saw', async (s, _, sleep) => {
    const rig = await aLiveFloor()
    rig.queue('Sales', 12)
    await rig.passAnswered(12_000)
    rig.queue('Sales', 2)
    await rig.passAnswered(20_000)
    expect(rig.told()).toEqual(['fired', 'recovering'])
    sleep(rig, s * 1_000)
    await rig.pass(2_500)
    expect(rig.told()).toEqual(['fired', 'recovering'])
    rig.queue('Sales', 14)
    rig.answer()
    await rig.passAnswered(1_000)
    expect(rig.told()).toEqual(['fired', 'recovering', 'firing'])
    expect(rig.notices).toHaveLength(1)
  })

  it.each(SLEEPS)('(%s) time in a state counts the sleep', async (_, sleep) => {
    const rig = await aLiveFloor()
    rig.agent('Ann', 'ACW', rig.clock.now().wallMs)
    await rig.passAnswered(10_000)
    sleep(rig, MINUTES(3))
    await rig.pass(1_250)
    rig.answer()
    await rig.passAnswered(MINUTES(1.5))
    expect(rig.told()).toEqual([])
    await rig.passAnswered(25_000)
    expect(rig.told()).toEqual(['fired'])
    expect(rig.titles()).toEqual(['Ann: Long after-contact work 5:00'])
  })

  it('a frame that lay in a buffer, and the answer to an older ping, confirm nothing', async () => {
    const rig = await aLiveFloor()
    await rig.pass(8_500)
    expect(rig.pings(QUEUES)).toBeGreaterThan(0)
    rig.clock.sleep(MINUTES(10), false)
    const old = rig.socketOf(QUEUES).pings.at(-1)
    rig.queue('Sales', 50)
    rig.socketOf(QUEUES).pong(old)
    rig.queue('Sales', 51)
    await rig.pass(250)
    expect(rig.phases()).toEqual(['stale', 'stale'])
    expect(rig.tray()?.look).toBe('stale')
    rig.answer()
    expect(rig.phases()).toEqual(['live', 'live'])
  })

  it('frames that come later are proof enough where the far side answers no ping', async () => {
    const rig = await aLiveFloor()
    rig.clock.sleep(MINUTES(10), false)
    for (let second = 0; second < 5; second += 1) {
      await rig.pass(1_000)
      rig.queue('Sales', second)
    }
    expect(rig.phases()[0]).toBe('live')
  })

  it('a socket that did not survive is replaced, and the loss is told only if it lasts', async () => {
    const rig = await aLiveFloor()
    rig.clock.sleep(MINUTES(480), false)
    rig.runtime.wake('resume')
    await rig.pass(3_250)
    expect(rig.sockets.all).toHaveLength(4)
    await rig.goLive()
    expect(rig.phases()).toEqual(['live', 'live'])
    expect(rig.told().filter((one) => one.startsWith('closed'))).toEqual([])
  })

  it('the tray never calls old numbers calm, from the first look on', async () => {
    const rig = await aLiveFloor()
    const shown = rig.models.length
    rig.clock.sleep(MINUTES(480), false)
    await rig.pass(2_500)
    const after = rig.models.slice(shown)
    expect(after.length).toBeGreaterThan(0)
    expect(after.map(({ look }) => look)).not.toContain('ok')
    expect(after[0]?.tooltip).toContain('no data for 8:00:0')
    expect(after.map(({ tooltip }) => tooltip).join()).not.toContain('quiet for')
  })

  it('a snooze that ended meanwhile does not announce old numbers', async () => {
    const rig = await aLiveFloor()
    await rig.runtime.handlers['alert:snooze']({ scope: { kind: 'all' }, minutes: 15 })
    rig.queue('Sales', 12)
    await rig.passAnswered(12_000)
    expect(rig.notices).toEqual([])
    rig.clock.sleep(MINUTES(480), false)
    await rig.pass(2_500)
    expect(rig.notices).toEqual([])
    rig.answer()
    await rig.passAnswered(1_000)
    expect(rig.titles()).toEqual(['Sales: Contacts waiting 12'])
  })
})

describe('a wall clock set by hand', () => {
  it.each([10_000, -10_000, MINUTES(10), -MINUTES(10), MINUTES(480), -MINUTES(480)])(
    'by %i ms fires nothing and clears nothing',
    async (ms) => {
      const rig = await aLiveFloor()
      const sinceMs = rig.clock.now().wallMs
      rig.agent('Ann', 'ACW', sinceMs)
      rig.agent('Bea', 'ACW', sinceMs - MINUTES(6))
      rig.queue('Sales', 12)
      await rig.passAnswered(12_000)
      expect(rig.told()).toEqual(['fired', 'fired'])
      rig.clock.jumpWall(ms)
      await rig.passAnswered(MINUTES(4))
      expect(rig.phases()).toEqual(['live', 'live'])
      expect(rig.told()).toEqual(['fired', 'fired'])
      await rig.passAnswered(MINUTES(1))
      expect(rig.titles().at(-1)).toContain('Ann: Long after-contact work')
    }
  )

  it.each([MINUTES(10), -MINUTES(10)])('by %i ms leaves the age of the data as it is', async (ms) => {
    const rig = await aLiveFloor()
    rig.clock.jumpWall(ms)
    await rig.pass(1_250)
    rig.answer()
    const { wallMs } = rig.clock.now()
    for (const feed of rig.state().feeds) expect(wallMs - (feed.heardAtMs ?? 0)).toBeLessThan(2_000)
    expect(rig.lines.filter((line) => line.startsWith('tray')).at(-1)).not.toContain('10:0')
  })
})
