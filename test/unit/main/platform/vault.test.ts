import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROTECTING_BACKENDS } from '../../../fakes/fake-safe-storage.ts'
import { settle } from '../../../fakes/settle.ts'
import { NAME, on, SECRET, vaultRig } from './vault-rig.ts'

const RUNTIMES = ['old', 'present'] as const

describe('with protection by the system', () => {
  for (const runtime of RUNTIMES) {
    for (const backend of PROTECTING_BACKENDS) {
      it(`${backend}, ${runtime} runtime: a secret comes back after a restart, encrypted in a file for this user only`, async () => {
        const onLinux = backend.startsWith('gnome') || backend.startsWith('kwallet')
        const keyring = onLinux ? on('unlocked') : undefined
        const { open, file, codes, known, store } = vaultRig(backend, { policy: 'refuse', keyring, runtime })
        const vault = open()
        expect(await vault.put(NAME, SECRET)).toEqual({ ok: true, value: undefined })
        expect(vault.state()).toEqual({
          ...{ protection: 'os', backend, locked: false, unavailable: false },
          ...{ canStoreWeakly: false, waitsForConsent: false, unusual: [] }
        })
        const text = readFileSync(file, 'utf8')
        expect(text).not.toContain(SECRET)
        expect(text).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, 8))
        expect(JSON.parse(text)).toMatchObject({ version: 2, secrets: { [NAME]: { backend, protection: 'os' } } })
        expect(statSync(file).mode & 0o777).toBe(0o600)

        const again = open()
        expect(again.has(NAME)).toBe(true)
        expect(await again.get(NAME)).toEqual({ ok: true, value: SECRET })
        expect(await again.get('c1/other')).toMatchObject({ failure: { code: 'noSecret', step: 'secret' } })
        expect(codes()).toEqual([])
        expect(known).toEqual([SECRET, SECRET])
        const sync = ['isEncryptionAvailable', 'encryptString', 'decryptString']
        expect(store.called.some((name) => sync.includes(name))).toBe(runtime === 'old')
        expect(store.called.some((name) => name.includes('Async'))).toBe(runtime === 'present')
      })
    }
  }

  it('a secret may be replaced and removed', async () => {
    const { open } = vaultRig('dpapi')
    const vault = open()
    await vault.put(NAME, 'first secret')
    await vault.put(NAME, SECRET)
    await vault.put('c1/other', 'stays here')
    expect(await open().get(NAME)).toMatchObject({ value: SECRET })
    expect(await vault.remove(NAME)).toMatchObject({ ok: true })
    expect([vault.has(NAME), open().has(NAME), open().has('c1/other')]).toEqual([false, false, true])
  })

  it('many that come at once are kept in their order', async () => {
    const { open } = vaultRig('dpapi')
    const vault = open()
    await Promise.all(['a', 'b', 'c', 'd'].map((one) => vault.put(NAME, `secret ${one}`)))
    expect(await open().get(NAME)).toMatchObject({ value: 'secret d' })
  })

  it('nothing is asked of the store or the keyring before the first use', async () => {
    const keyring = on('unlocked')
    const { open, store } = vaultRig('gnome_libsecret', { keyring })
    const vault = open()
    expect(vault.has(NAME)).toBe(false)
    expect(vault.state()).toMatchObject({ protection: 'unasked', backend: 'unknown', locked: false })
    await vault.review()
    expect([store.called, keyring.asked]).toEqual([[], 0])
  })

  it('the keyring is asked once, however many ask for secrets', async () => {
    const keyring = on('unlocked')
    const vault = vaultRig('gnome_libsecret', { keyring }).open()
    await Promise.all([vault.put(NAME, SECRET), vault.put('c2/token', SECRET)])
    await vault.get(NAME)
    expect(keyring.asked).toBe(1)
  })
})

describe('a locked keyring', () => {
  for (const runtime of RUNTIMES) {
    it(`is told as locked without one call to the ${runtime} store, and told again when it opens`, async () => {
      const keyring = on('unlocked')
      const made = vaultRig('gnome_libsecret', { keyring, runtime })
      await made.open().put(NAME, SECRET)
      made.store.called.length = 0
      keyring.present = 'locked'
      const vault = made.open()

      expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultLocked' } })
      expect(await vault.put(NAME, 'new secret')).toMatchObject({ failure: { code: 'vaultLocked' } })
      expect(vault.state().locked).toBe(true)
      expect(made.store.called).toEqual([])
      expect(made.codes()).toEqual(['keyringLocked'])
      expect(keyring.watchers).toHaveLength(1)

      keyring.present = 'unlocked'
      keyring.watchers[0]!()
      await settle()
      expect([made.readable, vault.state().locked, made.codes()]).toEqual([1, false, []])
      expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
    })
  }

  it('is watched no more after dispose', async () => {
    const keyring = on('locked')
    const { open } = vaultRig('gnome_libsecret', { keyring })
    const vault = open()
    await vault.put(NAME, SECRET)
    vault.dispose()
    await vault.put(NAME, SECRET)
    expect(keyring.watchers).toEqual([])
  })
})

