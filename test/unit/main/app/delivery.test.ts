import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../../../src/core/alerts/delivery.ts'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import { STORM } from '../../../../src/core/delivery/storm.ts'
import { noticeAddress } from '../../../../src/main/app/notice-making.ts'
import { notices, suppressed } from '../../../../src/core/delivery/lines.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { deskRig, settle } from './desk-rig.ts'

const WAITING = [3, 14, 4, 9, 5, 6, 7, 8, 2, 10, 11, 12] as const

const aDelivery = (episodeId: string, noticeId: string, minute: number): Delivery => ({
  ...{
    id: `${noticeId} ${episodeId}`,
    episodeId,
    reason: 'fired',
    channel: 'native',
    state: 'delivered',
    detail: 'test'
  },
  ...{ noticeId, together: 2, atMs: Date.UTC(2024, 4, 6, 8, minute), possibleRepeat: false }
})

/** Twelve queues, the worst two of them critical. */
const queues = () =>
  WAITING.map((value, i) =>
    anEpisode({
      keyName: value === 14 ? 'Sales' : value === 9 ? 'Support' : `Queue ${String(i)}`,
      severity: value === 14 || value === 9 ? 'critical' : 'warning',
      breachedAtMs: i,
      value
    })
  )

describe('a storm of alerts', () => {
  it('is one notice that counts them and names the worst first, a second later', async () => {
    const { fire, shown, clock } = deskRig()
    fire(...queues())
    await settle()
    expect(shown).toEqual([])
    clock.advance(STORM.gatherCriticalMs)
    await settle()
    expect(shown).toHaveLength(1)
    expect(shown[0]).toMatchObject({ title: '12 alerts at once', severity: 'critical' })
    expect(shown[0]?.body.split('\n')).toEqual([
      'Sales: Contacts waiting 14',
      'Support: Contacts waiting 9',
      'Queue 0: Contacts waiting 3',
      'Queue 2: Contacts waiting 4',
      'Queue 4: Contacts waiting 5',
      'and 7 more'
    ])
  })

  it('leaves a line for each, which names the notice, and is durable before anything is told', async () => {
    const { fire, journal, shown, clock } = deskRig()
    const all = queues()
    fire(...all)
    for (const { id } of all) expect(notices(journal.deliveries(id))).toMatchObject([{ state: 'intent' }])
    clock.advance(STORM.gatherCriticalMs)
    await settle()
    for (const { id } of all)
      expect(notices(journal.deliveries(id))).toMatchObject([
        { state: 'delivered', detail: 'test', noticeId: shown[0]?.id, together: 12 }
      ])
    expect(journal.openEpisodes().every(({ toldCount }) => toldCount === 1)).toBe(true)
  })

  it('grows under the same id, and is heard as what is new in it', async () => {
    const { fire, shown, clock } = deskRig()
    fire(...queues())
    clock.advance(STORM.gatherCriticalMs)
    await settle()
    fire(anEpisode({ severity: 'info', keyName: 'Late', breachedAtMs: 99 }))
    clock.advance(STORM.growMs + STORM.gatherMs)
    await settle()
    expect(shown.map(({ id, title }) => [id === shown[0]?.id, title])).toEqual([
      [true, '12 alerts at once'],
      [true, '13 alerts at once']
    ])
  })

  it('names only what still needs somebody, and goes when nothing does', async () => {
    const { fire, end, acknowledge, shown, withdrawn, clock, journal } = deskRig()
    const all = queues()
    const [first, second, ...others] = all
    fire(...all)
    if (!first || !second) throw new Error('no alerts')
    acknowledge(first)
    end([second], false)
    clock.advance(STORM.gatherCriticalMs)
    await settle()
    expect(shown.map(({ title }) => title)).toEqual(['10 alerts at once'])
    expect(notices(journal.deliveries(first.id))).toMatchObject([{ state: 'suppressed', cause: 'acknowledged' }])
    expect(notices(journal.deliveries(second.id))).toMatchObject([{ state: 'suppressed', cause: 'overBefore' }])
    const group = shown[0]?.id
    acknowledge(...others.slice(1))
    expect(withdrawn).not.toContain(group)
    acknowledge(...others.slice(0, 1))
    expect(withdrawn.filter((id) => id === group)).toHaveLength(1)
  })

  it('that ends at once is one notice too, in place of the first', async () => {
    const { fire, end, shown, clock } = deskRig()
    const all = queues()
    fire(...all)
    clock.advance(STORM.gatherCriticalMs)
    await settle()
    end(all, true)
    clock.advance(STORM.growMs + STORM.gatherMs)
    await settle()
    expect(shown.map(({ title }) => title)).toEqual(['12 alerts at once', '12 alerts are over'])
    expect(shown[1]).toMatchObject({ id: shown[0]?.id, severity: 'info' })
  })

  it('opens the inbox', async () => {
    const { fire, shown, answer, viewed, clock } = deskRig()
    fire(...queues())
    clock.advance(STORM.gatherCriticalMs)
    await settle()
    const id = shown[0]?.id ?? ''
    expect(shown[0]?.actions.map((one) => one.id)).toEqual(['open'])
    answer({ noticeId: id, action: 'open' })
    expect(viewed).toEqual([id])
    expect(noticeAddress(id)).toEqual({ view: 'alerts' })
  })

  it('200 rows in breach and then the feed cut: one notice for the rows, one for the feed, and no more', async () => {
    const { fire, shown, clock } = deskRig()
    const rows = Array.from({ length: 200 }, (_, i) => anEpisode({ keyName: `Queue ${String(i)}`, breachedAtMs: i }))
    fire(...rows)
    clock.advance(1_500)
    await settle()
    fire(anEpisode({ kind: 'feed', keyName: 'Floor', reason: 'unreachable', unit: 'state', threshold: null }))
    clock.advance(600_000)
    await settle()
    expect(shown.map(({ title }) => title)).toEqual(['200 alerts at once', 'Floor: the live feed is lost'])
  })

  it('20 lost connections are one notice as well', async () => {
    const { fire, shown, clock } = deskRig()
    fire(...Array.from({ length: 20 }, (_, i) => anEpisode({ kind: 'feed', keyName: `Site ${String(i)}` })))
    clock.advance(STORM.gatherCriticalMs)
    await settle()
    expect(shown.map(({ title }) => title)).toEqual(['20 alerts at once'])
  })

  it('a crash before its outcome tells it again under the same id, marked, and nothing twice after that', async () => {
    const rig = deskRig()
    rig.world.outcome = 'crash'
    rig.fire(...queues())
    rig.clock.advance(STORM.gatherCriticalMs)
    await settle()
    rig.world.outcome = { kind: 'delivered', via: 'test' }
    rig.restart()
    rig.clock.advance(STORM.gatherCriticalMs)
    await settle()
    expect(rig.shown).toHaveLength(2)
    expect(rig.shown[1]).toMatchObject({ id: rig.shown[0]?.id, title: '12 alerts at once' })
    expect(rig.shown[1]?.body).toContain('before a restart')
    rig.restart()
    rig.clock.advance(600_000)
    await settle()
    expect(rig.shown).toHaveLength(2)
  })

  it('a crash while it is gathered loses nothing', async () => {
    const rig = deskRig()
    rig.fire(...queues())
    rig.restart()
    rig.clock.advance(STORM.gatherMs)
    await settle()
    expect(rig.shown.map(({ title }) => title)).toEqual(['12 alerts at once'])
  })

  it('its notice goes after a restart, too, when nothing it told of needs anybody', async () => {
    const rig = deskRig()
    const all = queues()
    rig.fire(...all)
    rig.clock.advance(STORM.gatherCriticalMs)
    await settle()
    rig.restart()
    rig.end(all, false)
    expect(rig.withdrawn).toContain(rig.shown[0]?.id)
  })

  it('several notices of earlier runs go one by one, each when nothing it told of needs anybody', async () => {
    const rig = deskRig()
    const [first, second, third, fourth, ...newer] = Array.from({ length: 9 }, () => anEpisode({ severity: 'warning' }))
    if (!first || !second || !third || !fourth) throw new Error('no alerts')
    const told = (noticeId: string, minute: number, ...episodes: Episode[]) => {
      const deliveries = episodes.map((one) => aDelivery(one.id, noticeId, minute))
      rig.journal.commit({ episodes, deliveries })
    }
    rig.fire(first, second, third, fourth)
    rig.journal.commit({
      episodes: [],
      deliveries: rig.journal.undecidedDeliveries().map((line) => suppressed(line, 'toldOnce'))
    })
    told('group-old', 1, first, second)
    told('group-new', 2, third, fourth)
    rig.restart()
    rig.end([first], false)
    expect(rig.withdrawn).not.toContain('group-old')
    rig.end([second], false)
    expect(rig.withdrawn).toContain('group-old')
    expect(rig.withdrawn).not.toContain('group-new')
    // What comes now grows the newest.
    rig.fire(...newer)
    rig.clock.advance(STORM.gatherMs)
    await settle()
    expect(rig.shown.map(({ id, title }) => [id, title])).toEqual([['group-new', '7 alerts at once']])
  })

  it('a former notice goes when the present one tells of what was left of it', async () => {
    const rig = deskRig()
    const all = Array.from({ length: 4 }, () => anEpisode({ severity: 'warning' }))
    const [first, ...others] = all
    if (!first) throw new Error('no alerts')
    rig.fire(...all)
    rig.journal.commit({
      episodes: [],
      deliveries: [aDelivery(first.id, 'group-old', 1), ...others.map(({ id }) => aDelivery(id, 'group-new', 2))]
    })
    rig.restart()
    expect(rig.withdrawn).toEqual([])
    rig.clock.advance(STORM.gatherMs)
    await settle()
    expect(rig.shown.map(({ id, title }) => [id, title])).toEqual([['group-new', '4 alerts at once']])
    expect(rig.withdrawn).toContain('group-old')
    expect(rig.withdrawn).not.toContain('group-new')
  })

  it('what is gathered when the application quits is told before', async () => {
    const { fire, shown, desk, journal } = deskRig()
    const all = queues()
    fire(...all)
    await desk().close()
    expect(shown.map(({ title }) => title)).toEqual(['12 alerts at once'])
    expect(all.flatMap(({ id }) => notices(journal.deliveries(id))).every(({ state }) => state === 'delivered')).toBe(
      true
    )
  })
})

