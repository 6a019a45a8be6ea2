import { describe, expect, it } from 'vitest'
import { UNTIL_END_MS } from '../../../../src/core/alerts/until-end.ts'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { settle } from '../../../fakes/settle.ts'
import { avayaConfig, draft, giosgConfig, openEditing } from './editing-rig.ts'

/** A floor whose queue is in breach, told once. */
async function burning() {
  const app = openEditing()
  const id = await app.saved(draft())
  await app.floorLive({ measures: { contactsQueueing: '40' } })
  /** Time passes on a stream that speaks. */
  const goOn = async (seconds: number): Promise<void> => {
    for (let left = seconds; left > 0; left -= 5) {
      await app.pass(5_000)
      app.sockets.last().message(frame({ measures: { contactsQueueing: '40' } }))
    }
    await settle()
  }
  await goOn(60)
  expect(app.notices).toHaveLength(1)
  const [alert] = app.state().alerts
  if (!alert) throw new Error('no alert')
  return {
    ...app,
    id,
    goOn,
    episodeId: alert.episode.id,
    renamed: async (name = 'Renamed', secrets = {}) => app.save({ id, config: { ...avayaConfig, name }, secrets }),
    alert: () => app.state().alerts.find(({ episode }) => episode.id === alert.episode.id)?.episode
  }
}

describe('another name alone', () => {
  it('is shown everywhere, and tells nothing that was told', async () => {
    const app = await burning()
    expect(await app.renamed()).toMatchObject({ ok: true, value: { kind: 'saved' } })
    expect(app.names()).toEqual(['Renamed'])
    expect(app.journal.connections()[0]?.config.name).toBe('Renamed')
    await app.goOn(120)
    expect(app.notices).toHaveLength(1)
    expect(app.withdrawn).toEqual([])
    expect(app.alert()).toMatchObject({ state: 'firing', toldCount: 1 })
  })

  it('keeps the socket, the subscription and the rows', async () => {
    const app = await burning()
    const [subscription] = app.avaya.subscriptions.keys()
    const calls = app.calls.length
    const sockets = app.sockets.all.length
    await app.renamed()
    await app.pass(1_000)
    expect([...app.avaya.subscriptions.keys()]).toEqual([subscription])
    expect(app.calls.slice(calls).filter(({ method }) => method !== 'GET')).toEqual([])
    expect(app.sockets.all).toHaveLength(sockets)
    expect(app.phaseOf(app.id)).toBe('live')
    expect(app.runtime.publisher.rows().rows).toHaveLength(1)
    // What comes over the same socket counts on.
    app.sockets.last().message(frame({ measures: { contactsQueueing: '0' } }))
    await settle()
    expect(app.alert()?.state).toBe('recovering')
  })

  it('keeps the acknowledgement and the snooze', async () => {
    const app = await burning()
    const { handlers } = app.runtime
    const scope = { kind: 'episode', episodeId: app.episodeId } as const
    const untilMs = app.clock.now().wallMs + 60 * 60_000
    expect(await handlers['alert:snooze']({ scope, minutes: 60 })).toMatchObject({ ok: true })
    await handlers['alert:acknowledge']({ episodeId: app.episodeId, note: 'seen', minutes: 30 })
    expect(app.alert()).toMatchObject({ snoozedUntilMs: untilMs, acknowledgedUntilMs: untilMs - 30 * 60_000 })
    await handlers['alert:snooze']({ scope, minutes: 'untilEnd' })
    await app.renamed()
    await app.pass(1_000)
    expect(app.alert()).toMatchObject({
      ...{ note: 'seen', snoozedUntilMs: UNTIL_END_MS, acknowledgedUntilMs: untilMs - 30 * 60_000 }
    })
    expect(app.alert()?.acknowledgedAtMs).not.toBeNull()
  })

  it('goes into the notices that follow', async () => {
    const app = await burning()
    await app.renamed('Night shift')
    app.http.down = { code: 'unreachable', step: 'other', detail: '' }
    app.sockets.last().close()
    await app.pass(60_000)
    expect(app.notices.at(-1)?.title).toContain('Night shift')
    expect(app.notices.at(-1)?.title).not.toContain('Floor')
    // The open alert takes a further name too, and is not told again.
    const told = app.notices.length
    await app.renamed('Day shift')
    const open = app.state().alerts.find(({ episode }) => episode.kind === 'feed')?.episode
    expect(open?.keyName).toBe('Day shift')
    expect(app.journal.openEpisodes().find(({ id }) => id === open?.id)?.keyName).toBe('Day shift')
    await app.pass(10_000)
    expect(app.notices).toHaveLength(told)
    expect(app.trayLabels().some((label) => label.includes('Day shift'))).toBe(true)
  })

  it('keeps the alerts also where a new secret comes with it', async () => {
    const app = await burning()
    await app.renamed('Renamed', { clientSecret: 'secret-1234' })
    await app.floorLive({ measures: { contactsQueueing: '40' } })
    await app.goOn(60)
    expect(app.names()).toEqual(['Renamed'])
    expect(app.notices).toHaveLength(1)
    expect(app.alert()).toMatchObject({ state: 'firing', toldCount: 1 })
  })

  it('leaves the times of the target tests as they were', async () => {
    const app = openEditing()
    const id = await app.saved(draft({ config: giosgConfig, secrets: { token: 'giosg-1234' } }))
    await app.pass(5_000)
    const times = () => app.state().targets.map((target) => [target.id, target.nextTestAtMs, target.testedAtMs])
    const [before, calls] = [times(), app.calls.length]
    expect(before.length).toBeGreaterThan(0)
    await app.save({ id, config: { ...giosgConfig, name: 'Talk' }, secrets: {} })
    await settle()
    expect(app.names()).toEqual(['Talk'])
    expect(times()).toEqual(before)
    expect(app.calls).toHaveLength(calls)
  })
})
