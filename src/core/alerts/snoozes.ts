import type { Instant } from '../ports/clock.ts'
import type { LastingSnooze, SnoozeScope } from './engine-types.ts'
import { ALL_RULES } from './rule.ts'
import { UNTIL_END_MS } from './until-end.ts'

/**
 * Which alerts are to be left alone until when. A snooze ends by whichever clock gets there first: neither time asleep nor a wall
 * clock set back makes it longer than asked.
 */
export interface Snoozes {
  /** Puts the snoozes of an earlier run on this run's clock. Call once, before anything else is asked. */
  anchor(now: Instant): void
  /** Null ends it. A moment already past does the same. */
  set(key: string, untilMs: number | null, now: Instant): void
  /** Wall ms until which the alert is snoozed in one way or another; null when it is not. */
  untilMs(ruleId: string, episodeId: string): number | null
  get(key: string): number | null
  /** Takes out those that are over. */
  takeEnded(now: Instant): readonly string[]
  nextMs(): number | undefined
}

export const SNOOZE_ALL = ALL_RULES
const RULE = 'rule:'
export const snoozedRule = (ruleId: string): string => `${RULE}${ruleId}`
const EPISODE = 'episode:'
export const snoozedEpisode = (episodeId: string): string => `${EPISODE}${episodeId}`

/** The one episode that the key is of, if it is. */
export function episodeOfSnooze(key: string): string | undefined {
  return key.startsWith(EPISODE) ? key.slice(EPISODE.length) : undefined
}

export function snoozeKey(scope: SnoozeScope): string {
  if (scope.kind === 'all') return SNOOZE_ALL
  return scope.kind === 'rule' ? snoozedRule(scope.ruleId) : snoozedEpisode(scope.episodeId)
}

/** What the key is of; undefined for one episode's. */
export function lastingScope(key: string): LastingSnooze | undefined {
  if (key === SNOOZE_ALL) return { kind: 'all' }
  return key.startsWith(RULE) ? { kind: 'rule', ruleId: key.slice(RULE.length) } : undefined
}

/** What lasts until the alert ends is over by no clock. */
const endOf = (untilMs: number, now: Instant): number =>
  untilMs === UNTIL_END_MS ? Infinity : now.monoMs + (untilMs - now.wallMs)

const NONE: readonly string[] = []

interface Entry {
  readonly untilMs: number
  endsAtMs: number
}

export function createSnoozes(seeds: Iterable<readonly [string, number | null]>): Snoozes {
  const entries = new Map<string, Entry>()
  for (const [key, untilMs] of seeds) if (untilMs !== null) entries.set(key, { untilMs, endsAtMs: Infinity })

  return {
    anchor(now) {
      for (const entry of entries.values()) entry.endsAtMs = endOf(entry.untilMs, now)
    },
    set(key, untilMs, now) {
      if (untilMs === null || untilMs <= now.wallMs) entries.delete(key)
      else entries.set(key, { untilMs, endsAtMs: endOf(untilMs, now) })
    },
    untilMs(ruleId, episodeId) {
      if (entries.size === 0) return null
      let latestMs: number | null = null
      for (const key of [SNOOZE_ALL, snoozedRule(ruleId), snoozedEpisode(episodeId)]) {
        const entry = entries.get(key)
        if (entry && (latestMs === null || entry.untilMs > latestMs)) latestMs = entry.untilMs
      }
      return latestMs
    },
    get: (key) => entries.get(key)?.untilMs ?? null,
    takeEnded(now) {
      if (entries.size === 0) return NONE
      const ended: string[] = []
      for (const [key, entry] of entries) {
        if (now.monoMs < entry.endsAtMs && now.wallMs < entry.untilMs) continue
        entries.delete(key)
        ended.push(key)
      }
      return ended
    },
    nextMs() {
      let nextMs: number | undefined
      for (const { endsAtMs } of entries.values()) if (nextMs === undefined || endsAtMs < nextMs) nextMs = endsAtMs
      return nextMs === Infinity ? undefined : nextMs
    }
  }
}
