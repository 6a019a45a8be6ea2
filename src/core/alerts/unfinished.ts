import type { Instant } from '../ports/clock.ts'
import type { Episode } from './episode.ts'
import { openEpisode } from './episode-record.ts'
import { isCritical, type Machine } from './machine.ts'
import type { Rule } from './rule.ts'
import type { LevelWait } from './trace.ts'
import type { Breach, Unfinished } from './unfinished-record.ts'

/**
 * Times that were still counting when a run ended: how long a breach was seen that has to last, and the same of the second level of an
 * alert. Put on record every few seconds, so that a breach in an application that is often restarted is not waited for in vain.
 * What an alert's all-clear was seen for stands in the alert itself (`clear-time.ts`).
 */

/** After a restart a breach has to be seen for so long at least, ms: nobody is told on the numbers of one moment. */
const FRESH_MS = 2_000
/** After so long without a run, what was seen says nothing about a breach that is found now, ms. */
const AWAY_MS = 3_600_000

/** What of the machine's times was seen by an earlier run. */
export interface Waited {
  readonly pendingForMs?: number | undefined
  readonly level?: LevelWait | undefined
}

const limitOf = ({ rule }: Machine, state: LevelWait['state']): number =>
  state === 'pending' ? rule.pendingForMs : rule.keepFiringForMs

/** Of a time of `limitMs` that is over at `timerMs`. */
function seenMs(machine: Machine, limitMs: number, timerMs: number, monoMs: number): number {
  const atMs = machine.heldSinceMs ?? monoMs
  return Math.min(limitMs, Math.max(0, limitMs - (timerMs - atMs)))
}

function levelWaitOf(machine: Machine, monoMs: number): LevelWait | undefined {
  const { level, levelTimerMs } = machine
  if (levelTimerMs === undefined || (level !== 'pending' && level !== 'recovering')) return undefined
  return { state: level, forMs: seenMs(machine, limitOf(machine, level), levelTimerMs, monoMs) }
}

function breachOf(machine: Machine, episode: Episode, timerMs: number, level: LevelWait | undefined, monoMs: number) {
  const { id, ruleId, ruleVersion, key, keyName, connectionId, unit, breachedAtMs, peak } = episode
  const forMs = seenMs(machine, machine.rule.pendingForMs, timerMs, monoMs)
  const breach: Breach = { id, ruleId, ruleVersion, key, keyName, connectionId, unit, breachedAtMs, peak, forMs }
  return level ? { ...breach, level } : breach
}

export function unfinishedOf(machines: Iterable<Machine>, { wallMs, monoMs }: Instant): Unfinished {
  const breaches: Breach[] = []
  const levels: Record<string, LevelWait> = {}
  for (const machine of machines) {
    const { episode, state, timerMs } = machine
    if (!episode) continue
    const level = levelWaitOf(machine, monoMs)
    if (state === 'pending' && timerMs !== undefined) breaches.push(breachOf(machine, episode, timerMs, level, monoMs))
    else if (level) levels[episode.id] = level
  }
  return { atMs: wallMs, breaches, levels }
}

interface Seed {
  readonly episodes: readonly Episode[]
  readonly closed?: readonly Episode[]
  readonly unfinished?: Unfinished
}

interface WentOn {
  readonly pending: readonly { readonly episode: Episode; readonly rule: Rule }[]
  /** By episode. */
  readonly waited: ReadonlyMap<string, Waited>
}

function episodeOf(breach: Breach, rule: Rule): Episode {
  const { id, key, keyName, connectionId, unit, breachedAtMs, peak } = breach
  const subject = { key, connectionId, unit, name: () => keyName }
  return { ...openEpisode({ subject, rule }, id, breachedAtMs), peak }
}

/**
 * What of an earlier run goes on in this one, which begins at `nowMs` (wall): not what is an alert by now, or was, nor what its rule asks for no
 * more, nor anything after a long time away.
 */
export function wentOn(seed: Seed, ruleOf: (id: string) => Rule | undefined, nowMs: number): WentOn {
  const { episodes, closed = [], unfinished } = seed
  if (!unfinished || Math.abs(nowMs - unfinished.atMs) > AWAY_MS) return { pending: [], waited: new Map() }
  const { breaches, levels } = unfinished
  const waited = new Map<string, Waited>(Object.entries(levels).map(([id, level]) => [id, { level }]))
  // What became of it is on record sooner than that it waits no more.
  const known = new Set([...episodes, ...closed].map(({ id }) => id))
  const pending: WentOn['pending'][number][] = []
  for (const breach of breaches) {
    const rule = ruleOf(breach.ruleId)
    if (known.has(breach.id) || rule?.version !== breach.ruleVersion || rule.pendingForMs === 0) continue
    pending.push({ episode: episodeOf(breach, rule), rule })
    waited.set(breach.id, { pendingForMs: breach.forMs, level: breach.level })
  }
  return { pending, waited }
}

/** To be called on a machine of an earlier run, which is held: what was seen then counts. */
export function goOn(machine: Machine, { pendingForMs = 0, level }: Waited, monoMs: number): void {
  const leftMs = (limitMs: number, forMs: number): number => Math.max(Math.min(limitMs, FRESH_MS), limitMs - forMs)
  if (machine.state === 'pending') machine.timerMs = monoMs + leftMs(machine.rule.pendingForMs, pendingForMs)
  if (!level || !machine.critical || isCritical(machine) !== (level.state === 'recovering')) return
  machine.level = level.state
  machine.levelTimerMs = monoMs + leftMs(limitOf(machine, level.state), level.forMs)
}
