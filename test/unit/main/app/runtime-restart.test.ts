import { describe, expect, it } from 'vitest'
import { notices } from '../../../../src/core/delivery/lines.ts'
import type { Journal } from '../../../../src/core/ports/journal.ts'
import type { DeliveryOutcome } from '../../../../src/core/ports/notifier.ts'
import { fail } from '../../../../src/core/result.ts'
import { aPlace, MINUTES, QUEUES, startRuntime } from './runtime-rig.ts'

describe('a restart', () => {
  it('ends a lost feed that was open when the process died', async () => {
    const place = aPlace()
    const first = await startRuntime(place)
    await first.goLive()
    first.cloud.forget()
    for (const socket of first.sockets.all) socket.close()
    first.avayaHttp.silent = true
    await first.pass(6_000)
    expect(first.open().map(({ episode }) => episode.kind)).toEqual(['feed'])
    first.kill()

    const second = await startRuntime(place)
    expect(second.open().map(({ episode }) => episode.kind)).toEqual(['feed'])
    await second.goLive()
    await second.passAnswered(25_000)
    expect(second.open()).toEqual([])
    expect(second.journal.openEpisodes()).toEqual([])
    expect(second.notices).toEqual([])
  })

  it('keeps what was lost open while the feeds are only opening', async () => {
    const place = aPlace()
    const first = await startRuntime(place)
    await first.goLive()
    first.socketOf(QUEUES).close()
    first.avayaHttp.silent = true
    await first.pass(6_000)
    first.kill()
    const second = await startRuntime(place)
    await second.pass(5_000)
    expect(second.phases()).not.toContain('live')
    expect(second.told()).toEqual([])
    expect(second.journal.openEpisodes()).toHaveLength(1)
  })

  it.each([
    ['closed', 2_000],
    ['killed, which may cost five seconds of it', 3_000]
  ] as const)('goes on with a breach that has to last, if it was %s', async (how, moreMs) => {
    const lasting = (journal: Journal): Partial<Journal> => ({
      rules: () => journal.rules().map((rule) => ({ ...rule, pendingForMs: 10_000 }))
    })
    const place = { ...aPlace(), journalOver: lasting }
    const first = await startRuntime(place)
    await first.goLive()
    await first.passAnswered(10_000)
    first.queue('Sales', 20)
    await first.passAnswered(4_000)
    if (how === 'closed') await first.close()
    else first.kill()
    expect(first.notices).toEqual([])

    const second = await startRuntime(place)
    await second.goLive(20)
    await second.passAnswered(3_500)
    expect(second.open()).toEqual([])
    await second.passAnswered(moreMs)
    expect(second.open().map(({ episode }) => episode.keyName)).toEqual(['Sales'])
    expect(second.notices).toHaveLength(1)
  })

  it.each(['all', 'rule'] as const)('keeps a snooze of %s, to the minute it was asked for', async (kind) => {
    const place = aPlace()
    const scope = kind === 'all' ? { kind } : { kind, ruleId: 'default-contacts-waiting' }
    const first = await startRuntime(place)
    await first.goLive()
    await first.runtime.handlers['alert:snooze']({ scope, minutes: 15 })
    const untilMs = place.clock.now().wallMs + MINUTES(15)
    first.kill()

    const second = await startRuntime(place)
    expect(Object.values(second.journal.snoozes())).toEqual([untilMs])
    await second.goLive()
    second.queue('Sales', 20)
    await second.passAnswered(MINUTES(1))
    expect(second.open().map(({ episode }) => episode.snoozedUntilMs)).toEqual([untilMs])
    expect(second.notices).toEqual([])
    expect(second.state().headline.snoozedUntilMs).toBe(kind === 'all' ? untilMs : null)
    await second.passAnswered(MINUTES(15))
    expect(second.titles()).toEqual(['Sales: Contacts waiting 20'])
    expect(second.journal.snoozes()).toEqual({})
  })

  it.each(['all', 'rule'] as const)('does not bring back a snooze of %s that was ended by hand', async (kind) => {
    const place = aPlace()
    const scope = kind === 'all' ? { kind } : { kind, ruleId: 'default-contacts-waiting' }
    const first = await startRuntime(place)
    await first.runtime.handlers['alert:snooze']({ scope, minutes: 60 })
    expect(Object.keys(first.journal.snoozes())).toHaveLength(1)
    await first.runtime.handlers['alert:snooze']({ scope, minutes: null })
    expect(first.journal.snoozes()).toEqual({})
    first.kill()
    const second = await startRuntime(place)
    await second.goLive()
    second.queue('Sales', 20)
    await second.passAnswered(12_000)
    expect(second.notices).toHaveLength(1)
  })
})

