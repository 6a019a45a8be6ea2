import type { Result } from '../result.ts'

/** `os`: encrypted by the system's store. `weak`: stored with consent, no real protection. `session`: memory only. */
export type Protection = 'os' | 'weak' | 'session'

/** A secret that is not simply stored and readable. */
export interface UnusualSecret {
  readonly name: SecretName
  /**
   * `session`: in memory only. `superseded`: what is stored gave way to one that lived in memory and is gone; it is not used by itself.
   * `unreadable`: stored, and the present store can't decrypt it. `forgotten`: it was in memory only, in a session that is over.
   */
  readonly why: 'session' | 'superseded' | 'unreadable' | 'forgotten'
  /** The store that encrypted it; empty where none did. */
  readonly storedBy: string
}

export interface VaultState {
  /** `unasked` until the first secret is needed: the system's store is not touched before. */
  readonly protection: Protection | 'unasked'
  /** Name of the back-end as the system calls it (`gnome_libsecret`, `dpapi`, `keychain`, `basic_text`, …). */
  readonly backend: string
  /** True while the system's store must be unlocked by the user before stored secrets can be read. */
  readonly locked: boolean
  /** True while the store gives no answer. It is asked again by itself; nothing stored is touched meanwhile. */
  readonly unavailable: boolean
  /** True where secrets could be stored without real protection, if the user allows it. */
  readonly canStoreWeakly: boolean
  /** The user has not said yet what to do where there is no protection. */
  readonly waitsForConsent: boolean
  readonly unusual: readonly UnusualSecret[]
}

/** `<connection id>/<field>`, e.g. `c0ffee…/clientSecret`. */
export type SecretName = `${string}/${string}`

/** Secrets live here and nowhere else. Write-only for windows: no request of the contract returns what `get` returns. */
export interface Vault {
  state(): VaultState
  put(name: SecretName, secret: string): Promise<Result<void>>
  /**
   * Fails with `noSecret`, `secretForgotten`, `vaultLocked`, `vaultUnavailable`, `vaultUnreadable` or `secretSuperseded`; a failure never removes what is
   * stored.
   */
  get(name: SecretName): Promise<Result<string>>
  has(name: SecretName): boolean
  /** Of all secrets that are held, stored or in memory, readable or not. */
  names(): readonly SecretName[]
  remove(name: SecretName): Promise<Result<void>>
  /** Takes the stored secret into use again after a newer one was lost with its session. */
  restore(name: SecretName): Promise<Result<void>>
  /** Asks a store that was silent once more, now: resolves when it has answered or was silent again, within its time. */
  askAgain(): Promise<void>
  /** The user's choice about weak storage may have changed: secrets are stored or withdrawn accordingly. */
  review(): Promise<void>
}
