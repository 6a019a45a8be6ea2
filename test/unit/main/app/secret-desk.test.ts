import { describe, expect, it } from 'vitest'
import { credentialOf } from '../../../../src/adapters/thoughtspot/source.ts'
import { requests } from '../../../../src/contract/requests.ts'
import { SECRET_FIELDS } from '../../../../src/core/connections/connection.ts'
import { ok } from '../../../../src/core/result.ts'
import { createSecretDesk } from '../../../../src/main/app/secret-desk.ts'
import { createAnswerer } from '../../../../src/main/ipc/answer.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/core/settings/settings.ts'
import { avayaConnection, createARuntime, giosgConnection } from '../../../fakes/a-runtime.ts'
import { createMemoryVault, OPEN_VAULT } from '../../../fakes/memory-vault.ts'
import { vaultRig } from '../platform/vault-rig.ts'
import { thoughtspotConfig } from './editing-rig.ts'
import { createRecordingLogger } from '../recording-logger.ts'

const SECRET = 'never-to-be-seen-again'
const PLACE = { connectionId: 'g1', field: 'token' } as const
const OURS = { isDestroyed: () => false }
const EVENT = {
  sender: OURS,
  senderFrame: { parent: null, origin: 'floorwatch-app://app', url: 'floorwatch-app://app/main.html' }
}

/** Windows on one side, the application with a vault on the other. */
function aWindow() {
  const made = createARuntime()
  made.journal.putConnection(giosgConnection())
  made.journal.putConnection(avayaConnection())
  const logger = createRecordingLogger()
  const isOurs = (one: object): boolean => one === OURS
  const { handlers } = made.runtime
  const answer = createAnswerer({ handlers, isOurs, origin: 'floorwatch-app://app', logger })
  const ask = (name: keyof typeof requests, input: unknown) => answer(name, EVENT, input)
  return { ...made, ask, logger }
}

describe('a secret from a window', () => {
  it('goes into the vault, is never answered, and its connection signs in with it', async () => {
    const { ask, vault, renewed } = aWindow()
    expect(await ask('secret:has', PLACE)).toEqual({ ok: true, value: false })
    expect(await ask('secret:set', { ...PLACE, secret: SECRET })).toEqual({ ok: true, value: undefined })
    expect(await ask('secret:set', { ...PLACE, secret: `${SECRET} 2` })).toEqual({ ok: true, value: undefined })
    expect([...vault.secrets]).toEqual([['g1/token', `${SECRET} 2`]])
    expect(await ask('secret:has', PLACE)).toEqual({ ok: true, value: true })
    expect(await ask('secret:delete', PLACE)).toEqual({ ok: true, value: undefined })
    expect([vault.secrets.size, renewed]).toEqual([0, ['g1', 'g1', 'g1']])
  })

  it.each([
    ['without a text', { ...PLACE, secret: '' }],
    ['without a field', { connectionId: 'g1', secret: SECRET }],
    ['of a field that no system has', { ...PLACE, field: '__proto__', secret: SECRET }],
    ['that is longer than any', { ...PLACE, secret: SECRET.repeat(1_000) }],
    ['that is no text', { ...PLACE, secret: [SECRET] }],
    ['with more beside it', { ...PLACE, secret: SECRET, other: 1 }],
    ['that is all there is', SECRET]
  ])('%s is refused, and the refusal does not repeat it', async (_what, input) => {
    const { ask, vault, logger } = aWindow()
    const answer = await ask('secret:set', input)
    expect(answer).toMatchObject({ ok: false, failure: { code: 'rejected' } })
    expect(JSON.stringify([answer, logger.lines])).not.toContain(SECRET)
    expect(vault.secrets.size).toBe(0)
  })

  it.each([
    ['a connection that is not there', { ...PLACE, connectionId: 'x1' }],
    ['a field that its system does not have', { connectionId: 'g1', field: 'clientSecret' }]
  ])('is not taken for %s', async (_what, place) => {
    const { ask, vault, renewed } = aWindow()
    const asked = [ask('secret:set', { ...place, secret: SECRET }), ask('secret:delete', place)]
    for (const answer of await Promise.all([...asked, ask('secret:has', place), ask('secret:restore', place)]))
      expect(answer).toMatchObject({ ok: false, failure: { code: 'notFound', step: 'secret' } })
    expect([vault.secrets.size, renewed]).toEqual([0, []])
  })

  it('takes the place of the others of ThoughtSpot, forgotten ones too, and of none of another system', async () => {
    const { ask, vault, journal } = aWindow()
    const made = vaultRig('basic_text', { policy: 'session' })
    await made.open().put('t1/password', SECRET)
    const present = made.open()
    Object.assign(vault, { put: present.put, remove: present.remove })
    journal.putConnection({ id: 't1', demo: false, config: thoughtspotConfig })
    const read = (field: string) => present.get(`t1/${field}`)
    expect(await credentialOf(read)).toMatchObject({ failure: { code: 'secretForgotten' } })
    expect(await ask('secret:set', { connectionId: 't1', field: 'token', secret: SECRET })).toMatchObject({ ok: true })
    expect(await credentialOf(read)).toMatchObject({ ok: true })
    await present.put('a1/appKey', 'key-1234')
    await ask('secret:set', { connectionId: 'a1', field: 'clientSecret', secret: SECRET })
    expect(present.names()).toEqual(['t1/token', 'a1/appKey', 'a1/clientSecret'])
  })

  it('is signed in with although another one could not be removed, and that is answered', async () => {
    const { ask, vault, journal, renewed } = aWindow()
    journal.putConnection({ id: 't1', demo: false, config: thoughtspotConfig })
    vault.failing = { remove: { code: 'storage', step: 'secret', detail: 'full' } }
    const answer = await ask('secret:set', { connectionId: 't1', field: 'token', secret: SECRET })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'storage' } })
    expect([[...vault.secrets.keys()], renewed]).toEqual([['t1/token'], ['t1']])
  })

  it('may be one of every field that a system has', () => {
    for (const [id, fields] of Object.entries(SECRET_FIELDS))
      for (const field of fields)
        expect(requests['secret:set'].input.safeParse({ connectionId: id, field, secret: 'x' }).success).toBe(true)
  })

  it('that the vault can not take now is answered with the reason, and nothing signs in', async () => {
    const { ask, vault, renewed } = aWindow()
    const failure = { code: 'vaultLocked', step: 'secret', detail: 'the keyring is locked' } as const
    vault.put = () => Promise.resolve({ ok: false, failure })
    expect(await ask('secret:set', { ...PLACE, secret: SECRET })).toEqual({ ok: false, failure })
    expect(renewed).toEqual([])
  })
})

