import type { Clock } from '../../core/ports/clock.ts'
import { createSeededRandom } from '../random.ts'

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

export interface IssuedToken {
  readonly token: string
  readonly createdAtMs: number
  readonly expiresAtMs: number
}

/** Tokens that were given out in this run. */
export interface ThoughtspotSessions {
  issue(lifeMs: number): IssuedToken
  isGood(token: string): boolean
}

export function createThoughtspotSessions(deps: { readonly clock: Clock; readonly seed: number }): ThoughtspotSessions {
  const random = createSeededRandom(deps.seed, `thoughtspot-tokens/${deps.clock.now().wallMs}`)
  const issued = new Map<string, number>()

  return {
    issue(lifeMs) {
      const createdAtMs = deps.clock.now().wallMs
      for (const [token, expiresAtMs] of issued) if (expiresAtMs <= createdAtMs) issued.delete(token)
      const token = random.text(64, CHARACTERS)
      issued.set(token, createdAtMs + lifeMs)
      return { token, createdAtMs, expiresAtMs: createdAtMs + lifeMs }
    },
    isGood: (token) => (issued.get(token) ?? 0) > deps.clock.now().wallMs
  }
}
