import type { Disposable } from '../../core/disposable.ts'
import type { VaultState } from '../../core/ports/vault.ts'
import type { Settings } from '../../core/settings/settings.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import type { Keyring, KeyringState } from './keyring.ts'
import type { VaultEntry } from './vault-file.ts'
import type { SystemStore } from './vault-store.ts'

/** Secrets can be stored at this moment. */
export interface Protecting {
  readonly kind: 'os' | 'weak'
  readonly backend: string
}

/** How secrets can be kept at this moment. */
export type Means =
  | Protecting
  /** `uncreated`: the desktop has a keyring service and no keyring in it. */
  | { readonly kind: 'session'; readonly backend: string; readonly uncreated?: true }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unavailable' }

type ProtectionState = Omit<VaultState, 'unavailable' | 'unusual'>

export interface Protection extends Disposable {
  state(): ProtectionState
  means(): Promise<Means>
}

export interface ProtectionDeps {
  readonly store: SystemStore
  /** Only where the store is a keyring that may be locked. */
  readonly keyring: Keyring | undefined
  readonly policy: () => Settings['weakSecretStorage']
  readonly problems: Pick<ProblemDesk, 'raise' | 'clear'>
  /** The keyring is locked no more. */
  readonly onUnlocked: () => void
}

export function isProtecting(means: Means): means is Protecting {
  return means.kind === 'os' || means.kind === 'weak'
}

/**
 * Why what is stored can't be read with these means, known without a call to the store. `unavailable`: it is the very store that
 * encrypted it, and its service is not there: it may have started later than the application, and is worth another look.
 */
export function lacks(entry: VaultEntry, means: Means): 'unavailable' | 'unreadable' | undefined {
  if (means.kind !== 'session') return undefined
  if (entry.protection === 'weak') return means.backend === 'basic_text' ? undefined : 'unreadable'
  return entry.backend === means.backend && !means.uncreated ? 'unavailable' : 'unreadable'
}

const NO_PROTECTION = new Set(['basic_text', 'unknown'])

/**
 * Invariants: 1 the store is never called before the keyring said it is open, because with a locked one that call does not return;
 * 2 once it protects it is not asked again, for it then keeps its key in memory; 3 consent is asked for at every use.
 */
export function createProtection(deps: ProtectionDeps): Protection {
  const { store, keyring, problems } = deps
  let protection: VaultState['protection'] = 'unasked'
  let backend = 'unknown'
  let isLocked = false
  let settled: Means | undefined
  let asking: Promise<Means> | undefined
  let watch: Disposable | undefined
  let done = false

  function unlocked(): void {
    watch = undefined
    isLocked = false
    problems.clear('keyring')
    deps.onUnlocked()
  }

  function locked(): Means {
    protection = 'os'
    isLocked = true
    if (!done) {
      watch ??= keyring?.whenUnlocked(unlocked)
      problems.raise({ id: 'keyring', code: 'keyringLocked', params: {} })
    }
    return { kind: 'locked' }
  }

  /** Only `basic_text` can be told to go on without protection. */
  function canStoreWeakly(): boolean {
    return backend === 'basic_text' && store.allowWeak !== undefined
  }

  async function choose(keyringState: KeyringState | undefined): Promise<Means> {
    const isOpen = keyringState === undefined || keyringState === 'unlocked'
    if (!NO_PROTECTION.has(backend)) {
      if (keyringState === 'uncreated') return { kind: 'session', backend, uncreated: true }
      if (isOpen && (await store.isAvailable())) return { kind: 'os', backend }
    }
    if (canStoreWeakly()) {
      const may = deps.policy() === 'allow'
      store.allowWeak?.(may)
      if (may && (await store.isAvailable())) return { kind: 'weak', backend }
    }
    return { kind: 'session', backend }
  }

  async function ask(): Promise<Means> {
    const keyringState = await keyring?.state()
    if (keyringState === 'locked') return locked()
    isLocked = false
    backend = store.backend()
    try {
      const means = await choose(keyringState)
      if (means.kind === 'os') settled = means
      if (means.kind !== 'locked' && means.kind !== 'unavailable') protection = means.kind
      return means
    } catch {
      return { kind: 'unavailable' }
    }
  }

  return {
    state: () => ({
      ...{ protection, backend, locked: isLocked, canStoreWeakly: protection !== 'os' && canStoreWeakly() },
      waitsForConsent: protection === 'session' && canStoreWeakly() && deps.policy() === 'ask'
    }),
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
