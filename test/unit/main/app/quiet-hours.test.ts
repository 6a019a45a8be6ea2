import { describe, expect, it } from 'vitest'
import { DEFAULT_QUIET_HOURS, type QuietHours } from '../../../../src/core/quiet/quiet-hours.ts'
import type { DoNotDisturb } from '../../../../src/core/ports/do-not-disturb.ts'
import { DEFAULT_NOTICES } from '../../../../src/core/settings/choices.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/core/settings/settings.ts'
import { aPlace, MINUTES, startRuntime, type RuntimeRig, type RuntimeRigOptions } from './runtime-rig.ts'

/** The clock's day, so that the hours can be put around the present moment. */
const minuteNow = (rig: Pick<RuntimeRig, 'clock'>): number => {
  const now = new Date(rig.clock.now().wallMs)
  return now.getUTCHours() * 60 + now.getUTCMinutes()
}
const inDay = (minute: number): number => (minute + 1440) % 1440

async function start(place: Pick<RuntimeRigOptions, 'folder' | 'clock'>, over: Partial<Settings> = {}) {
  const settings: { present: Settings; doNotDisturb: DoNotDisturb } = {
    present: { ...DEFAULT_SETTINGS, ...over },
    doNotDisturb: 'off'
  }
  const rig = await startRuntime({
    ...place,
    settings: () => settings.present,
    doNotDisturb: () => settings.doNotDisturb
  })
  const states = () => rig.state().alerts.flatMap(({ deliveries }) => deliveries.map(({ state }) => state))
  return { rig, settings, states }
}

function quietFor(clock: RuntimeRigOptions['clock'], minutes: number, over: Partial<QuietHours> = {}): QuietHours {
  const from = minuteNow({ clock })
  return {
    ...DEFAULT_QUIET_HOURS,
    enabled: true,
    criticalBreaksThrough: false,
    fromMinute: inDay(from - 1),
    toMinute: inDay(from + minutes),
    ...over
  }
}

/** More contacts than any default rule bears, in each of these queues, for as long as it takes to fire. */
async function burn(rig: RuntimeRig, ...queues: string[]): Promise<void> {
  for (const queue of queues) rig.queue(queue, 500)
  await rig.passAnswered(MINUTES(2))
}