describe('what could not be shown', () => {
  it('is tried again, longer and longer, until it is shown once', async () => {
    const { fire, shown, world, clock, journal, problems } = deskRig()
    world.outcome = { kind: 'failed', via: 'dbus', reason: 'no daemon', cause: 'noServer' }
    const episode = anEpisode()
    fire(episode)
    await settle()
    expect(notices(journal.deliveries(episode.id))).toMatchObject([{ state: 'failed', cause: 'noServer' }])
    expect(problems.list()).toHaveLength(1)
    for (const waitMs of [10_000, 30_000, 60_000]) {
      const before = shown.length
      clock.advance(waitMs - 1)
      await settle()
      expect(shown).toHaveLength(before)
      clock.advance(1)
      await settle()
      expect(shown).toHaveLength(before + 1)
    }
    world.outcome = { kind: 'delivered', via: 'test' }
    clock.advance(300_000)
    await settle()
    expect(notices(journal.deliveries(episode.id))).toMatchObject([{ state: 'delivered', detail: 'test' }])
    expect(notices(journal.deliveries(episode.id))[0]).not.toHaveProperty('cause')
    expect(problems.list()).toEqual([])
    const shownOnce = shown.length
    clock.advance(3_600_000)
    await settle()
    expect(shown).toHaveLength(shownOnce)
  })

  it('is not tried again once somebody knows of it, or it is over', async () => {
    const { fire, acknowledge, end, shown, world, clock } = deskRig()
    world.outcome = { kind: 'failed', via: 'dbus', reason: 'no daemon' }
    const [known, over] = [anEpisode(), anEpisode()]
    fire(known, over)
    await settle()
    acknowledge(known)
    end([over], false)
    clock.advance(3_600_000)
    await settle()
    expect(shown).toHaveLength(2)
  })

  it('is tried again after a restart', async () => {
    const rig = deskRig()
    rig.world.outcome = { kind: 'failed', via: 'dbus', reason: 'no daemon' }
    rig.fire(anEpisode())
    await settle()
    rig.world.outcome = { kind: 'delivered', via: 'test' }
    rig.restart()
    rig.clock.advance(10_000)
    await settle()
    expect(rig.shown).toHaveLength(2)
  })

  it('of a storm comes as one notice again', async () => {
    const { fire, shown, world, clock } = deskRig()
    world.outcome = { kind: 'failed', via: 'dbus', reason: 'no daemon' }
    fire(...queues())
    clock.advance(STORM.gatherCriticalMs)
    await settle()
    world.outcome = { kind: 'delivered', via: 'test' }
    clock.advance(60_000)
    await settle()
    expect(shown.map(({ title }) => title)).toEqual(['12 alerts at once', '12 alerts at once'])
    expect(shown[1]?.id).toBe(shown[0]?.id)
  })
})

