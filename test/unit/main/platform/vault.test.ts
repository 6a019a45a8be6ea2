import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../../src/core/settings/settings.ts'
import { createProblemDesk, type ProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import type { Keyring, KeyringState } from '../../../../src/main/platform/keyring.ts'
import { createVault } from '../../../../src/main/platform/vault.ts'
import { createFakeSafeStorage, type FakeSafeStorage } from '../../../fakes/fake-safe-storage.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { createRecordingLogger, type RecordingLogger } from '../recording-logger.ts'
import { aFolder } from './a-folder.ts'

const NAME = 'c1/token'
const SECRET = 'correct horse battery'

class FakeKeyring implements Keyring {
  asked = 0
  watchers: (() => void)[] = []
  constructor(public present: KeyringState) {}
  state(): Promise<KeyringState> {
    this.asked += 1
    return Promise.resolve(this.present)
  }
  whenUnlocked(run: () => void) {
    this.watchers.push(run)
    return { dispose: () => void (this.watchers = this.watchers.filter((one) => one !== run)) }
  }
}

interface Rig {
  readonly store: FakeSafeStorage
  readonly file: string
  readonly problems: ProblemDesk
  readonly logger: RecordingLogger
  readonly known: string[]
  unlocked: number
  readonly open: () => ReturnType<typeof createVault>
  readonly codes: () => string[]
}

function rig(backend: string, policy: Settings['weakSecretStorage'] = 'ask', keyring?: Keyring): Rig {
  const file = join(aFolder(), 'vault.json')
  const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
  const made: Rig = {
    store: createFakeSafeStorage(backend, { plainText: backend === 'basic_text' }),
    file,
    problems,
    logger: createRecordingLogger(),
    known: [],
    unlocked: 0,
    open: () =>
      createVault({
        ...{ file, problems, keyring, store: made.store, logger: made.logger, clock: createVirtualClock(0) },
        policy: () => policy,
        onUnlocked: () => void (made.unlocked += 1),
        know: (secret) => made.known.push(secret)
      }),
    codes: () => problems.list().map(({ code }) => code)
  }
  return made
}

const on = (state: KeyringState): FakeKeyring => new FakeKeyring(state)

describe('with protection by the system', () => {
  for (const backend of ['dpapi', 'keychain', 'gnome_libsecret', 'kwallet5', 'kwallet6']) {
    it(`${backend}: a secret comes back after a restart, encrypted in a file for this user only`, async () => {
      const { open, file, codes, known } = rig(backend, 'refuse', backend.includes('_') ? on('unlocked') : undefined)
      const vault = open()
      expect(await vault.put(NAME, SECRET)).toEqual({ ok: true, value: undefined })
      expect(vault.state()).toEqual({ protection: 'os', backend, locked: false })
      const text = readFileSync(file, 'utf8')
      expect(text).not.toContain(SECRET)
      expect(text).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, 8))
      expect(JSON.parse(text)).toMatchObject({ version: 1, secrets: { [NAME]: { backend, protection: 'os' } } })
      expect(statSync(file).mode & 0o777).toBe(0o600)

      const again = open()
      expect(again.has(NAME)).toBe(true)
      expect(await again.get(NAME)).toEqual({ ok: true, value: SECRET })
      expect(await again.get('c1/other')).toMatchObject({ failure: { code: 'noSecret', step: 'secret' } })
      expect(codes()).toEqual([])
      expect(known).toEqual([SECRET, SECRET])
    })
  }

  it('a secret may be replaced and removed', async () => {
    const { open } = rig('dpapi')
    const vault = open()
    await vault.put(NAME, 'first secret')
    await vault.put(NAME, SECRET)
    await vault.put('c1/other', 'stays here')
    expect(await open().get(NAME)).toMatchObject({ value: SECRET })
    expect(await vault.remove(NAME)).toMatchObject({ ok: true })
    expect([vault.has(NAME), open().has(NAME), open().has('c1/other')]).toEqual([false, false, true])
  })

  it('nothing is asked of the store or the keyring before the first use', () => {
    const keyring = on('unlocked')
    const { open, store } = rig('gnome_libsecret', 'ask', keyring)
    const vault = open()
    expect(vault.has(NAME)).toBe(false)
    expect(vault.state()).toEqual({ protection: 'session', backend: 'unknown', locked: false })
    expect([store.calls, keyring.asked]).toEqual([[], 0])
  })

  it('the keyring is asked once, however many ask for secrets', async () => {
    const keyring = on('unlocked')
    const vault = rig('gnome_libsecret', 'ask', keyring).open()
    await Promise.all([vault.put(NAME, SECRET), vault.put('c2/token', SECRET)])
    await vault.get(NAME)
    expect(keyring.asked).toBe(1)
  })
})