describe('during quiet hours', () => {
  it('alerts fire and are held; when they end, one notice says what still needs somebody', async () => {
    const place = aPlace()
    const { rig, states } = await start(place, { quietHours: quietFor(place.clock, 10) })
    await rig.goLive()
    await burn(rig, 'Sales', 'Support', 'Billing')
    expect(rig.open().length).toBeGreaterThanOrEqual(3)
    expect(rig.notices).toEqual([])
    expect(new Set(states())).toEqual(new Set(['held']))
    expect(rig.tray()?.tooltip).toMatch(/Quiet hours until/)
    // One queue calms down before: it does not matter any more.
    rig.queue('Billing', 0)
    await rig.passAnswered(MINUTES(10))
    const waiting = rig.open().map(({ episode }) => episode.id)
    expect(rig.titles()).toEqual([`Quiet hours are over: ${waiting.length} alerts need you`])
    expect(rig.notices[0]?.body).toContain('Sales')
    expect(rig.notices[0]?.body).not.toContain('Billing')
    expect(rig.notices[0]?.body.split('\n').at(-1)).toBe('1 more is over')
    expect(
      rig.open().map(({ deliveries }) => deliveries.filter(({ channel }) => channel === 'native').at(-1)?.state)
    ).toEqual(waiting.map(() => 'delivered'))
    const [over] = rig.state().history
    expect(over?.deliveries.map(({ state }) => state)).toEqual(['suppressed'])
    expect(rig.tray()?.tooltip).not.toMatch(/Quiet hours/)
    await rig.close()
  })

  it('one that is clear again is not called one that needs somebody, and is told when it comes back', async () => {
    const place = aPlace()
    const { rig, settings } = await start(place, { quietHours: quietFor(place.clock, 60) })
    await rig.goLive()
    await burn(rig, 'Sales', 'Support', 'Billing')
    rig.queue('Billing', 0)
    await rig.passAnswered(2_000)
    const ofBilling = () => rig.open().find(({ episode }) => episode.keyName === 'Billing')
    expect(ofBilling()?.episode.state).toBe('recovering')
    settings.present = { ...settings.present, quietHours: DEFAULT_QUIET_HOURS }
    rig.runtime.reload()
    await rig.passAnswered(1_000)
    expect(rig.titles()).toEqual([`Quiet hours are over: ${rig.open().length - 1} alerts need you`])
    expect(rig.notices[0]?.body).not.toContain('Billing')
    expect(rig.notices[0]?.body).toContain('1 more is clear again, not yet for good')
    expect(
      ofBilling()
        ?.deliveries.filter(({ channel }) => channel === 'native')
        .at(-1)?.state
    ).toBe('held')
    rig.queue('Billing', 500)
    await rig.passAnswered(1_000)
    expect(rig.titles()).toHaveLength(2)
    expect(rig.titles()[1]).toContain('Billing')
    expect(
      ofBilling()
        ?.deliveries.filter(({ channel }) => channel === 'native')
        .at(-1)?.state
    ).toBe('delivered')
    await rig.close()
  })

  it('one that was clear again and ends after them is told by nobody', async () => {
    const place = aPlace()
    const { rig, settings } = await start(place, { quietHours: quietFor(place.clock, 60) })
    await rig.goLive()
    await burn(rig, 'Sales')
    rig.queue('Sales', 0)
    await rig.passAnswered(2_000)
    settings.present = { ...settings.present, quietHours: DEFAULT_QUIET_HOURS }
    rig.runtime.reload()
    await rig.passAnswered(MINUTES(5))
    expect(rig.open()).toEqual([])
    expect(rig.notices).toEqual([])
    await rig.close()
  })

  it('a critical alert is told at once where it may break through', async () => {
    const place = aPlace()
    const { rig } = await start(place, { quietHours: quietFor(place.clock, 60, { criticalBreaksThrough: true }) })
    await rig.goLive()
    await burn(rig, 'Sales')
    const critical = rig.open().filter(({ episode }) => episode.severity === 'critical')
    expect(critical.length).toBeGreaterThan(0)
    expect(rig.notices.map(({ severity }) => severity)).toEqual(critical.map(() => 'critical'))
    await rig.close()
  })

  it('what is held outlives the process, and is told once when they are over meanwhile', async () => {
    const place = aPlace()
    const quietHours = quietFor(place.clock, 10)
    const before = await start(place, { quietHours })
    await before.rig.goLive()
    await burn(before.rig, 'Sales', 'Support')
    before.rig.kill()
    const amid = await start(place, { quietHours })
    await amid.rig.pass(5_000)
    expect(amid.rig.notices).toEqual([])
    expect(new Set(amid.states())).toEqual(new Set(['held']))
    amid.rig.kill()
    place.clock.advance(MINUTES(20))
    const after = await start(place, { quietHours })
    // Nothing of it is confirmed as long as no feed is live, but nobody waits for ever.
    const digests = () =>
      after.rig.titles().filter((title) => /^Quiet hours are over: \d+ alerts need you$/.test(title))
    await after.rig.pass(50_000)
    expect(digests()).toEqual([])
    await after.rig.pass(15_000)
    expect(digests()).toHaveLength(1)
    await after.rig.close()
  })

  it('switching them off ends them, and what was acknowledged is not told', async () => {
    const place = aPlace()
    const { rig, settings } = await start(place, { quietHours: quietFor(place.clock, 60) })
    await rig.goLive()
    await burn(rig, 'Sales', 'Support')
    const [first, ...others] = rig.open()
    for (const { episode } of others) {
      rig.runtime.desk.dispatch({ type: 'acknowledge', episodeId: episode.id, note: null })
    }
    settings.present = { ...settings.present, quietHours: DEFAULT_QUIET_HOURS }
    rig.runtime.reload()
    await rig.pass(1_000)
    expect(rig.notices.map(({ id }) => id)).toEqual([first?.episode.id])
    await rig.close()
  })
})

