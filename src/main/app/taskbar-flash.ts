import type { Delivery } from '../../core/alerts/delivery.ts'
import type { AlertEngine } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { Attention } from '../../core/ports/attention.ts'
import type { DueNotice } from './held-notices.ts'

const BECAME = {
  asked: { state: 'delivered' },
  seen: { state: 'suppressed', cause: 'seenInWindow' },
  noWindow: { state: 'suppressed', cause: 'noWindow' }
} as const

const wantsSomebody = ({ severity, acknowledgedAtMs, snoozedUntilMs }: Episode): boolean =>
  severity === 'critical' && acknowledgedAtMs === null && snoozedUntilMs === null

/** The taskbar flashes for what is critical alone, and only as long as some of it wants somebody. */
export interface TaskbarFlash {
  /** Of what is being told: the lines of those for which it flashes, or why not. */
  about(due: readonly DueNotice[], atMs: number): readonly Delivery[]
  /** Alerts are others now. */
  review(): void
}

export function createTaskbarFlash(deps: {
  readonly attention?: Attention
  readonly engine: Pick<AlertEngine, 'open'>
}): TaskbarFlash {
  const { attention, engine } = deps
  let flashes = false
  return {
    about(due, atMs) {
      const critical = due.filter(({ episode, intent }) => episode.severity === 'critical' && intent.reason !== 'ended')
      if (!attention || critical.length === 0) return []
      const answer = attention.ask()
      flashes ||= answer === 'asked'
      return critical.map(({ intent: { id, episodeId, reason } }) => ({
        // Told again, it is the same line.
        ...{ id: `${id}-flash`, episodeId, reason, channel: 'flash', detail: '', possibleRepeat: false, atMs },
        ...BECAME[answer]
      }))
    },
    review() {
      if (!flashes || engine.open().some(wantsSomebody)) return
      flashes = false
      attention?.stop()
    }
  }
}
