import type { Instant } from '../ports/clock.ts'
import type { Episode } from './episode.ts'
import { unstableOf, type Machine } from './machine.ts'

/**
 * Keys whose alerts come and go. One that was over so often lately is folded when it fires again: the episode stays open through
 * every all-clear that does not last, counts them, and is told once.
 */
export interface Flaps {
  /** What is known of an earlier run. */
  remember(closed: readonly Episode[], now: Instant): void
  /** An alert of the key was over by itself, or less severe again. */
  ended(machine: Machine, sinceMs: number, now: Instant): void
  /** To be called when the key fires or gets critical. True: it is unstable from now on. */
  folds(machine: Machine, now: Instant): boolean
  /** It was calm long enough: the count begins anew. */
  calmed(machine: Machine): void
}

interface Swing {
  /** When it began, wall ms. */
  readonly sinceMs: number
  /** When it was over, monotonic ms. */
  readonly endMs: number
}

/** Keys are looked through for those that are forgotten when there are twice as many as the last time, and so many at least. */
const MANY = 256
/** No rule looks back any farther. */
const LONGEST_MS = 86_400_000

type Keyed = Pick<Episode, 'ruleId' | 'connectionId' | 'key'>
const keyOf = ({ ruleId, connectionId, key }: Keyed): string => `${ruleId} ${connectionId ?? ''} ${key}`
const keyOfMachine = ({ rule, subject }: Machine): string => keyOf({ ...subject, ruleId: rule.id })

const BY_ITSELF: ReadonlySet<string | null> = new Set([null, 'dataBack', 'rowGone', 'counterReset'])

/** True where nobody and nothing else ended it. What a target reached stays so, and does not swing. */
function isSwing({ kind, reason, unstable }: Episode): boolean {
  return unstable === undefined && kind !== 'target' && (kind === 'feed' || BY_ITSELF.has(reason))
}

export function createFlaps(): Flaps {
  const swings = new Map<string, Swing[]>()
  let sweepAt = MANY

  function sweep(monoMs: number): void {
    for (const [key, all] of swings) {
      const last = all.at(-1)
      if (!last || monoMs - last.endMs > LONGEST_MS) swings.delete(key)
    }
    sweepAt = Math.max(MANY, 2 * swings.size)
  }

  function add(key: string, swing: Swing, times: number, monoMs: number): void {
    const all = swings.get(key)
    if (!all) {
      if (swings.size >= sweepAt) sweep(monoMs)
      swings.set(key, [swing])
      return
    }
    all.push(swing)
    if (all.length > times) all.shift()
  }

  return {
    remember(closed, now) {
      const sorted = [...closed].sort((a, b) => (a.closedAtMs ?? 0) - (b.closedAtMs ?? 0))
      for (const episode of sorted) {
        const { closedAtMs, firedAtMs } = episode
        if (closedAtMs === null || firedAtMs === null || !isSwing(episode)) continue
        const agoMs = Math.max(0, now.wallMs - closedAtMs)
        const swing = { sinceMs: firedAtMs, endMs: now.monoMs - agoMs }
        if (agoMs <= LONGEST_MS) add(keyOf(episode), swing, Infinity, now.monoMs)
      }
    },
    ended(machine, sinceMs, now) {
      const limits = unstableOf(machine.rule)
      if (limits) add(keyOfMachine(machine), { sinceMs, endMs: now.monoMs }, limits.times, now.monoMs)
    },
    folds(machine, now) {
      const limits = unstableOf(machine.rule)
      const { episode } = machine
      if (!limits || !episode || swings.size === 0) return false
      const all = swings.get(keyOfMachine(machine)) ?? []
      const late = all.filter(({ endMs }) => now.monoMs - endMs <= limits.withinMs)
      const [first] = late
      if (!first || late.length < limits.times) return false
      episode.unstable = { count: late.length + 1, firstAtMs: first.sinceMs, lastAtMs: now.wallMs }
      return true
    },
    calmed(machine) {
      swings.delete(keyOfMachine(machine))
    }
  }
}