describe('what was held while nobody looked', () => {
  async function asleep(minutes: number) {
    const place = aPlace()
    const made = await start(place, { quietHours: quietFor(place.clock, minutes) })
    await made.rig.goLive()
    await burn(made.rig, 'Sales', 'Support', 'Billing')
    expect(made.rig.open().length).toBeGreaterThanOrEqual(3)
    made.rig.clock.sleep(MINUTES(60), false)
    return made
  }

  it('is told when the data is live again, and not before', async () => {
    const { rig } = await asleep(10)
    await rig.pass(3_000)
    expect(rig.phases()).toEqual(['stale', 'stale'])
    expect(rig.notices).toEqual([])
    rig.answer()
    await rig.passAnswered(2_000)
    expect(rig.phases()).toEqual(['live', 'live'])
    expect(rig.titles()).toHaveLength(1)
    expect(rig.titles()[0]).toMatch(/^Quiet hours are over: \d+ alerts need you$/)
    expect(rig.notices[0]?.body).toContain('Sales')
    await rig.close()
  })

  it('is held on when it is quiet again before the data is live', async () => {
    const { rig, settings } = await asleep(10)
    await rig.pass(2_000)
    settings.doNotDisturb = 'on'
    rig.runtime.desktopChanged()
    await rig.passAnswered(5_000)
    expect(rig.phases()).toEqual(['live', 'live'])
    expect(rig.notices).toEqual([])
    settings.doNotDisturb = 'off'
    rig.runtime.desktopChanged()
    await rig.passAnswered(500)
    expect(rig.titles()).toHaveLength(1)
    await rig.close()
  })
})

describe("while the desktop's do-not-disturb is on", () => {
  const quietHours = { ...DEFAULT_QUIET_HOURS, criticalBreaksThrough: false }

  it('alerts are held without quiet hours, and one notice comes when it is off', async () => {
    const { rig, settings, states } = await start(aPlace(), { quietHours })
    settings.doNotDisturb = 'on'
    rig.runtime.desktopChanged()
    await rig.goLive()
    await burn(rig, 'Sales', 'Support')
    expect(rig.notices).toEqual([])
    expect(new Set(states())).toEqual(new Set(['held']))
    expect(rig.tray()?.tooltip).toMatch(/Do not disturb$/)
    settings.doNotDisturb = 'off'
    rig.runtime.desktopChanged()
    await rig.passAnswered(1_000)
    expect(rig.titles()).toEqual([`Do not disturb is over: ${rig.open().length} alerts need you`])
    expect(rig.tray()?.tooltip).not.toMatch(/Do not disturb/)
    await rig.close()
  })

  it('quiet hours that end do not end it', async () => {
    const place = aPlace()
    const { rig, settings } = await start(place, { quietHours: quietFor(place.clock, 10) })
    settings.doNotDisturb = 'on'
    await rig.goLive()
    await burn(rig, 'Sales', 'Support')
    await rig.passAnswered(MINUTES(12))
    expect(rig.notices).toEqual([])
    settings.doNotDisturb = 'off'
    rig.runtime.desktopChanged()
    await rig.passAnswered(1_000)
    expect(rig.titles()).toHaveLength(1)
    await rig.close()
  })

  it.each(['unknown', 'system'] as const)('%s is not on: alerts are told', async (doNotDisturb) => {
    const { rig, settings } = await start(aPlace(), { quietHours })
    settings.doNotDisturb = doNotDisturb
    await rig.goLive()
    await burn(rig, 'Sales')
    expect(rig.notices.length).toBeGreaterThan(0)
    await rig.close()
  })
})

it('an end is told by nobody where the user does not want it', async () => {
  const { rig } = await start(aPlace(), { notices: { ...DEFAULT_NOTICES, announceEnds: false } })
  await rig.goLive()
  await burn(rig, 'Sales')
  const told = rig.titles().length
  expect(told).toBeGreaterThan(0)
  rig.queue('Sales', 0)
  await rig.passAnswered(MINUTES(5))
  expect(rig.open()).toEqual([])
  expect(rig.titles()).toHaveLength(told)
  await rig.close()
})

it('a severity without sound is shown without', async () => {
  const sounds = { info: true, warning: false, critical: true }
  const { rig } = await start(aPlace(), { notices: { ...DEFAULT_NOTICES, sounds } })
  await rig.goLive()
  await burn(rig, 'Sales')
  expect(rig.notices.length).toBeGreaterThan(0)
  for (const { severity, sound } of rig.notices) expect(sound).toBe(sounds[severity])
  await rig.close()
})