describe('a file that can not be understood', () => {
  for (const [what, text] of [
    ['cut off', '{"version":1,"secrets":{'],
    ['something else', '"x"'],
    [
      'with a name that is none',
      '{"version":2,"secrets":{"token":{"backend":"x","protection":"os","ciphertext":"eA=="}}}'
    ],
    [
      'with ciphertext that is none',
      '{"version":1,"secrets":{"a/b":{"backend":"x","protection":"os","ciphertext":"***"}}}'
    ]
  ] as const) {
    it(`because it is ${what} is set aside unchanged and told, and a new one begun`, async () => {
      const { open, file, codes } = vaultRig('dpapi')
      writeFileSync(file, text)
      const vault = open()
      const aside = 'vault.damaged-19700101T000000Z.json'
      expect(await vault.get(NAME)).toMatchObject({
        failure: { code: 'vaultUnreadable', detail: expect.stringContaining(aside) as string }
      })
      expect(readFileSync(join(file, '..', aside), 'utf8')).toBe(text)
      expect(codes()).toEqual(['vaultDamaged'])
      await vault.put(NAME, SECRET)
      expect(await open().get(NAME)).toMatchObject({ value: SECRET })
    })
  }

  it('because a newer version wrote it stays where it is; new secrets live in memory', async () => {
    const { open, file, codes } = vaultRig('dpapi')
    const newer = '{"version":3,"secrets":[]}'
    writeFileSync(file, newer)
    const vault = open()
    expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultUnreadable' } })
    expect(await vault.put(NAME, SECRET)).toMatchObject({ ok: true })
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
    expect(codes()).toContain('vaultNewer')
    expect(readFileSync(file, 'utf8')).toBe(newer)
    expect(readdirSync(join(file, '..'))).toEqual(['vault.json'])
  })

  it('because it is no file stays where it is; new secrets live in memory', async () => {
    const { open, file, codes } = vaultRig('dpapi')
    mkdirSync(file)
    const vault = open()
    expect(await vault.put(NAME, SECRET)).toMatchObject({ ok: true })
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
    expect(codes()).toContain('vaultFileUnreadable')
    expect(statSync(file).isDirectory()).toBe(true)
  })

  it('is none of the first version: its secrets are used, and written in the present one', async () => {
    const made = vaultRig('dpapi')
    await made.open().put(NAME, SECRET)
    writeFileSync(made.file, made.text().replace('"version": 2', '"version": 1'))
    const vault = made.open()
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
    await vault.put('c1/other', 'x')
    expect(JSON.parse(made.text())).toMatchObject({ version: 2, secrets: { [NAME]: { backend: 'dpapi' } } })
  })
})

it('no log line holds a secret, not even from the words of a failing store', async () => {
  for (const runtime of RUNTIMES) {
    const made = vaultRig('dpapi', { runtime })
    made.store.trouble = 'cannotEncrypt'
    await made.open().put(NAME, SECRET)
    writeFileSync(made.file, `{"${SECRET}": `)
    await made.open().get('c2/token')
    expect(made.logger.lines.length).toBeGreaterThan(1)
    expect(JSON.stringify(made.logger.lines)).not.toContain(SECRET)
  }
})

describe('a desktop whose keyring was never created', () => {
  it('has its own words, is not polled, and nothing is asked of the store, which would open a dialog', async () => {
    const keyring = on('uncreated')
    const { open, store, codes } = vaultRig('gnome_libsecret', { keyring })
    const vault = open()
    expect(await vault.put(NAME, SECRET)).toMatchObject({ ok: true })
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
    expect(codes()).toEqual(['keyringMissing'])
    expect(vault.state()).toMatchObject({ protection: 'session', backend: 'gnome_libsecret', canStoreWeakly: false })
    expect(keyring.watchers).toEqual([])
    expect(new Set(store.called)).toEqual(new Set(['getSelectedStorageBackend']))
  })

  it('says so too when a stored secret can not be read, and leaves it as it is', async () => {
    const keyring = on('unlocked')
    const { open, text, codes } = vaultRig('gnome_libsecret', { keyring })
    await open().put(NAME, SECRET)
    const stored = text()
    keyring.present = 'uncreated'
    expect(await open().get(NAME)).toMatchObject({ ok: false, failure: { code: 'vaultUnreadable' } })
    expect(codes()).toEqual(['keyringMissing'])
    expect(text()).toBe(stored)
  })

  it('is used for all of them as soon as there is one', async () => {
    const keyring = on('uncreated')
    const { open, entry, codes } = vaultRig('gnome_libsecret', { keyring })
    const vault = open()
    await vault.put(NAME, SECRET)
    await vault.put('c2/token', 'another secret')
    keyring.present = 'unlocked'
    await vault.get('c2/token')
    expect(codes()).toEqual([])
    expect([entry(), entry('c2/token')]).toMatchObject([{ protection: 'os' }, { protection: 'os' }])
    expect(vault.state().unusual).toEqual([])
  })

  it('may be passed over where storing weakly was allowed and the store is weak anyway', async () => {
    const { open, codes } = vaultRig('basic_text', { policy: 'allow', keyring: on('uncreated') })
    const vault = open()
    await vault.put(NAME, SECRET)
    expect(vault.state()).toMatchObject({ protection: 'weak' })
    expect(codes()).toEqual(['weakSecretStorage'])
  })
})
