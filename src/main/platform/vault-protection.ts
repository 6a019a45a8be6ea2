import type { Disposable } from '../../core/disposable.ts'
import type { VaultState } from '../../core/ports/vault.ts'
import type { Settings } from '../../core/settings/settings.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import type { Keyring } from './keyring.ts'

/** The part of Electron's `safeStorage` that is used. Every call is synchronous and may wait for the system's store. */
export interface SystemStore {
  isEncryptionAvailable(): boolean
  /** `basic_text` and `unknown` mean no protection. */
  getSelectedStorageBackend(): string
  encryptString(text: string): Buffer
  decryptString(bytes: Buffer): string
  /** Lets `basic_text` be used, which anyone can decrypt. Only where the system has it. */
  setUsePlainTextEncryption?(use: boolean): void
}

/** How secrets can be kept at this moment. */
export type Means =
  | { readonly kind: 'os' | 'weak'; readonly backend: string }
  /** `uncreated`: the desktop has a keyring service and no keyring in it. */
  | { readonly kind: 'session'; readonly backend: string; readonly uncreated?: true }
  | { readonly kind: 'locked' }

export interface Protection extends Disposable {
  state(): VaultState
  means(): Promise<Means>
}

export interface ProtectionDeps {
  readonly store: SystemStore
  /** Only where the store is a keyring that may be locked. */
  readonly keyring: Keyring | undefined
  readonly policy: () => Settings['weakSecretStorage']
  readonly problems: Pick<ProblemDesk, 'raise' | 'clear'>
  readonly onUnlocked: () => void
}

const NO_PROTECTION = new Set(['basic_text', 'unknown'])

/**
 * Invariants: 1 the store is never called before the keyring said it is open, because with a locked one that call does not return;
 * 2 once it protects it is not asked again, for it then keeps its key in memory; 3 consent is asked for at every use.
 */
export function createProtection(deps: ProtectionDeps): Protection {
  const { store, keyring, problems } = deps
  let state: VaultState = { protection: 'session', backend: 'unknown', locked: false }
  let settled: Means | undefined
  let asking: Promise<Means> | undefined
  let watch: Disposable | undefined
  let done = false

  function unlocked(): void {
    watch = undefined
    state = { ...state, locked: false }
    problems.clear('keyring')
    deps.onUnlocked()
  }

  function locked(): Means {
    state = { protection: 'os', backend: state.backend, locked: true }
    if (!done) {
      watch ??= keyring?.whenUnlocked(unlocked)
      problems.raise({ id: 'keyring', code: 'keyringLocked', params: {} })
    }
    return { kind: 'locked' }
  }

  function weakOrSession(backend: string): Means {
    const mayBeWeak = deps.policy() === 'allow' && NO_PROTECTION.has(backend)
    if (mayBeWeak) {
      store.setUsePlainTextEncryption?.(true)
      if (store.isEncryptionAvailable()) return { kind: 'weak', backend }
    }
    return { kind: 'session', backend }
  }

  async function ask(): Promise<Means> {
    const keyringState = await keyring?.state()
    if (keyringState === 'locked') return locked()
    const backend = store.getSelectedStorageBackend()
    if (keyringState === 'uncreated' && !NO_PROTECTION.has(backend)) {
      state = { protection: 'session', backend, locked: false }
      return { kind: 'session', backend, uncreated: true }
    }
    const strong =
      keyringState !== 'absent' &&
      keyringState !== 'uncreated' &&
      !NO_PROTECTION.has(backend) &&
      store.isEncryptionAvailable()
    const means: Means = strong ? { kind: 'os', backend } : weakOrSession(backend)
    if (strong) settled = means
    state = { protection: strong ? 'os' : means.kind === 'weak' ? 'weak' : 'session', backend, locked: false }
    return means
  }

  return {
    state: () => state,
    async means() {
      if (settled) return settled
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    dispose() {
      done = true
      watch?.dispose()
      watch = undefined
    }
  }
}