describe('a journal that can not be written', () => {
  function aFullDisk() {
    const disk = { isFull: false }
    const over = (journal: Journal): Partial<Journal> => ({
      commit: (step) =>
        disk.isFull ? fail({ code: 'storage', step: 'journal', detail: 'disk full' }) : journal.commit(step)
    })
    return { disk, over }
  }

  it('gets what it missed as soon as it can be written again, without anything else happening', async () => {
    const place = aPlace()
    const { disk, over } = aFullDisk()
    const rig = await startRuntime({ ...place, journalOver: over })
    await rig.goLive()
    rig.queue('Sales', 20)
    await rig.passAnswered(12_000)
    disk.isFull = true
    rig.queue('Sales', 1)
    await rig.passAnswered(31_000)
    expect(rig.told()).toEqual(['fired', 'recovering', 'closed'])
    expect(rig.journal.openEpisodes()).toHaveLength(1)
    expect(rig.problems.list().map(({ id }) => id)).toContain('journal')
    expect(rig.state().history.map(({ episode }) => episode.state)).toEqual(['closed'])
    disk.isFull = false
    await rig.passAnswered(10_000)
    expect(rig.journal.openEpisodes()).toEqual([])
    expect(rig.problems.list()).toEqual([])
    rig.kill()
    const second = await startRuntime(place)
    expect(second.open()).toEqual([])
    expect(second.state().history.map(({ deliveries }) => notices(deliveries).map(({ state }) => state))).toEqual([
      ['delivered']
    ])
  })

  it('gets it together with the next step, and a snooze too', async () => {
    const { disk, over } = aFullDisk()
    const rig = await startRuntime({ ...aPlace(), journalOver: over })
    await rig.goLive()
    disk.isFull = true
    await rig.runtime.handlers['alert:snooze']({ scope: { kind: 'all' }, minutes: 15 })
    expect(rig.journal.snoozes()).toEqual({})
    disk.isFull = false
    rig.queue('Sales', 20)
    await rig.passAnswered(10_500)
    expect(Object.keys(rig.journal.snoozes())).toEqual(['*'])
    expect(rig.journal.openEpisodes()).toHaveLength(1)
    expect(rig.problems.list()).toEqual([])
  })

  it('is tried once more at quitting', async () => {
    const { disk, over } = aFullDisk()
    const place = aPlace()
    const rig = await startRuntime({ ...place, journalOver: over })
    await rig.goLive()
    disk.isFull = true
    rig.queue('Sales', 20)
    await rig.passAnswered(10_500)
    disk.isFull = false
    await rig.close()
    expect((await startRuntime(place)).open()).toHaveLength(1)
  })

  it('is tried before the first wait of quitting, for a system that waits no longer', async () => {
    const { disk, over } = aFullDisk()
    const rig = await startRuntime({ ...aPlace(), journalOver: over })
    await rig.goLive()
    disk.isFull = true
    rig.queue('Sales', 20)
    await rig.passAnswered(10_500)
    disk.isFull = false
    const closed = rig.runtime.close()
    expect(rig.journal.openEpisodes()).toHaveLength(1)
    await rig.pass(4_000)
    await closed
  })

  it('leaves a problem that is not its own alone', async () => {
    const rig = await startRuntime(aPlace())
    rig.problems.raise({ id: 'journal', code: 'journalNewer', params: {} })
    await rig.goLive()
    rig.queue('Sales', 20)
    await rig.passAnswered(12_000)
    expect(rig.problems.list().map(({ code }) => code)).toEqual(['journalNewer'])
  })
})

