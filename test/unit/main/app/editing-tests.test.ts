import { describe, expect, it } from 'vitest'
import type { ConnectionDraft } from '../../../../src/core/connections/draft.ts'
import { avayaConfig, draft, openEditing } from './editing-rig.ts'

const OLD = 'https://eu.api.example.com'
const elsewhere = (id: string): ConnectionDraft => ({
  id,
  config: { ...avayaConfig, restBaseUrl: 'https://elsewhere.example' } as ConnectionDraft['config'],
  secrets: { appKey: 'new-key', clientSecret: 'new-secret' }
})

interface Sent {
  readonly method: string
  readonly url: string
  readonly text: string
}

/** Records what goes out, and holds the answer of what `waits` names until `goOn`. */
function open() {
  const app = openEditing()
  const sent: Sent[] = []
  const held: (() => void)[] = []
  const present = { waits: (_one: Sent): boolean => false }
  const send = app.http.send.bind(app.http)
  app.http.send = async (request) => {
    const text = JSON.stringify([request.headers, request.body ?? ''])
    const one = { method: request.method, url: request.url, text }
    if (request.cancellation?.cancelled !== true) sent.push(one)
    if (present.waits(one)) await new Promise<void>((resolve) => held.push(resolve))
    return send(request)
  }
  return {
    ...app,
    sent,
    holding: (waits: (one: Sent) => boolean) => void (present.waits = waits),
    goOn() {
      present.waits = () => false
      for (const resolve of held.splice(0)) resolve()
    },
    toOldHost: () => sent.filter(({ url }) => url.startsWith(OLD)),
    isOver: () => app.tests().at(-1)?.over
  }
}

/** With one connection set up and live. */
async function openLive() {
  const app = open()
  const id = await app.saved(draft())
  await app.floorLive()
  return { app, id }
}

describe('a test that runs while its connection is changed', () => {
  it('never sends a newly entered secret to the host of before, however slow that host is', async () => {
    const { app, id } = await openLive()
    app.holding(({ url, method }) => url === `${OLD}/` || method === 'DELETE')
    await app.test(draft({ id, secrets: {} }))
    await app.pass(250)
    const saving = app.save(elsewhere(id))
    await app.pass(3_000)
    expect(await saving).toMatchObject({ ok: true, value: { kind: 'saved' } })
    expect(app.vault.secrets.get(`${id}/appKey`)).toBe('new-key')
    app.goOn()
    await app.pass(2_000)
    expect(app.isOver()).toBe(true)
    expect(app.sent.some(({ text }) => text.includes('new-key'))).toBe(true)
    expect(app.toOldHost().filter(({ text }) => text.includes('new-'))).toEqual([])
  })

  it('deletes its subscription with the credential it was made with, before another is stored', async () => {
    const { app, id } = await openLive()
    await app.test(draft({ id, secrets: {} }))
    await app.pass(500)
    expect(app.avaya.subscriptions.size).toBe(2)
    const saving = app.save(elsewhere(id))
    await app.pass(250)
    await saving
    expect(app.isOver()).toBe(true)
    const deleted = app.toOldHost().filter(({ method }) => method === 'DELETE')
    expect(deleted).toHaveLength(2)
    expect(deleted.every(({ text }) => text.includes('key-1234'))).toBe(true)
    expect(app.avaya.subscriptions.size).toBe(0)
  })

  it('deletes it with that credential also when it took longer than the change waited', async () => {
    const { app, id } = await openLive()
    app.holding(({ method, url }) => method === 'POST' && url.endsWith('/subscriptions'))
    await app.test(draft({ id, secrets: {} }))
    await app.pass(500)
    const saving = app.save(elsewhere(id))
    await app.pass(3_500)
    await saving
    app.goOn()
    await app.pass(2_000)
    expect(app.isOver()).toBe(true)
    expect(app.toOldHost().filter(({ method }) => method === 'DELETE')).toHaveLength(2)
    expect(app.toOldHost().filter(({ text }) => text.includes('new-'))).toEqual([])
  })

  it('leaves no subscription when the connection is removed', async () => {
    const { app, id } = await openLive()
    await app.test(draft({ id, secrets: {} }))
    await app.pass(500)
    expect(app.avaya.subscriptions.size).toBe(2)
    const removing = app.remove(id)
    await app.pass(250)
    expect(await removing).toEqual({ ok: true, value: undefined })
    expect(app.avaya.subscriptions.size).toBe(0)
    expect(app.isOver()).toBe(true)
    expect(app.vault.secrets.size).toBe(0)
  })

  it('cancelled while it waits behind a change it is over at once, never asks anybody anything, and the change goes on', async () => {
    const { app, id } = await openLive()
    app.holding(({ method }) => method === 'DELETE')
    const saving = app.save(elsewhere(id))
    const testing = app.test(draft({ id, secrets: {} }), 'waits')
    await app.pass(100)
    expect(await app.test(draft({ id, secrets: {} }), 'waits')).toMatchObject({ failure: { code: 'rejected' } })
    await app.cancel('waits')
    expect(await testing).toEqual({ ok: true, value: { refusals: [] } })
    expect(app.tests()).toEqual([{ testId: 'waits', over: true, steps: [] }])
    app.goOn()
    await app.pass(4_000)
    expect(await saving).toMatchObject({ ok: true, value: { kind: 'saved' } })
    expect(app.tests()).toHaveLength(1)
    await app.test(elsewhere(id), 'next')
    await app.pass(4_000)
    expect(app.tests().at(-1)).toMatchObject({ testId: 'next', over: true })
  })

  it('a vault that answers after the change tells the test nothing', async () => {
    const app = open()
    const id = await app.saved(draft())
    const { get } = app.vault
    let answer = (): void => undefined
    app.vault.get = async (name) => {
      await new Promise<void>((resolve) => (answer = resolve))
      return get(name)
    }
    await app.test(draft({ id, secrets: { appKey: 'key-1234' } }))
    app.vault.get = get
    const saving = app.save(elsewhere(id))
    await app.pass(3_500)
    await saving
    app.sent.length = 0
    answer()
    await app.pass(1_000)
    expect(app.isOver()).toBe(true)
    expect(app.toOldHost()).toEqual([])
  })

  it('one that is asked for in the middle of a change waits for its turn', async () => {
    const app = open()
    const id = await app.saved(draft())
    const { put } = app.vault
    const asked: Promise<unknown>[] = []
    app.vault.put = async (name, secret) => {
      const stored = await put(name, secret)
      if (name.endsWith('appKey')) asked.push(app.test(draft({ id, secrets: {} })))
      return stored
    }
    await app.save(elsewhere(id))
    // Its draft names the host of before: the secrets are those of the new one by now.
    const wanted = ['appKey', 'clientSecret'].map((field) => ({ path: `secrets.${field}`, reason: 'secretForNewHost' }))
    expect(await Promise.all(asked)).toEqual([{ ok: true, value: { refusals: wanted } }])
    expect(app.toOldHost().filter(({ text }) => text.includes('new-'))).toEqual([])
  })

  it('of another connection, or of one that is being made, it goes on', async () => {
    const { app, id } = await openLive()
    app.holding(({ url }) => url === `${OLD}/`)
    await app.test(draft())
    await app.pass(250)
    await app.remove(id)
    expect(app.isOver()).toBe(false)
    app.goOn()
    await app.pass(500)
    expect(
      app
        .tests()
        .at(-1)
        ?.steps.find(({ step }) => step === 'subscribe')?.state
    ).toBe('ok')
  })
})
