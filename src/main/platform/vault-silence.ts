import type { SecretName } from '../../core/ports/vault.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'

/** Whether the system's store answers, and what will show that it does again. */
export interface VaultSilence {
  isSilent(): boolean
  /** The stored secret that the silent store was asked for: it tells when the store is back. */
  doubtful(): SecretName | undefined
  begin(name?: SecretName): void
  /** Asked for while it was silent already; an earlier one stays the one to ask with. */
  suspect(name: SecretName): void
  /** The store said what this one is. */
  answered(name: SecretName): void
  /** A try begins: it counts as back until it is found silent. */
  hope(): void
  end(): void
}

/** Each silence is told once: what was dismissed does not come back with every try. */
export function createVaultSilence(deps: {
  readonly problems: Pick<ProblemDesk, 'raise' | 'clear'>
  readonly tryLater: () => void
}): VaultSilence {
  const { problems, tryLater } = deps
  let silent = false
  let told = false
  let doubtful: SecretName | undefined
  return {
    isSilent: () => silent,
    doubtful: () => doubtful,
    begin(name) {
      silent = true
      doubtful = name ?? doubtful
      if (!told) problems.raise({ id: 'vault-store', code: 'vaultUnavailable', params: {} })
      told = true
      tryLater()
    },
    suspect(name) {
      doubtful ??= name
    },
    answered(name) {
      if (doubtful === name) doubtful = undefined
    },
    hope() {
      silent = false
    },
    end() {
      told = false
      problems.clear('vault-store')
    }
  }
}
