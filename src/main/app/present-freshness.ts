import type { Freshness } from '../../core/connections/source.ts'
import type { Settings } from '../../core/settings/settings.ts'

/** Read at each use, so that running feeds follow a changed preference. */
export function presentFreshness(settings: () => Settings): Freshness {
  return {
    get pingAfterMs() {
      return settings().freshness.pingAfterMs
    },
    get pongWithinMs() {
      return settings().freshness.pongWithinMs
    },
    get staleAfterMs() {
      return settings().freshness.staleAfterMs
    }
  }
}
