import { describe, expect, it } from 'vitest'
import { openStore } from '../../../../src/adapters/storage/store.ts'
import type { SecretName } from '../../../../src/core/ports/vault.ts'
import type { ConnectionDraft } from '../../../../src/core/connections/draft.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import { settle } from '../../../fakes/settle.ts'
import { avayaConfig, avayaSecrets, draft, giosgConfig, openEditing as open, thoughtspotConfig } from './editing-rig.ts'

const full: Failure = { code: 'storage', step: 'journal', detail: 'disk full' }
const locked: Failure = { code: 'vaultLocked', step: 'secret', detail: 'locked' }
const refusalsOf = (answer: unknown) => answer as { ok: true; value: { refusals: unknown } }

describe('saving a connection', () => {
  it('a new one has its secrets in the vault, its settings in the journal, and runs at once', async () => {
    const app = open()
    const id = await app.saved(draft())
    expect(app.journal.connections()).toEqual([{ id, config: avayaConfig, demo: false }])
    expect(Object.fromEntries(app.vault.secrets)).toEqual({
      [`${id}/appKey`]: 'key-1234',
      [`${id}/clientSecret`]: 'secret-1234'
    })
    await app.floorLive()
    expect(app.state().connections[0]).toMatchObject({ id, config: avayaConfig, secretsSet: Object.keys(avayaSecrets) })
    expect(JSON.stringify([app.state(), app.pushed])).not.toContain('secret-1234')
  })

  it('the journal file holds no secret', async () => {
    const app = open()
    await app.saved(draft())
    expect(JSON.stringify(app.journal.connections())).not.toContain('secret-1234')
  })

  it.each([
    [{ secrets: { appKey: 'key-1234' } }, [{ path: 'secrets.clientSecret', reason: 'secretMissing' }]],
    [{ config: giosgConfig, secrets: {} }, [{ path: 'secrets.token', reason: 'secretMissing' }]],
    [{ config: thoughtspotConfig, secrets: {} }, [{ path: 'secrets.secretKey', reason: 'secretMissing' }]]
  ])('what is missing is named by its field: %j', async (over, refusals) => {
    const app = open()
    expect(await app.save(draft(over as Partial<ConnectionDraft>))).toEqual({
      ok: true,
      value: { kind: 'refused', refusals }
    })
    expect(app.journal.connections()).toEqual([])
    expect(app.vault.secrets.size).toBe(0)
  })

  it('a name that is taken is refused, whatever its capitals', async () => {
    const app = open()
    await app.saved(draft())
    const other = draft({
      config: { ...avayaConfig, name: ' FLOOR'.trim(), clientId: 'other' } as ConnectionDraft['config']
    })
    expect(refusalsOf(await app.save(other)).value.refusals).toEqual([
      { path: 'config.name', reason: 'nameTaken', other: 'Floor' }
    ])
  })

  it('a second connection to the same account is warned of once, then made', async () => {
    const app = open()
    await app.saved(draft())
    const twin = draft({ config: { ...avayaConfig, name: 'Second' } })
    expect(refusalsOf(await app.save(twin)).value.refusals).toEqual([
      { path: 'config', reason: 'twin', other: 'Floor' }
    ])
    expect(await app.save(twin, true)).toMatchObject({ ok: true, value: { kind: 'saved' } })
    expect(app.names()).toEqual(['Floor', 'Second'])
  })

  it('a locked vault saves nothing', async () => {
    const app = open()
    app.vault.failing = { put: locked }
    expect(await app.save(draft())).toEqual({ ok: false, failure: locked })
    expect(app.journal.connections()).toEqual([])
    expect(app.names()).toEqual([])
  })
})

