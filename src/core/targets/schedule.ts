import type { Instant } from '../ports/clock.ts'

export interface ScheduleLimits {
  readonly intervalMs: number
  /** Scheduled tests running at the same time; a manual one may come on top. */
  readonly maxConcurrent: number
  /** Uniform in [0, 1): where in its share of the interval a target's tests lie. */
  readonly jitter: () => number
  /** Wall clock, ms, of a target's first turn after this one where its turns are no interval's; `place`: its own, [0, 1). */
  readonly alignedMs?: (id: string, afterMs: number, place: number) => number | undefined
}

/**
 * Decides which target test starts when. No timers: the owner tells what happened, then asks `start`.
 *
 * 1. A target's tests never overlap; a turn that comes while one runs or waits is skipped and counted.
 * 2. A new target is tested as soon as there is room, afterwards at its own place in the interval, so load spreads evenly.
 * 3. However long nobody asked (sleep), each target gets one test for all its missed turns.
 * 4. Turns are due by the monotonic clock, or by the wall clock when that got further (sleep the first did not count); a wall
 *    clock set back delays nothing.
 */
export interface TestSchedule {
  /** The targets to test from now on. Known ones keep their turn. */
  setTargets(ids: readonly string[], now: Instant): void
  setInterval(intervalMs: number, now: Instant): void
  /** `alignedMs` answers something else now: turns that are not due are planned anew. */
  replan(now: Instant): void
  /** A person asked: the next `start` names it, beyond `maxConcurrent` and whatever `mayStart` says. Joins a test that already runs. */
  request(id: string): void
  finished(id: string, now: Instant): void
  /** Targets whose test starts now; they count as running until `finished`. A turn of one that may not start waits: rule 3. */
  start(now: Instant, mayStart?: (id: string) => boolean): readonly string[]
  /** Monotonic ms when `start` should be asked next; undefined while only a `finished`, or another `mayStart`, can change something. */
  nextStartMs(mayStart?: (id: string) => boolean): number | undefined
  /** Wall clock, ms, of the target's next turn. */
  nextRunAtMs(id: string): number | undefined
  isRunning(id: string): boolean
  /** Turns that were left out so far. */
  skipped(id: string): number
}

interface Entry {
  /** Place in the interval, [0, 1). */
  readonly phase: number
  dueMs: number
  dueWallMs: number
  running: boolean
  requested: boolean
  skipped: number
}

const always = (): boolean => true

export function createTestSchedule(limits: ScheduleLimits): TestSchedule {
  const { maxConcurrent, jitter } = limits
  let { intervalMs } = limits
  let anchorMs: number | undefined
  let entries = new Map<string, Entry>()

  function isDue(entry: Entry, now: Instant): boolean {
    return now.monoMs >= entry.dueMs || now.wallMs >= entry.dueWallMs
  }

  /** Next own place after now, at least half an interval away. */
  function planNext(id: string, entry: Entry, now: Instant): void {
    const alignedMs = limits.alignedMs?.(id, now.wallMs, entry.phase)
    if (alignedMs !== undefined) {
      entry.dueWallMs = alignedMs
      entry.dueMs = now.monoMs + (alignedMs - now.wallMs)
      return
    }
    const firstMs = (anchorMs ?? now.monoMs) + entry.phase * intervalMs
    const turns = Math.ceil((now.monoMs + intervalMs / 2 - firstMs) / intervalMs)
    entry.dueMs = firstMs + turns * intervalMs
    entry.dueWallMs = now.wallMs + (entry.dueMs - now.monoMs)
  }

  function missedTurns(entry: Entry, now: Instant): number {
    const lateMs = Math.max(now.monoMs - entry.dueMs, now.wallMs - entry.dueWallMs)
    return Math.max(0, Math.floor(lateMs / intervalMs))
  }

  function begin(id: string, entry: Entry, now: Instant): void {
    if (!entry.requested || isDue(entry, now)) entry.skipped += missedTurns(entry, now)
    entry.running = true
    entry.requested = false
    planNext(id, entry, now)
  }

  function replan(now: Instant): void {
    for (const [id, entry] of entries) if (!isDue(entry, now)) planNext(id, entry, now)
  }

  function runningCount(): number {
    let count = 0
    for (const entry of entries.values()) if (entry.running) count++
    return count
  }

  return {
    setTargets(ids, now) {
      anchorMs ??= now.monoMs
      const next = new Map<string, Entry>()
      ids.forEach((id, index) => {
        const phase = (index + jitter()) / ids.length
        const fresh = { phase, dueMs: now.monoMs, dueWallMs: now.wallMs, running: false, requested: false, skipped: 0 }
        next.set(id, entries.get(id) ?? fresh)
      })
      entries = next
    },
    setInterval(nextIntervalMs, now) {
      if (nextIntervalMs === intervalMs) return
      intervalMs = nextIntervalMs
      replan(now)
    },
    replan,
    request(id) {
      const entry = entries.get(id)
      if (entry && !entry.running) entry.requested = true
    },
    finished(id, now) {
      const entry = entries.get(id)
      if (!entry) return
      entry.running = false
      if (!isDue(entry, now)) return
      entry.skipped += 1 + missedTurns(entry, now)
      planNext(id, entry, now)
    },
    start(now, mayStart = always) {
      const started: string[] = []
      for (const [id, entry] of entries) {
        if (!entry.requested) continue
        begin(id, entry, now)
        started.push(id)
      }
      const waiting = [...entries].filter(([id, entry]) => !entry.running && isDue(entry, now) && mayStart(id))
      waiting.sort(([, a], [, b]) => a.dueMs - b.dueMs)
      for (const [id, entry] of waiting) {
        if (runningCount() >= maxConcurrent) break
        begin(id, entry, now)
        started.push(id)
      }
      return started
    },
    nextStartMs(mayStart = always) {
      if (runningCount() >= maxConcurrent) return undefined
      let nextMs: number | undefined
      for (const [id, entry] of entries) {
        if (!entry.running && mayStart(id) && (nextMs === undefined || entry.dueMs < nextMs)) nextMs = entry.dueMs
      }
      return nextMs
    },
    nextRunAtMs: (id) => entries.get(id)?.dueWallMs,
    isRunning: (id) => entries.get(id)?.running ?? false,
    skipped: (id) => entries.get(id)?.skipped ?? 0
  }
}
