import type { Result } from '../result.ts'

/** `os`: encrypted by the system's store. `weak`: stored with consent, no real protection. `session`: memory only. */
export type Protection = 'os' | 'weak' | 'session'

export interface VaultState {
  readonly protection: Protection
  /** Name of the back-end as the system calls it (`gnome_libsecret`, `dpapi`, `keychain`, `basic_text`, …). */
  readonly backend: string
  /** True while the system's store must be unlocked by the user before stored secrets can be read. */
  readonly locked: boolean
}

/** `<connection id>/<field>`, e.g. `c0ffee…/clientSecret`. */
export type SecretName = `${string}/${string}`

/** Secrets live here and nowhere else. Write-only for windows: no request of the contract returns what `get` returns. */
export interface Vault {
  state(): VaultState
  put(name: SecretName, secret: string): Promise<Result<void>>
  /** Fails with `noSecret`, `vaultLocked` or `vaultUnreadable`; a failure never removes what is stored. */
  get(name: SecretName): Promise<Result<string>>
  has(name: SecretName): boolean
  remove(name: SecretName): Promise<Result<void>>
}