describe('what the user already looks at', () => {
  it('is no notice besides, counts as told, and the ledger says why', () => {
    const { fire, shown, world, journal } = deskRig()
    world.seen = true
    const episode = anEpisode({ severity: 'warning' })
    fire(episode)
    expect(shown).toEqual([])
    expect(notices(journal.deliveries(episode.id))).toMatchObject([{ state: 'suppressed', cause: 'seenInWindow' }])
    expect(journal.openEpisodes()).toMatchObject([{ id: episode.id, toldCount: 1 }])
  })

  it('is told all the same where it is critical', () => {
    const { fire, shown, world } = deskRig()
    world.seen = true
    fire(anEpisode())
    expect(shown).toHaveLength(1)
  })

  it('its end is told no more than its beginning', () => {
    const { fire, end, shown, world, journal } = deskRig()
    world.seen = true
    const episode = anEpisode({ severity: 'warning' })
    fire(episode)
    world.seen = false
    end([episode], true)
    expect(shown).toEqual([])
    expect(notices(journal.deliveries(episode.id)).at(-1)).toMatchObject({ state: 'suppressed', cause: 'neverTold' })
  })
})

describe('the taskbar', () => {
  const flashes = (lines: readonly { channel: string }[]) => lines.filter(({ channel }) => channel === 'flash')

  it('flashes for what is critical alone, until somebody knows of all of it', () => {
    const { fire, acknowledge, end, taskbar, world, journal } = deskRig()
    world.window = 'asked'
    const [mild, bad, worse] = [anEpisode({ severity: 'warning' }), anEpisode(), anEpisode()]
    fire(mild)
    expect(taskbar).toEqual([])
    expect(flashes(journal.deliveries(mild.id))).toEqual([])
    fire(bad, worse)
    expect(flashes(journal.deliveries(bad.id))).toMatchObject([{ state: 'delivered' }])
    acknowledge(bad)
    expect(taskbar).not.toContain('stop')
    end([worse], false)
    expect(taskbar.filter((one) => one === 'stop')).toHaveLength(1)
  })

  it.each([
    ['seen', 'seenInWindow'],
    ['noWindow', 'noWindow']
  ] as const)('that can not flash (%s) says why in the ledger', (answer, cause) => {
    const { fire, world, journal } = deskRig()
    world.window = answer
    const episode = anEpisode()
    fire(episode)
    expect(flashes(journal.deliveries(episode.id))).toMatchObject([{ state: 'suppressed', cause }])
  })

  it('has one line for one announcement, however often it is tried', async () => {
    const { fire, world, journal, clock } = deskRig()
    world.outcome = { kind: 'failed', via: 'dbus', reason: 'no daemon' }
    const episode = anEpisode()
    fire(episode)
    await settle()
    clock.advance(10_000)
    await settle()
    expect(flashes(journal.deliveries(episode.id))).toHaveLength(1)
  })
})
