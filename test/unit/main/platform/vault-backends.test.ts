import { describe, expect, it } from 'vitest'
import type { FakeBackend } from '../../../fakes/fake-safe-storage.ts'
import { NAME, on, SECRET, vaultRig, type VaultRig } from './vault-rig.ts'

/** The next start finds another store; it can decrypt what the first one encrypted only where both share a key. */
function moveTo(made: VaultRig, backend: FakeBackend, key = 'one'): void {
  const bare = backend === 'basic_text' || backend === 'unknown'
  made.keyring = on(bare ? 'absent' : 'unlocked')
  made.store.backend = backend
  made.store.key = key
}

async function storedBy(backend: FakeBackend): Promise<VaultRig> {
  const made = vaultRig(backend)
  moveTo(made, backend)
  await made.open().put(NAME, SECRET)
  await made.open().put('c2/token', 'another secret')
  return made
}

const MOVES = [
  ['gnome_libsecret', 'kwallet5'],
  ['kwallet5', 'kwallet6'],
  ['kwallet', 'gnome_libsecret'],
  ['dpapi', 'keychain']
] as const

describe('another store at the next start', () => {
  for (const [from, to] of MOVES) {
    it(`${from} to ${to}: what it can decrypt is encrypted by it as it is used`, async () => {
      const made = await storedBy(from)
      moveTo(made, to)
      expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
      expect([made.entry(), made.entry('c2/token')]).toMatchObject([{ backend: to }, { backend: from }])
      expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
      expect(made.codes()).toEqual([])
    })
  }

  for (const [from, to] of [...MOVES, ['gnome_libsecret', 'basic_text'], ['kwallet6', 'unknown']] as const) {
    it(`${from} to ${to}: what it can not decrypt stays, both are named, and it works again where it was stored`, async () => {
      const made = await storedBy(from)
      const before = made.text()
      moveTo(made, to, 'two')
      const vault = made.open()
      expect(await vault.get(NAME)).toMatchObject({
        failure: { code: 'vaultUnreadable', detail: `stored by ${from}, now ${to}` }
      })
      expect(vault.state().unusual).toEqual([{ name: NAME, why: 'unreadable', storedBy: from }])
      expect([vault.has(NAME), made.text()]).toEqual([true, before])
      moveTo(made, from)
      expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
      expect(made.text()).toBe(before)
    })
  }

  it('a secret that is entered anew takes the place of its own old one and of no other', async () => {
    const made = await storedBy('gnome_libsecret')
    moveTo(made, 'kwallet6', 'two')
    const vault = made.open()
    await vault.get(NAME)
    await vault.put(NAME, 'new secret')
    expect([made.entry(), made.entry('c2/token')]).toMatchObject([
      { backend: 'kwallet6' },
      { backend: 'gnome_libsecret' }
    ])
    expect(vault.state().unusual).toEqual([])
    expect(await made.open().get(NAME)).toEqual({ ok: true, value: 'new secret' })
    moveTo(made, 'gnome_libsecret')
    expect(await made.open().get('c2/token')).toEqual({ ok: true, value: 'another secret' })
  })

  it('consent to weak storage never takes away what a real store protects', async () => {
    const made = await storedBy('gnome_libsecret')
    const before = made.text()
    moveTo(made, 'basic_text', 'two')
    made.policy = 'allow'
    const vault = made.open()
    expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultUnreadable' } })
    expect(made.text()).toBe(before)
  })
})

describe('a key that was changed', () => {
  it('is taken for what is read: encrypted again, the old one kept until that is on the disk', async () => {
    const made = vaultRig('keychain')
    await made.open().put(NAME, SECRET)
    const before = made.text()
    made.store.olderKeys = ['one']
    made.store.key = 'two'
    made.store.trouble = 'cannotEncrypt'
    expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
    expect(made.text()).toBe(before)
    made.store.trouble = undefined
    expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
    expect(made.text()).not.toBe(before)
    made.store.olderKeys = []
    expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
  })
})

describe('a secret entered while there is no store', () => {
  async function superseded(): Promise<VaultRig> {
    const made = await storedBy('gnome_libsecret')
    moveTo(made, 'basic_text', 'two')
    made.policy = 'session'
    const vault = made.open()
    await vault.put(NAME, 'new secret')
    expect(await vault.get(NAME)).toEqual({ ok: true, value: 'new secret' })
    moveTo(made, 'gnome_libsecret')
    return made
  }

  it('neither destroys the stored one nor lets it come back by itself', async () => {
    const made = await superseded()
    const vault = made.open()
    expect(await vault.get(NAME)).toMatchObject({
      failure: { code: 'secretSuperseded', detail: 'stored by gnome_libsecret' }
    })
    expect(vault.state().unusual).toEqual([{ name: NAME, why: 'superseded', storedBy: 'gnome_libsecret' }])
    expect([vault.has(NAME), made.entry()]).toMatchObject([true, { superseded: true }])
    expect(await vault.get('c2/token')).toEqual({ ok: true, value: 'another secret' })
  })

  it('the user may go back to the stored one', async () => {
    const made = await superseded()
    const vault = made.open()
    expect(await vault.restore(NAME)).toEqual({ ok: true, value: undefined })
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
    expect(await vault.restore(NAME)).toMatchObject({ failure: { code: 'noSecret' } })
    expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
  })

  it('entering it again where there is a store ends the matter', async () => {
    const made = await superseded()
    await made.open().put(NAME, 'new secret')
    const again = made.open()
    expect(await again.get(NAME)).toEqual({ ok: true, value: 'new secret' })
    expect(again.state().unusual).toEqual([])
  })
})
