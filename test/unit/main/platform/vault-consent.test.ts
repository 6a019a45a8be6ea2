import { chmodSync, existsSync, mkdirSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NAME, on, SECRET, vaultRig } from './vault-rig.ts'

describe('without protection', () => {
  const bare = [
    ['basic_text', undefined],
    ['unknown', undefined],
    ['gnome_libsecret', 'absent'],
    ['kwallet', 'absent'],
    ['kwallet5', 'absent'],
    ['kwallet6', 'absent']
  ] as const
  for (const [backend, keyring] of bare) {
    for (const policy of ['ask', 'refuse', 'session'] as const) {
      it(`${backend}, ${policy}: a secret lives in memory only, and the user knows`, async () => {
        const { open, file, codes } = vaultRig(backend, { policy, keyring: keyring && on(keyring) })
        const vault = open()
        expect(await vault.put(NAME, SECRET)).toMatchObject({ ok: true })
        const canStoreWeakly = backend === 'basic_text'
        const waitsForConsent = canStoreWeakly && policy === 'ask'
        expect(vault.state()).toEqual({
          ...{ protection: 'session', backend, locked: false, unavailable: false, canStoreWeakly, waitsForConsent },
          unusual: [{ name: NAME, why: 'session', storedBy: '' }]
        })
        expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
        expect(readdirSync(join(file, '..'))).toEqual([])
        const asked = waitsForConsent ? ['weakStorageQuestion'] : ['secretsInMemoryOnly']
        // Who chose `session` was told when choosing.
        expect(codes()).toEqual(policy === 'session' ? [] : asked)
        expect(open().has(NAME)).toBe(false)
      })
    }
  }

  it('consent changes nothing where not even a weak store works', async () => {
    const { open, file, codes } = vaultRig('unknown', { policy: 'allow' })
    await open().put(NAME, SECRET)
    expect(readdirSync(join(file, '..'))).toEqual([])
    expect(codes()).toEqual(['secretsInMemoryOnly'])
  })
})

describe('the question whether to store weakly', () => {
  it('answered with yes stores what was entered meanwhile, and says after each start that it is weak', async () => {
    const made = vaultRig('basic_text', { keyring: on('absent') })
    const vault = made.open()
    await vault.put(NAME, SECRET)
    await vault.put('c2/token', 'another secret')
    expect(existsSync(made.file)).toBe(false)
    made.policy = 'allow'
    await vault.review()
    expect(vault.state()).toMatchObject({ protection: 'weak', waitsForConsent: false, unusual: [] })
    expect([made.entry(), made.entry('c2/token')]).toMatchObject([
      { backend: 'basic_text', protection: 'weak' },
      { protection: 'weak' }
    ])
    expect(made.codes()).toEqual(['weakSecretStorage'])

    const again = made.open()
    expect(made.codes()).toEqual([])
    expect(await again.get(NAME)).toMatchObject({ value: SECRET })
    expect(made.codes()).toEqual(['weakSecretStorage'])
    made.problems.clear('vault')
    await again.get(NAME)
    expect(made.codes()).toEqual([])
  })

  it('answered with no stores nothing and asks no more', async () => {
    const made = vaultRig('basic_text')
    const vault = made.open()
    await vault.put(NAME, SECRET)
    made.policy = 'session'
    await vault.review()
    expect([existsSync(made.file), made.codes(), vault.state().waitsForConsent]).toEqual([false, [], false])
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
  })

  it('is open again for what is stored weakly already, which goes on working until it is answered', async () => {
    const made = vaultRig('basic_text', { policy: 'allow' })
    await made.open().put(NAME, SECRET)
    made.policy = 'ask'
    const vault = made.open()
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
    expect([made.codes(), vault.state().waitsForConsent]).toEqual([['weakStorageQuestion'], true])
    expect(made.entry()).toMatchObject({ protection: 'weak' })
    await vault.put('c2/token', 'another secret')
    expect(made.entry('c2/token')).toBeUndefined()
  })
})

