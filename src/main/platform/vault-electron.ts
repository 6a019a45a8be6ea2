import { safeStorage } from 'electron'
import type { System } from './system.ts'
import type { SystemStore } from './vault-protection.ts'

/** The system's store behind Electron. Ask nothing of it before `ready`. */
export function electronStore(system: System): SystemStore {
  /* eslint-disable @typescript-eslint/no-deprecated -- what replaces them does not exist in Electron 33, the oldest runtime supported */
  const shared = {
    isEncryptionAvailable: () => safeStorage.isEncryptionAvailable(),
    encryptString: (text: string) => safeStorage.encryptString(text),
    decryptString: (bytes: Buffer) => safeStorage.decryptString(bytes)
  }
  /* eslint-enable @typescript-eslint/no-deprecated */
  if (system !== 'linux') {
    return { ...shared, getSelectedStorageBackend: () => (system === 'windows' ? 'dpapi' : 'keychain') }
  }
  return {
    ...shared,
    getSelectedStorageBackend: () => safeStorage.getSelectedStorageBackend(),
    setUsePlainTextEncryption: (use) => safeStorage.setUsePlainTextEncryption(use)
  }
}