it('windows see how secrets are kept and which need a look', () => {
  const { vault, state } = aWindow()
  vault.present = { ...OPEN_VAULT, unusual: [{ name: 'a/b/token', why: 'unreadable', storedBy: 'kwallet6' }] }
  expect(state().vault).toMatchObject({
    backend: 'dpapi',
    unusual: [{ connectionId: 'a/b', field: 'token', why: 'unreadable', storedBy: 'kwallet6' }]
  })
})

describe('the answer to the question of weak storage', () => {
  function desk(settings: Partial<Settings> = {}) {
    const vault = createMemoryVault()
    let present: Settings = { ...DEFAULT_SETTINGS, ...settings }
    const made = createSecretDesk({
      vault,
      journal: { connections: () => [] },
      secretsChanged: () => undefined,
      settings: {
        get: () => present,
        change(patch) {
          present = { ...present, ...patch }
          return ok(undefined)
        }
      }
    })
    return { vault, answer: made.answer, policy: () => present.weakSecretStorage }
  }

  it.each(['allow', 'session'] as const)('%s becomes a setting, and the vault acts on it', async (answer) => {
    const made = desk()
    expect(await made.answer(answer)).toEqual({ ok: true, value: undefined })
    expect([made.policy(), made.vault.reviews]).toEqual([answer, 1])
  })

  it('may not allow what the settings refuse', async () => {
    const made = desk({ weakSecretStorage: 'refuse' })
    expect(await made.answer('allow')).toMatchObject({ ok: false, failure: { code: 'rejected' } })
    expect([made.policy(), made.vault.reviews]).toEqual(['refuse', 0])
  })
})

describe('a connection whose secret can not be had', () => {
  it.each([
    ['vaultUnavailable', 'backoff'],
    ['vaultLocked', 'failed'],
    ['vaultUnreadable', 'failed'],
    ['secretSuperseded', 'failed'],
    ['secretForgotten', 'failed']
  ] as const)(
    'because of %s is in the phase %s, and goes live when it is told that it can be read',
    async (code, phase) => {
      const made = createARuntime()
      let isBack = false
      const failure = { code, step: 'secret', detail: 'stored by kwallet6' } as const
      const secret = () => Promise.resolve(isBack ? ok('giosg-1234') : ({ ok: false, failure } as const))
      made.runtime.useConnections([{ ...made.entry(giosgConnection()), secret }])
      await made.pass(250)
      expect(made.phaseOf('g1')).toBe(phase)
      expect(made.state().connections[0]?.status.failure).toMatchObject({ code })
      isBack = true
      made.runtime.wake()
      await made.pass(250)
      expect(made.phaseOf('g1')).toBe('live')
    }
  )

  it('is tried again on demand only after a silent vault was asked again', async () => {
    const made = createARuntime()
    let isBack = false
    const failure = { code: 'vaultUnavailable', step: 'secret', detail: '' } as const
    const secret = () => Promise.resolve(isBack ? ok('giosg-1234') : ({ ok: false, failure } as const))
    made.runtime.useConnections([{ ...made.entry(giosgConnection()), secret }])
    await made.pass(250)
    expect(made.phaseOf('g1')).toBe('backoff')
    made.vault.askAgain = async () => {
      await Promise.resolve()
      isBack = true
    }
    await made.runtime.handlers['connection:retry']({ connectionId: 'g1' })
    await made.pass(0)
    expect(made.phaseOf('g1')).toBe('live')
  })
})