describe('consent taken back', () => {
  for (const policy of ['session', 'refuse'] as const) {
    it(`by ${policy}: weakly stored copies leave the disk and stay usable for the session`, async () => {
      const made = vaultRig('basic_text', { policy: 'allow' })
      const vault = made.open()
      await vault.put(NAME, SECRET)
      made.policy = policy
      await vault.review()
      expect(made.entry()).toBeUndefined()
      expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
      expect(vault.state()).toMatchObject({ protection: 'session', unusual: [{ name: NAME, why: 'session' }] })
      expect(await made.open().get(NAME)).toMatchObject({ failure: { code: 'secretForgotten', detail: 'token' } })
    })
  }

  it('while the application was not running counts at the first use', async () => {
    const made = vaultRig('basic_text', { policy: 'allow' })
    await made.open().put(NAME, SECRET)
    await made.open().put('c2/token', 'another secret')
    made.policy = 'refuse'
    const vault = made.open()
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
    expect([made.entry(), made.entry('c2/token')]).toEqual([undefined, undefined])
    expect(await vault.get('c2/token')).toMatchObject({ value: 'another secret' })
    expect(made.codes()).toEqual(['secretsInMemoryOnly'])
  })

  it('on a disk that can not be written is told, and done when it can', async () => {
    const made = vaultRig('basic_text', { policy: 'allow' })
    const vault = made.open()
    await vault.put(NAME, SECRET)
    mkdirSync(`${made.file}.new`)
    made.policy = 'session'
    await vault.review()
    expect([made.entry() !== undefined, made.codes()]).toEqual([true, expect.arrayContaining(['vaultUnwritable'])])
    rmdirSync(`${made.file}.new`)
    await made.pass(1_000)
    expect([made.entry(), made.codes()]).toEqual([undefined, []])
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
  })

  /** One can't be decrypted, for example after a change of its file by another program; the other can. */
  async function halfReadable() {
    const made = vaultRig('basic_text', { policy: 'allow' })
    await made.open().put(NAME, SECRET)
    await made.open().put('c2/token', 'another secret')
    const stored = (made.entry() as { ciphertext: string }).ciphertext
    writeFileSync(made.file, made.text().replace(stored, Buffer.from('v11of another key').toString('base64')))
    return made
  }

  for (const policy of ['session', 'refuse'] as const) {
    it(`by ${policy}: what can't be read stays as it is and is told, the rest goes, and nothing is tried for ever`, async () => {
      const made = await halfReadable()
      const before = made.entry()
      made.policy = policy
      const vault = made.open()
      await vault.review()
      expect([made.entry(), made.entry('c2/token')]).toEqual([before, undefined])
      expect(made.codes()).toEqual(['weakSecretsLeft'])
      expect(vault.state().unusual).toEqual([
        { name: 'c2/token', why: 'session', storedBy: '' },
        { name: NAME, why: 'unreadable', storedBy: 'basic_text' }
      ])
      expect(await vault.get('c2/token')).toMatchObject({ value: 'another secret' })
      expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultUnreadable' } })
      made.store.called.length = 0
      await made.pass(120_000)
      expect([made.store.called, made.entry()]).toEqual([[], before])
      await vault.put(NAME, 'new secret')
      await vault.review()
      expect([made.entry(), vault.state().unusual.map(({ why }) => why)]).toEqual([undefined, ['session', 'session']])
      expect(made.codes()).toEqual(policy === 'session' ? [] : ['secretsInMemoryOnly'])
    })
  }

  it('from a store that decrypts nothing takes nothing from the disk, and does so when it works', async () => {
    const made = vaultRig('basic_text', { policy: 'allow' })
    await made.open().put(NAME, SECRET)
    const before = made.text()
    made.store.trouble = 'cannotDecrypt'
    made.policy = 'session'
    const vault = made.open()
    await vault.review()
    expect([made.text(), made.codes()]).toEqual([before, ['weakSecretsLeft']])
    made.store.trouble = undefined
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
    await vault.review()
    expect([made.entry(), made.codes()]).toEqual([undefined, []])
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
  })

  it('while the keyring is absent calls no store and leaves everything', async () => {
    const made = vaultRig('basic_text', { policy: 'allow' })
    await made.open().put(NAME, SECRET)
    const before = made.text()
    made.store.backend = 'gnome_libsecret'
    made.keyring = on('absent')
    made.policy = 'session'
    made.store.called.length = 0
    await made.open().review()
    expect([made.text(), made.codes()]).toEqual([before, ['weakSecretsLeft']])
    expect(new Set(made.store.called)).toEqual(new Set(['getSelectedStorageBackend']))
  })

  it('leaves alone what a real store encrypted', async () => {
    const made = vaultRig('gnome_libsecret', { keyring: on('unlocked') })
    await made.open().put(NAME, SECRET)
    const before = made.text()
    made.store.backend = 'basic_text'
    made.policy = 'refuse'
    await made.open().review()
    expect(made.text()).toBe(before)
  })
})

it('a real store that comes later takes over what was stored weakly', async () => {
  const made = vaultRig('basic_text', { policy: 'allow' })
  await made.open().put(NAME, SECRET)
  await made.open().put('c2/token', 'another secret')
  made.store.backend = 'gnome_libsecret'
  made.keyring = on('unlocked')
  const vault = made.open()
  expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
  const strong = { backend: 'gnome_libsecret', protection: 'os' }
  expect([made.entry(), made.entry('c2/token')]).toMatchObject([strong, strong])
  expect(made.codes()).toEqual([])
})

it('the file stays for this user only, whatever it was before', async () => {
  const made = vaultRig('dpapi')
  const vault = made.open()
  await vault.put(NAME, SECRET)
  chmodSync(made.file, 0o644)
  await vault.put(NAME, 'new secret')
  expect(statSync(made.file).mode & 0o777).toBe(0o600)
})