describe('a locked keyring', () => {
  it('is told as locked without one call to the store, and told again when it opens', async () => {
    const keyring = on('unlocked')
    const made = rig('gnome_libsecret', 'ask', keyring)
    await made.open().put(NAME, SECRET)
    made.store.calls.length = 0
    keyring.present = 'locked'
    const vault = made.open()

    expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'vaultLocked' } })
    expect(await vault.put(NAME, 'new secret')).toMatchObject({ failure: { code: 'vaultLocked' } })
    expect(vault.state().locked).toBe(true)
    expect(made.store.calls).toEqual([])
    expect(made.codes()).toEqual(['keyringLocked'])
    expect(keyring.watchers).toHaveLength(1)

    keyring.present = 'unlocked'
    keyring.watchers[0]!()
    expect([made.unlocked, vault.state().locked, made.codes()]).toEqual([1, false, []])
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
  })

  it('is watched no more after dispose', async () => {
    const keyring = on('locked')
    const { open } = rig('gnome_libsecret', 'ask', keyring)
    const vault = open()
    await vault.put(NAME, SECRET)
    vault.dispose()
    await vault.put(NAME, SECRET)
    expect(keyring.watchers).toEqual([])
  })
})

describe('without protection', () => {
  const bare = [
    ['basic_text', undefined],
    ['unknown', undefined],
    ['gnome_libsecret', 'absent'],
    ['kwallet6', 'absent']
  ] as const
  for (const [backend, keyring] of bare) {
    for (const policy of ['ask', 'refuse', 'session'] as const) {
      it(`${backend}, ${policy}: a secret lives in memory only, and the user knows`, async () => {
        const { open, file, codes } = rig(backend, policy, keyring && on(keyring))
        const vault = open()
        expect(await vault.put(NAME, SECRET)).toMatchObject({ ok: true })
        expect(vault.state()).toEqual({ protection: 'session', backend, locked: false })
        expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
        expect(readdirSync(join(file, '..'))).toEqual([])
        expect(open().has(NAME)).toBe(false)
        // Who chose `session` was told when choosing.
        expect(codes()).toEqual(policy === 'session' ? [] : ['secretsInMemoryOnly'])
      })
    }
  }

  it('with consent, basic_text is used, marked as weak and told', async () => {
    const { open, file, codes } = rig('basic_text', 'allow', on('absent'))
    const vault = open()
    await vault.put(NAME, SECRET)
    expect(vault.state()).toEqual({ protection: 'weak', backend: 'basic_text', locked: false })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ secrets: { [NAME]: { protection: 'weak' } } })
    expect(codes()).toEqual(['weakSecretStorage'])
    expect(await open().get(NAME)).toMatchObject({ value: SECRET })
  })

  it('consent changes nothing where not even a weak store works', async () => {
    const { open, file, codes } = rig('unknown', 'allow')
    await open().put(NAME, SECRET)
    expect(readdirSync(join(file, '..'))).toEqual([])
    expect(codes()).toEqual(['secretsInMemoryOnly'])
  })

  it('a secret for this session takes the place of the stored one', async () => {
    const made = rig('dpapi')
    await made.open().put(NAME, 'old secret')
    made.store.backend = 'basic_text'
    const vault = made.open()
    await vault.put(NAME, SECRET)
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
    made.store.backend = 'dpapi'
    expect(made.open().has(NAME)).toBe(false)
  })
})