describe('quitting while an alert is being told', () => {
  function aSlowDesktop() {
    let answer: (outcome: DeliveryOutcome) => void = () => undefined
    const outcome = (): Promise<DeliveryOutcome> =>
      new Promise((resolve) => {
        answer = resolve
      })
    return { outcome, answer: () => answer({ kind: 'delivered', via: 'slow' }) }
  }

  it('waits for the outcome, so that nothing is told again', async () => {
    const place = aPlace()
    const desktop = aSlowDesktop()
    const first = await startRuntime({ ...place, outcome: desktop.outcome })
    await first.goLive()
    first.queue('Sales', 20)
    await first.passAnswered(10_500)
    const closed = first.runtime.close()
    await first.pass(1_000)
    desktop.answer()
    await first.pass(3_000)
    await closed
    expect(first.journal.undecidedDeliveries()).toEqual([])
    first.kill()
    const second = await startRuntime(place)
    await second.goLive(20)
    expect(second.open()[0]?.episode).toMatchObject({ state: 'firing', toldCount: 1 })
    expect(second.notices).toEqual([])
  })

  it('does not wait for ever: what stays open is told again as a possible repeat', async () => {
    const place = aPlace()
    const first = await startRuntime({ ...place, outcome: aSlowDesktop().outcome })
    await first.goLive()
    first.queue('Sales', 20)
    await first.passAnswered(10_500)
    const startedMs = place.clock.now().monoMs
    let endedMs = Infinity
    const closed = first.runtime.close().then(() => {
      endedMs = place.clock.now().monoMs
    })
    await first.pass(4_000)
    await closed
    expect(endedMs - startedMs).toBeLessThanOrEqual(3_250)
    first.kill()
    const second = await startRuntime(place)
    expect(second.notices.map(({ body }) => body.includes('before a restart'))).toEqual([true])
  })

  it.each(['all', 'rule', 'episode'] as const)('and snoozed (%s), it is left alone, then told once', async (kind) => {
    const place = aPlace()
    const first = await startRuntime({ ...place, outcome: aSlowDesktop().outcome })
    await first.goLive()
    first.queue('Sales', 20)
    await first.passAnswered(10_500)
    const [alert] = first.open()
    const scopes = {
      all: { kind: 'all' },
      rule: { kind: 'rule', ruleId: alert?.episode.ruleId ?? '' },
      episode: { kind: 'episode', episodeId: alert?.episode.id ?? '' }
    } as const
    await first.runtime.handlers['alert:snooze']({ scope: scopes[kind], minutes: 15 })
    first.kill()
    const second = await startRuntime(place)
    expect(second.notices).toEqual([])
    expect(second.journal.undecidedDeliveries()).toEqual([])
    await second.goLive(20)
    await second.passAnswered(1_000)
    second.kill()
    const third = await startRuntime(place)
    await third.goLive(20)
    await third.passAnswered(MINUTES(14))
    expect(third.notices).toEqual([])
    await third.passAnswered(MINUTES(5))
    expect(third.notices).toHaveLength(1)
  })

  it.each(['all', 'episode'] as const)(
    'and snoozed (%s) until before the next start, it is told once',
    async (kind) => {
      const place = aPlace()
      const first = await startRuntime({ ...place, outcome: aSlowDesktop().outcome })
      await first.goLive()
      first.queue('Sales', 20)
      await first.passAnswered(10_500)
      const episodeId = first.open()[0]?.episode.id ?? ''
      const scope = kind === 'all' ? { kind } : { kind, episodeId }
      await first.runtime.handlers['alert:snooze']({ scope, minutes: 15 })
      first.kill()
      place.clock.advance(MINUTES(20))
      const second = await startRuntime(place)
      await second.goLive(20)
      await second.passAnswered(MINUTES(1))
      expect(second.notices).toHaveLength(1)
    }
  )

  it('leaves no timer behind', async () => {
    const place = aPlace()
    const rig = await startRuntime(place)
    await rig.goLive()
    await rig.close()
    expect(place.clock.pendingTimers()).toBe(0)
  })
})
