import { mkdirSync, readFileSync, rmdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { StoreTrouble } from '../../../fakes/fake-safe-storage.ts'
import { NAME, on, SECRET, vaultRig, type VaultRig } from './vault-rig.ts'

const PATIENCE_MS = 10_000
const OLD = 'an older secret'

/** One secret is stored, then trouble begins. */
async function inTrouble(trouble: StoreTrouble, runtime: 'old' | 'present' = 'present'): Promise<VaultRig> {
  const made = vaultRig('gnome_libsecret', { keyring: on('unlocked'), runtime })
  await made.open().put(NAME, OLD)
  made.store.trouble = trouble
  return made
}

/** The answer, after as long as a store without one is waited for. */
async function inTime<T>(made: VaultRig, asked: Promise<T>): Promise<T> {
  await made.pass(PATIENCE_MS)
  return asked
}

describe('reading', () => {
  it.each([
    ['silent', 'vaultUnavailable'],
    ['busy', 'vaultUnavailable'],
    ['cannotDecrypt', 'vaultUnreadable']
  ] as const)('from a store that is %s fails with %s and leaves the file as it is', async (trouble, code) => {
    const made = await inTrouble(trouble)
    const before = made.text()
    const vault = made.open()
    expect(await inTime(made, vault.get(NAME))).toMatchObject({ failure: { code, step: 'secret' } })
    expect(made.text()).toBe(before)
    expect(vault.state().unavailable).toBe(code === 'vaultUnavailable')
    expect(made.codes()).toEqual(code === 'vaultUnavailable' ? ['vaultUnavailable'] : [])
    made.store.answer()
    await made.pass(PATIENCE_MS)
    expect(await vault.get(NAME)).toEqual({ ok: true, value: OLD })
    expect(vault.state()).toMatchObject({ unavailable: false, unusual: [] })
    expect(made.codes()).toEqual([])
  })

  it('while the store is silent is not asked of it again by everybody who wants a secret, and is told when it is back', async () => {
    const made = await inTrouble('busy')
    const vault = made.open()
    await vault.get(NAME)
    made.store.called.length = 0
    for (let many = 0; many < 20; many += 1) await vault.get(NAME)
    expect(made.store.called.filter((name) => name === 'decryptStringAsync')).toEqual([])
    expect(made.readable).toBe(0)
    made.store.trouble = undefined
    await made.pass(1_000)
    expect([made.readable, made.codes()]).toEqual([1, []])
  })

  it('asks a silent store for one secret, however many are to be encrypted anew', async () => {
    const made = vaultRig('basic_text', { policy: 'allow' })
    const before = made.open()
    for (const name of [NAME, 'c2/token', 'c3/token'] as const) await before.put(name, OLD)
    made.store.backend = 'gnome_libsecret'
    made.store.trouble = 'busy'
    const vault = made.open()
    const asked = (): number => made.store.called.splice(0).filter((name) => name === 'decryptStringAsync').length
    asked()
    await vault.get('c2/token')
    expect(asked()).toBe(1)
    await vault.askAgain()
    expect(asked()).toBe(1)
    made.store.trouble = undefined
    await vault.askAgain()
    for (const name of [NAME, 'c2/token', 'c3/token']) expect(made.entry(name)).toMatchObject({ protection: 'os' })
  })

  it('is tried again after 1, 2, 4 s and so on, a minute at most', async () => {
    const made = await inTrouble('busy')
    await made.open().get(NAME)
    const tries: number[] = []
    for (let second = 1; second <= 250; second += 1) {
      made.store.called.length = 0
      await made.pass(1_000)
      if (made.store.called.includes('decryptStringAsync')) tries.push(second)
    }
    expect(tries).toEqual([1, 3, 7, 15, 31, 63, 123, 183, 243])
  })

  it('is tried again at once when a person asks for it, and that fails at once when the store is still silent', async () => {
    const made = await inTrouble('busy')
    const vault = made.open()
    await vault.get(NAME)
    await made.pass(70_000)
    made.store.called.length = 0
    await vault.askAgain()
    expect(made.store.called.filter((name) => name === 'decryptStringAsync')).toHaveLength(1)
    expect([made.readable, vault.state().unavailable]).toEqual([0, true])
    made.store.trouble = undefined
    await Promise.all([vault.askAgain(), vault.askAgain()])
    expect(await vault.get(NAME)).toEqual({ ok: true, value: OLD })
    expect([made.readable, made.codes(), vault.state().unavailable]).toEqual([1, [], false])
    made.store.called.length = 0
    await vault.askAgain()
    await made.pass(120_000)
    expect(made.store.called).toEqual([])
  })

  it('asks a store that waits for a person once, however long it takes', async () => {
    const made = await inTrouble('silent')
    const vault = made.open()
    await inTime(made, vault.get(NAME))
    made.store.called.length = 0
    await made.pass(120_000)
    expect(made.store.called.filter((name) => name.endsWith('Async'))).toEqual([])
    made.store.answer()
    await made.pass(60_000)
    expect(await vault.get(NAME)).toEqual({ ok: true, value: OLD })
  })

  it('of the old runtime names its errors too', async () => {
    const made = await inTrouble('cannotDecrypt', 'old')
    expect(await made.open().get(NAME)).toMatchObject({ failure: { code: 'vaultUnreadable' } })
  })
})

describe('a store that fell silent, then locked', () => {
  /** No answer, then the keyring says it is locked: the tries for an answer have ended at the lock. */
  async function lockedAfterSilence() {
    const keyring = on('unlocked')
    const made = vaultRig('gnome_libsecret', { keyring })
    await made.open().put(NAME, SECRET)
    made.store.trouble = 'silent'
    const vault = made.open()
    expect(await inTime(made, vault.get(NAME))).toMatchObject({ failure: { code: 'vaultUnavailable' } })
    keyring.present = 'locked'
    await made.pass(PATIENCE_MS)
    expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultLocked' } })
    const unlock = async (): Promise<void> => {
      keyring.present = 'unlocked'
      keyring.watchers.forEach((run) => {
        run()
      })
      await made.pass(1)
    }
    return { made, vault, unlock }
  }

  it('is used again when it is unlocked, for what is read and what is stored', async () => {
    const { made, vault, unlock } = await lockedAfterSilence()
    made.store.answer()
    await unlock()
    expect([made.readable, made.codes()]).toEqual([1, []])
    expect(vault.state()).toMatchObject({ locked: false, unavailable: false, protection: 'os', unusual: [] })
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
    await vault.put('c2/token', 'another secret')
    expect([vault.state().unusual, made.entry('c2/token')]).toMatchObject([[], { protection: 'os' }])
  })

  it('and is silent still after that is tried on until it answers', async () => {
    const { made, vault, unlock } = await lockedAfterSilence()
    await unlock()
    expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultUnavailable' } })
    expect(made.codes()).toEqual(['vaultUnavailable'])
    made.store.answer()
    await made.pass(60_000)
    expect([made.codes(), vault.state().unavailable]).toEqual([[], false])
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
  })

  it('stores what was entered while it was silent', async () => {
    const keyring = on('unlocked')
    const made = vaultRig('gnome_libsecret', { keyring })
    made.store.trouble = 'silent'
    const vault = made.open()
    await inTime(made, vault.put(NAME, SECRET))
    keyring.present = 'locked'
    await made.pass(PATIENCE_MS)
    expect(made.codes()).toEqual(['keyringLocked'])
    made.store.answer()
    keyring.present = 'unlocked'
    keyring.watchers[0]!()
    await made.pass(1)
    expect([made.codes(), vault.state().unusual, made.entry()]).toMatchObject([[], [], { protection: 'os' }])
  })
})

describe('a secret service that is not there yet', () => {
  /** Stored with it, then a start before it has started. */
  async function tooEarly(backend: 'gnome_libsecret' | 'kwallet6' = 'gnome_libsecret') {
    const keyring = on('unlocked')
    const made = vaultRig(backend, { keyring })
    await made.open().put(NAME, SECRET)
    keyring.present = 'absent'
    made.store.called.length = 0
    return { made, keyring, vault: made.open() }
  }

  it.each(['gnome_libsecret', 'kwallet6'] as const)(
    '%s: is told as one without an answer, is not called, and is used by itself once it runs',
    async (backend) => {
      const { made, keyring, vault } = await tooEarly(backend)
      const before = made.text()
      expect(await vault.get(NAME)).toMatchObject({
        failure: { code: 'vaultUnavailable', detail: `stored by ${backend}` }
      })
      await made.pass(600_000)
      expect(vault.state()).toMatchObject({ unavailable: true, unusual: [] })
      expect([made.codes(), made.readable, made.text()]).toEqual([['vaultUnavailable'], 0, before])
      expect(made.store.called.filter((name) => name !== 'getSelectedStorageBackend')).toEqual([])

      keyring.present = 'unlocked'
      await made.pass(60_000)
      expect([made.codes(), made.readable]).toEqual([[], 1])
      expect(vault.state()).toMatchObject({ unavailable: false, protection: 'os', unusual: [] })
      expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
    }
  )

  it('that starts locked is waited for until it is unlocked', async () => {
    const { made, keyring, vault } = await tooEarly()
    await vault.get(NAME)
    keyring.present = 'locked'
    await made.pass(1_000)
    expect([made.codes(), made.readable, keyring.watchers.length]).toEqual([['keyringLocked'], 0, 1])
    expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultLocked' } })
    keyring.present = 'unlocked'
    keyring.watchers[0]!()
    await made.pass(1)
    expect([made.codes(), made.readable]).toEqual([[], 1])
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
  })

  it('is told once: what was dismissed does not come back with each look, but with the next silence', async () => {
    const { made, keyring, vault } = await tooEarly()
    await vault.get(NAME)
    made.problems.clear('vault-store')
    await made.pass(60_000)
    await vault.get(NAME)
    expect(made.codes()).toEqual([])
    keyring.present = 'unlocked'
    await made.pass(60_000)
    made.store.trouble = 'busy'
    expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultUnavailable' } })
    expect(made.codes()).toEqual(['vaultUnavailable'])
  })

  it('takes what was entered meanwhile; what another store encrypted is still called unreadable', async () => {
    const { made, keyring } = await tooEarly()
    made.store.backend = 'kwallet6'
    const elsewhere = made.open()
    expect(await elsewhere.get(NAME)).toMatchObject({ failure: { code: 'vaultUnreadable' } })
    made.store.backend = 'gnome_libsecret'
    const vault = made.open()
    await vault.get(NAME)
    await vault.put('c2/token', 'another secret')
    keyring.present = 'unlocked'
    await made.pass(1_000)
    expect([made.entry('c2/token'), vault.state().unusual]).toMatchObject([{ protection: 'os' }, []])
  })
})

describe('storing', () => {
  it.each([
    ['silent', 'vaultUnavailable'],
    ['busy', 'vaultUnavailable'],
    ['cannotEncrypt', 'vaultRefused'],
    ['cannotDecrypt', 'vaultRefused'],
    ['garbles', 'vaultRefused'],
    ['builtInKey', 'vaultRefused']
  ] as const)(
    'in a store that is in trouble (%s) keeps the secret usable, says so, and is done later',
    async (trouble, code) => {
      const made = await inTrouble(trouble)
      const { ciphertext } = made.entry() as { ciphertext: string }
      const vault = made.open()
      expect(await inTime(made, vault.put(NAME, SECRET))).toEqual({ ok: true, value: undefined })
      expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
      expect(made.codes()).toContain(code)
      // The older one is there still, and does not come back by itself.
      expect(made.entry()).toMatchObject({ ciphertext, superseded: true })
      expect(vault.state().unusual).toEqual([{ name: NAME, why: 'session', storedBy: '' }])

      made.store.answer()
      await made.pass(PATIENCE_MS)
      await made.pass(PATIENCE_MS)
      expect([made.codes(), vault.state().unusual]).toEqual([[], []])
      expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
    }
  )

  it('on a disk that takes nothing keeps the secret usable, says so, and is done when there is room', async () => {
    const made = vaultRig('dpapi')
    const vault = made.open()
    await vault.put(NAME, OLD)
    const before = made.text()
    mkdirSync(`${made.file}.new`)
    expect(await vault.put(NAME, SECRET)).toMatchObject({ ok: true })
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
    expect([made.codes(), made.text()]).toEqual([['vaultUnwritable'], before])
    await made.pass(5_000)
    expect(made.codes()).toEqual(['vaultUnwritable'])
    rmdirSync(`${made.file}.new`)
    await made.pass(PATIENCE_MS)
    expect(made.codes()).toEqual([])
    expect(await made.open().get(NAME)).toEqual({ ok: true, value: SECRET })
  })

  it('removing on a disk that takes nothing fails, and what was stored stays', async () => {
    const made = vaultRig('dpapi')
    const vault = made.open()
    await vault.put(NAME, OLD)
    mkdirSync(`${made.file}.new`)
    expect(await vault.remove(NAME)).toMatchObject({ failure: { code: 'storage' } })
    expect(await vault.get(NAME)).toMatchObject({ value: OLD })
  })

  it('stops when the vault is disposed', async () => {
    const made = await inTrouble('busy')
    const vault = made.open()
    await vault.put(NAME, SECRET)
    vault.dispose()
    made.store.answer()
    made.store.called.length = 0
    await made.pass(120_000)
    expect(made.store.called).toEqual([])
  })
})

it('in no trouble a secret of any shape comes back as it was', async () => {
  const made = vaultRig('keychain')
  const vault = made.open()
  for (const secret of ['ä ö 🎧', '-----BEGIN-----\nab\n-----END-----\n', '{"a":"b"}', 'x'.repeat(8_000)]) {
    await vault.put(NAME, secret)
    expect(await made.open().get(NAME)).toEqual({ ok: true, value: secret })
    expect(
      readFileSync(made.file, 'utf8')
        .split('\n')
        .some((line) => line.includes('BEGIN'))
    ).toBe(false)
  }
})
