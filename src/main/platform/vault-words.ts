import type { Settings } from '../../core/settings/settings.ts'
import type { Problem } from '../../core/settings/problem.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import type { Means } from './vault-protection.ts'

/** What there is to be told about. */
export interface VaultHoldings {
  readonly policy: Settings['weakSecretStorage']
  readonly canStoreWeakly: boolean
  /** Secrets in memory only. */
  readonly inMemory: number
  readonly stored: number
  readonly storedWeakly: number
  /** Of those, what could not be read, and so could not be taken from the disk either. */
  readonly unreadWeakly: number
}

/** Weakly stored secrets are to leave the disk. */
export function refusesWeak(policy: Settings['weakSecretStorage']): boolean {
  return policy === 'refuse' || policy === 'session'
}

function problemOf(means: Means, holdings: VaultHoldings): Problem['code'] | undefined {
  const { policy, inMemory, stored, storedWeakly, unreadWeakly, canStoreWeakly } = holdings
  if (means.kind === 'session') {
    if (means.uncreated && inMemory + stored > 0) return 'keyringMissing'
    if (refusesWeak(policy) && unreadWeakly > 0) return 'weakSecretsLeft'
    if (canStoreWeakly && policy === 'ask' && inMemory + storedWeakly > 0) return 'weakStorageQuestion'
    // Who chose `session` was told when choosing.
    if (inMemory > 0 && policy !== 'session') return 'secretsInMemoryOnly'
  }
  return storedWeakly > 0 ? 'weakSecretStorage' : undefined
}

/** Tells the user how well secrets are kept. What was dismissed is not told again until something about it changes. */
export function createVaultWords(problems: Pick<ProblemDesk, 'raise' | 'clear'>): {
  tell(means: Means, holdings: VaultHoldings): void
} {
  let last = ''
  return {
    tell(means, holdings) {
      if (means.kind === 'locked' || means.kind === 'unavailable') return
      const code = problemOf(means, holdings)
      const present = `${code ?? ''} ${means.backend}`
      if (present === last) return
      last = present
      if (code) problems.raise({ id: 'vault', code, params: { backend: means.backend } })
      else problems.clear('vault')
    }
  }
}
