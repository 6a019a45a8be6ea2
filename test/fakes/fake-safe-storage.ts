import type { SafeStorageCalls } from '../../src/main/platform/vault-store.ts'
import type { System } from '../../src/main/platform/system.ts'

/** Every store that Electron may stand before. */
export const PROTECTING_BACKENDS = ['keychain', 'dpapi', 'gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'] as const
export type FakeBackend = (typeof PROTECTING_BACKENDS)[number] | 'basic_text' | 'unknown'

/**
 * `silent`: no answer at all. `busy`: available, and "temporarily unavailable" when used. `cannotEncrypt`, `cannotDecrypt`: an error. `garbles`: encrypts to
 * something that can't be read again. `builtInKey`: claims to protect and takes the key that everybody knows.
 */
export type StoreTrouble = 'silent' | 'busy' | 'cannotEncrypt' | 'cannotDecrypt' | 'garbles' | 'builtInKey'

export interface FakeSafeStorage {
  /** What a runtime offers: the old calls, or the asynchronous ones beside them. */
  readonly calls: SafeStorageCalls
  /** Names of the calls so far, in order. */
  readonly called: string[]
  readonly system: () => System
  /** What only this store can decrypt; another key stands for another login, machine or back-end. */
  key: string
  /** Keys of before that it still has: what they encrypted should be encrypted again. */
  olderKeys: string[]
  available: boolean
  backend: FakeBackend
  trouble: StoreTrouble | undefined
  /** Ends the waits of a silent store, as the user does by answering its dialog. */
  answer(): void
}

const BUILT_IN = 'built-in'

/**
 * Behaves as Electron's does over each back-end: without protection nothing is available and encrypting throws, unless plain text was
 * allowed on `basic_text`. Its ciphertext is not the text itself, so that a search for the text in files means something; its mark tells
 * on Linux which key was used, as Chromium's does.
 */
export function createFakeSafeStorage(
  backend: FakeBackend,
  options: { readonly runtime?: 'old' | 'present' } = {}
): FakeSafeStorage {
  const called: string[] = []
  let plainText = false
  let waiting: (() => void)[] = []
  const isUnprotected = (): boolean => fake.backend === 'basic_text' || fake.backend === 'unknown'
  const usable = (): boolean => (isUnprotected() ? plainText && fake.backend === 'basic_text' : fake.available)
  const turn = (bytes: Buffer, key: string): Buffer =>
    Buffer.from(bytes.map((byte, at) => byte ^ (key.charCodeAt(at % key.length) | 0x80)))

  function encrypt(text: string): Buffer {
    if (!usable() || fake.trouble === 'cannotEncrypt') throw new Error(`Error while encrypting the text "${text}"`)
    if (fake.trouble === 'garbles') return Buffer.from(`v11${text.length}`)
    const builtIn = isUnprotected() || fake.trouble === 'builtInKey'
    const key = builtIn ? BUILT_IN : fake.key
    return Buffer.concat([Buffer.from(`${builtIn ? 'v10' : 'v11'}${key}:`), turn(Buffer.from(text), key)])
  }

  function decrypt(bytes: Buffer): { result: string; shouldReEncrypt: boolean } {
    if (!usable() || fake.trouble === 'cannotDecrypt') throw new Error('Error while decrypting')
    const key = [BUILT_IN, fake.key, ...fake.olderKeys].find((one) => bytes.indexOf(`${one}:`) === 3)
    if (key === undefined) throw new Error('Error while decrypting')
    const result = turn(bytes.subarray(3 + key.length + 1), key).toString()
    return { result, shouldReEncrypt: fake.olderKeys.includes(key) }
  }

  /** Electron's own promises: first the store's silence, then its answer. */
  async function later<T>(name: string, work: () => T): Promise<T> {
    called.push(name)
    if (fake.trouble === 'silent') await new Promise<void>((go) => waiting.push(go))
    if (fake.trouble === 'busy' && name !== 'isAsyncEncryptionAvailable')
      throw new Error(`safeStorage.${name} is temporarily unavailable. Please try again.`)
    return work()
  }

  function now<T>(name: string, work: () => T): T {
    called.push(name)
    return work()
  }

  const fake: FakeSafeStorage = {
    called,
    ...{ key: 'one', olderKeys: [], available: true, backend, trouble: undefined },
    system: () => (fake.backend === 'dpapi' ? 'windows' : fake.backend === 'keychain' ? 'macos' : 'linux'),
    answer() {
      fake.trouble = undefined
      const all = waiting
      waiting = []
      for (const go of all) go()
    },
    calls: {
      isEncryptionAvailable: () => now('isEncryptionAvailable', usable),
      encryptString: (text) => now('encryptString', () => encrypt(text)),
      decryptString: (bytes) => now('decryptString', () => decrypt(bytes).result),
      getSelectedStorageBackend: () => now('getSelectedStorageBackend', () => fake.backend),
      setUsePlainTextEncryption(use) {
        called.push(`setUsePlainTextEncryption ${String(use)}`)
        plainText = use
      },
      ...(options.runtime !== 'old' && {
        // As Electron does on Linux, it says yes whatever the key is.
        isAsyncEncryptionAvailable: () => later('isAsyncEncryptionAvailable', () => fake.available),
        encryptStringAsync: (text: string) => later('encryptStringAsync', () => encrypt(text)),
        decryptStringAsync: (bytes: Buffer) => later('decryptStringAsync', () => decrypt(bytes))
      })
    }
  }
  return fake
}
