import type { SystemStore } from '../../src/main/platform/vault-protection.ts'

export interface FakeSafeStorage extends SystemStore {
  /** Names of the calls so far, in order. */
  readonly calls: string[]
  /** What only this store can decrypt; another key stands for another login, machine or back-end. */
  key: string
  available: boolean
  backend: string
}

/**
 * Behaves as Electron's does over each back-end: without protection nothing is available and encrypting throws, unless plain text was
 * allowed on `basic_text`. Its ciphertext is not the text itself, so that a search for the text in files means something.
 */
export function createFakeSafeStorage(
  backend: string,
  options: { readonly plainText?: boolean } = {}
): FakeSafeStorage {
  const calls: string[] = []
  let plainText = false
  const unprotected = (): boolean => fake.backend === 'basic_text' || fake.backend === 'unknown'
  const usable = (): boolean => (unprotected() ? plainText && fake.backend === 'basic_text' : fake.available)
  const turn = (bytes: Buffer): Buffer =>
    bytes.map((byte, at) => byte ^ (fake.key.charCodeAt(at % fake.key.length) | 0x80)) as Buffer

  const fake: FakeSafeStorage = {
    calls,
    key: 'one',
    available: true,
    backend,
    isEncryptionAvailable() {
      calls.push('isEncryptionAvailable')
      return usable()
    },
    getSelectedStorageBackend() {
      calls.push('getSelectedStorageBackend')
      return fake.backend
    },
    encryptString(text) {
      calls.push('encryptString')
      if (!usable()) throw new Error(`Error while encrypting the text "${text}"`)
      return Buffer.concat([Buffer.from(fake.key), turn(Buffer.from(text))])
    },
    decryptString(bytes) {
      calls.push('decryptString')
      if (!usable() || bytes.subarray(0, fake.key.length).toString() !== fake.key)
        throw new Error('Error while decrypting')
      return Buffer.from(turn(Buffer.from(bytes.subarray(fake.key.length)))).toString()
    },
    ...(options.plainText && {
      setUsePlainTextEncryption(use: boolean) {
        calls.push('setUsePlainTextEncryption')
        plainText = use
      }
    })
  }
  return fake
}