describe('changing a connection', () => {
  it('other producers count at once, and the subscription of before is deleted', async () => {
    const app = open()
    const id = await app.saved(draft())
    await app.floorLive()
    const [before] = app.avaya.subscriptions.keys()
    await app.save({
      id,
      config: { ...avayaConfig, producers: ['Agent_itd_1.0.0'] } as ConnectionDraft['config'],
      secrets: {}
    })
    await settle()
    expect(app.avaya.subscriptions.has(before ?? '')).toBe(false)
    expect(app.state().feeds.map(({ producerId }) => producerId)).toEqual(['Agent_itd_1.0.0'])
    expect(app.vault.secrets.get(`${id}/clientSecret`)).toBe('secret-1234')
  })

  it('the list keeps its order', async () => {
    const app = open()
    const id = await app.saved(draft())
    await app.saved(draft({ config: giosgConfig, secrets: { token: 'giosg-1234' } }))
    await app.save({ id, config: { ...avayaConfig, name: 'First' }, secrets: {} })
    expect(app.names()).toEqual(['First', 'Chat'])
  })

  it('a new secret alone begins the connection anew and keeps the others', async () => {
    const app = open()
    app.avaya.clientSecret = 'rotated'
    const id = await app.saved(draft())
    await settle()
    expect(app.phaseOf(id)).toBe('failed')
    await app.save({ id, config: avayaConfig, secrets: { clientSecret: 'rotated' } })
    await app.floorLive()
    expect(app.vault.secrets.get(`${id}/appKey`)).toBe('key-1234')
  })

  it('a stored secret is never sent to another host than the one it was entered for', async () => {
    const app = open()
    const id = await app.saved(draft())
    const elsewhere = draft({
      id,
      config: { ...avayaConfig, restBaseUrl: 'https://elsewhere.example' } as ConnectionDraft['config'],
      secrets: {}
    })
    const wanted = ['appKey', 'clientSecret'].map((field) => ({ path: `secrets.${field}`, reason: 'secretForNewHost' }))
    expect(refusalsOf(await app.save(elsewhere)).value.refusals).toEqual(wanted)
    expect(refusalsOf(await app.test(elsewhere)).value.refusals).toEqual(wanted)
    expect(app.tests()).toEqual([])
    expect(app.journal.connections()[0]?.config).toEqual(avayaConfig)
    expect(await app.save({ ...elsewhere, secrets: avayaSecrets })).toMatchObject({ value: { kind: 'saved' } })
  })

  it('a ThoughtSpot token takes the place of the password', async () => {
    const app = open()
    const id = await app.saved(draft({ config: thoughtspotConfig, secrets: { password: 'pw-1234' } }))
    await app.save(draft({ id, config: thoughtspotConfig, secrets: { secretKey: 'sk-1234' } }))
    expect(Object.fromEntries(app.vault.secrets)).toEqual({ [`${id}/secretKey`]: 'sk-1234' })
  })

  it('a journal that can not be written leaves settings, secrets and the running connection as they were', async () => {
    const app = open()
    const id = await app.saved(draft())
    await app.floorLive()
    const put = app.journal.putConnection
    Object.assign(app.journal, { putConnection: () => ({ ok: false, failure: full }) })
    const changed = { id, config: { ...avayaConfig, name: 'Other' }, secrets: { clientSecret: 'new' } }
    expect(await app.save(changed)).toEqual({ ok: false, failure: full })
    Object.assign(app.journal, { putConnection: put })
    expect(app.vault.secrets.get(`${id}/clientSecret`)).toBe('secret-1234')
    expect(app.names()).toEqual(['Floor'])
    await app.floorLive()
    expect(app.phaseOf(id)).toBe('live')
  })

  it('one that was removed meanwhile is not brought back', async () => {
    const app = open()
    expect(await app.save(draft({ id: 'gone' }))).toMatchObject({ ok: false, failure: { code: 'notFound' } })
    expect(app.vault.secrets.size).toBe(0)
  })
})

describe('removing a connection', () => {
  it('takes its subscription, secrets and rows with it; the other one goes on', async () => {
    const app = open()
    const id = await app.saved(draft())
    await app.floorLive()
    const chat = await app.saved(draft({ config: giosgConfig, secrets: { token: 'giosg-1234' } }))
    await app.pass(1_000)
    expect(await app.remove(id)).toEqual({ ok: true, value: undefined })
    expect(app.avaya.subscriptions.size).toBe(0)
    expect(app.journal.connections().map((one) => one.id)).toEqual([chat])
    expect([...app.vault.secrets.keys()]).toEqual([`${chat}/token`])
    expect(app.names()).toEqual(['Chat'])
    expect(app.state().feeds).toEqual([])
    expect(app.runtime.publisher.rows().rows).toEqual([])
  })

  it('its targets and their tests go with it', async () => {
    const app = open()
    const chat = await app.saved(draft({ config: giosgConfig, secrets: { token: 'giosg-1234' } }))
    await app.pass(5_000)
    expect(app.journal.targets().length).toBeGreaterThan(0)
    await app.remove(chat)
    expect([app.journal.workflows(), app.journal.targets(), app.state().targets]).toEqual([[], [], []])
  })

  it('a journal that can not be written loses nothing: the connection is there and begins again', async () => {
    const app = open()
    const id = await app.saved(draft())
    await app.floorLive()
    Object.assign(app.journal, { removeConnection: () => ({ ok: false, failure: full }) })
    expect(await app.remove(id)).toEqual({ ok: false, failure: full })
    expect(app.vault.secrets.size).toBe(2)
    await app.floorLive()
    expect(app.phaseOf(id)).toBe('live')
  })

  it('a secret that can not be removed now is removed with the next change', async () => {
    const app = open()
    const id = await app.saved(draft())
    app.vault.failing = { remove: { ...locked, code: 'storage' } }
    expect(await app.remove(id)).toMatchObject({ ok: false, failure: { code: 'storage' } })
    expect(app.names()).toEqual([])
    app.vault.failing = {}
    const next = await app.saved(draft({ config: giosgConfig, secrets: { token: 'giosg-1234' } }))
    await app.remove(next)
    expect(app.vault.secrets.size).toBe(0)
  })
})

