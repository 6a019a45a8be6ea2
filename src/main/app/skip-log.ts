import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

const LINES_APART_MS = 1_000

export interface SkipLog {
  /** `sample`: null where none was made. */
  note(feedId: string, reason: string, sample: string | null): void
}

/** Logs messages that could not be used: one line in a second for each feed and reason, with how many there were since the last one. */
export function createSkipLog(deps: { readonly clock: Clock; readonly logger: Logger }): SkipLog {
  const noted = new Map<string, { saidAtMs: number; count: number }>()
  return {
    note(feedId, reason, sample) {
      const key = `${reason} ${feedId}`
      const entry = noted.get(key) ?? { saidAtMs: -Infinity, count: 0 }
      noted.set(key, entry)
      entry.count += 1
      const { monoMs } = deps.clock.now()
      if (monoMs - entry.saidAtMs < LINES_APART_MS) return
      const { count } = entry
      entry.saidAtMs = monoMs
      entry.count = 0
      deps.logger.warn('message skipped', { feedId, reason, count, ...(sample === null ? {} : { sample }) })
    }
  }
}