describe('what can not be read', () => {
  it('by another key or back-end stays as it is and is told with both names', async () => {
    const made = rig('gnome_libsecret')
    await made.open().put(NAME, SECRET)
    const before = readFileSync(made.file, 'utf8')
    made.store.key = 'two'
    expect(await made.open().get(NAME)).toMatchObject({ failure: { code: 'vaultUnreadable' } })
    made.store.backend = 'basic_text'
    expect(await made.open().get(NAME)).toMatchObject({
      failure: { code: 'vaultUnreadable', detail: 'stored by gnome_libsecret, now basic_text' }
    })
    expect(readFileSync(made.file, 'utf8')).toBe(before)
    expect(made.open().has(NAME)).toBe(true)
  })

  for (const [what, text] of [
    ['cut off', '{"version":1,"secrets":{'],
    ['of a newer version', '{"version":2,"secrets":{}}'],
    ['something else', '"x"'],
    [
      'with ciphertext that is none',
      '{"version":1,"secrets":{"a/b":{"backend":"x","protection":"os","ciphertext":"***"}}}'
    ]
  ] as const) {
    it(`a file ${what} is set aside unchanged, and a new one begun`, async () => {
      const { open, file } = rig('dpapi')
      writeFileSync(file, text)
      const vault = open()
      const aside = 'vault.damaged-19700101T000000Z.json'
      expect(await vault.get(NAME)).toMatchObject({
        failure: { code: 'vaultUnreadable', detail: expect.stringContaining(aside) as string }
      })
      expect(readFileSync(join(file, '..', aside), 'utf8')).toBe(text)
      await vault.put(NAME, SECRET)
      expect(await open().get(NAME)).toMatchObject({ value: SECRET })
    })
  }
})

it('a file that can not be written leaves the secret usable for this session, and says so', async () => {
  const { open, file, codes } = rig('dpapi')
  mkdirSync(`${file}.new`)
  const vault = open()
  expect(await vault.put(NAME, SECRET)).toMatchObject({ ok: true })
  expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
  expect(codes()).toEqual(['secretsInMemoryOnly'])
  expect(open().has(NAME)).toBe(false)
})

it('no log line holds a secret, not even from the words of a failing store', async () => {
  const made = rig('dpapi')
  const vault = made.open()
  made.store.encryptString = (text) => {
    throw new Error(`can not encrypt ${text}`)
  }
  await vault.put(NAME, SECRET)
  writeFileSync(made.file, `{"${SECRET}": `)
  await made.open().get('c2/token')
  expect(made.logger.lines.length).toBeGreaterThan(1)
  expect(JSON.stringify(made.logger.lines)).not.toContain(SECRET)
})

describe('a desktop whose keyring was never created', () => {
  it('has its own words, is not polled, and nothing is asked of the store, which would open a dialog', async () => {
    const keyring = on('uncreated')
    const { open, store, codes } = rig('gnome_libsecret', 'ask', keyring)
    const vault = open()
    expect(await vault.put(NAME, SECRET)).toMatchObject({ ok: true })
    expect(await vault.get(NAME)).toEqual({ ok: true, value: SECRET })
    expect(codes()).toEqual(['keyringMissing'])
    expect(vault.state()).toEqual({ protection: 'session', backend: 'gnome_libsecret', locked: false })
    expect(keyring.watchers).toEqual([])
    expect(new Set(store.calls)).toEqual(new Set(['getSelectedStorageBackend']))
  })

  it('says so too when a stored secret can not be read, and leaves it as it is', async () => {
    const keyring = on('unlocked')
    const { open, file, codes } = rig('gnome_libsecret', 'ask', keyring)
    await open().put(NAME, SECRET)
    const stored = readFileSync(file, 'utf8')
    keyring.present = 'uncreated'
    expect(await open().get(NAME)).toMatchObject({ ok: false, failure: { code: 'vaultUnreadable' } })
    expect(codes()).toEqual(['keyringMissing'])
    expect(readFileSync(file, 'utf8')).toBe(stored)
  })

  it('is used as soon as there is one', async () => {
    const keyring = on('uncreated')
    const { open, file, codes } = rig('gnome_libsecret', 'ask', keyring)
    const vault = open()
    await vault.put(NAME, SECRET)
    keyring.present = 'unlocked'
    await vault.put(NAME, SECRET)
    expect(codes()).toEqual([])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ secrets: { [NAME]: { protection: 'os' } } })
  })

  it('may be passed over where storing weakly was allowed and the store is weak anyway', async () => {
    const { open, codes } = rig('basic_text', 'allow', on('uncreated'))
    const vault = open()
    await vault.put(NAME, SECRET)
    expect(vault.state()).toMatchObject({ protection: 'weak' })
    expect(codes()).toEqual(['weakSecretStorage'])
  })
})