describe('a stored connection that can not be used', () => {
  function withAnUnreadOne() {
    const app = open()
    const store = openStore(app.journalFile)
    store.run('INSERT INTO connections (id, json) VALUES (?, ?)', 'old', '{"system": "of tomorrow"}')
    store.close()
    for (const name of ['old/token', 'old/ofTomorrow', 'older/token', 'proxy/old:8080'] as const)
      app.vault.secrets.set(name, 'secret-1234')
    return app
  }

  it('is removed with everything that is kept under its id, forgotten secrets too, and nothing else', async () => {
    const app = withAnUnreadOne()
    app.vault.present = { ...app.vault.present, unusual: [{ name: 'old/password', why: 'forgotten', storedBy: '' }] }
    const removed: string[] = []
    const { remove } = app.vault
    Object.assign(app.vault, {
      remove: (name: SecretName) => {
        removed.push(name)
        return remove(name)
      }
    })
    expect(await app.remove('old')).toEqual({ ok: true, value: undefined })
    expect(app.journal.unreadConnections()).toEqual([])
    expect(removed).toEqual(['old/token', 'old/ofTomorrow', 'old/password'])
    expect([...app.vault.secrets.keys()]).toEqual(['older/token', 'proxy/old:8080'])
  })

  it('that can not be removed keeps its secrets', async () => {
    const app = withAnUnreadOne()
    Object.assign(app.journal, { removeConnection: () => ({ ok: false, failure: full }) })
    expect(await app.remove('old')).toEqual({ ok: false, failure: full })
    expect(app.vault.secrets.size).toBe(4)
  })

  it('an id that nothing is stored under removes nothing', async () => {
    const app = withAnUnreadOne()
    expect(await app.remove('older')).toEqual({ ok: true, value: undefined })
    expect([app.journal.unreadConnections().length, app.vault.secrets.size]).toEqual([1, 4])
  })
})

describe('testing a connection', () => {
  it('unsaved input is tested with the secrets entered, and nothing of it is stored', async () => {
    const app = open()
    await app.test(draft({ config: giosgConfig, secrets: { token: 'giosg-1234' } }))
    await app.pass(500)
    const last = app.tests().at(-1)
    expect(last).toMatchObject({ testId: 't1', over: true })
    expect(last?.steps.filter(({ state }) => state === 'failed')).toEqual([])
    expect(app.journal.connections()).toEqual([])
    expect(app.vault.secrets.size).toBe(0)
    expect(JSON.stringify(app.pushed)).not.toContain('giosg-1234')
  })

  it('a stored one is tested with what is stored, beside the running one', async () => {
    const app = open()
    const id = await app.saved(draft())
    await app.floorLive()
    await app.test(draft({ id, secrets: {} }))
    await app.pass(500)
    const socket = app.sockets.last()
    socket.open()
    await settle()
    socket.message(JSON.stringify({ event: 'authenticationResponse', status: 'CONNECTION_CONFIRMED' }))
    await app.pass(500)
    expect(
      app
        .tests()
        .at(-1)
        ?.steps.find(({ step }) => step === 'unsubscribe')?.state
    ).toBe('ok')
    expect(app.avaya.subscriptions.size).toBe(1)
    expect(app.phaseOf(id)).toBe('live')
  })

  it('is cancelled by its id', async () => {
    const app = open()
    app.http.silent = true
    await app.test(draft())
    await settle()
    await app.cancel('another')
    expect(app.tests().at(-1)?.over).toBe(false)
    await app.cancel()
    await settle()
    expect(app.tests().at(-1)?.over).toBe(true)
    expect(
      app
        .tests()
        .at(-1)
        ?.steps.every(({ state }) => state === 'skipped')
    ).toBe(true)
  })

  it('more than four at a time are refused', async () => {
    const app = open()
    app.http.silent = true
    for (const testId of ['t1', 't2', 't3', 't4']) expect(await app.test(draft(), testId)).toMatchObject({ ok: true })
    expect(await app.test(draft(), 't5')).toMatchObject({ ok: false, failure: { code: 'rejected' } })
  })

  it('quitting ends it within three seconds and leaves no subscription', async () => {
    const app = open()
    await app.test(draft())
    await app.pass(250)
    expect(app.avaya.subscriptions.size).toBe(1)
    const closing = app.close()
    await app.pass(3_000)
    await closing
    expect(app.avaya.subscriptions.size).toBe(0)
  })
})
