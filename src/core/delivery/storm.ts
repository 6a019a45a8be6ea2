/** When alerts come so thick that they are told together. */
export interface StormLimits {
  /** So many within `withinMs` are told at once, each by itself. */
  readonly atOnce: number
  readonly withinMs: number
  /** What is gathered waits so long for more. */
  readonly gatherMs: number
  /** A critical alert waits no longer than this, whatever else does. */
  readonly gatherCriticalMs: number
  /** A notice that is on the screen grows no sooner than this after the last time, but for a critical alert. */
  readonly growMs: number
}

/**
 * Three notices are read one by one, and three more are a wall. Ten seconds is about what reading them takes. Two seconds gather what one
 * cause brings; a notice that is replaced more often than each ten seconds can't be read.
 */
export const STORM: StormLimits = {
  atOnce: 3,
  withinMs: 10_000,
  gatherMs: 2_000,
  gatherCriticalMs: 1_000,
  growMs: 10_000
}

/** Every alert by itself, however many there are. */
export const NO_STORM: StormLimits = { ...STORM, atOnce: Infinity }

/** Decides what is told at once and what together. All moments are monotonic, ms. */
export interface Storm<T> {
  /** What came up in one step. Returned is what to tell now, one by one; else it is gathered. */
  take(items: readonly T[], nowMs: number): readonly T[]
  /** These are told together in any case. */
  gather(items: readonly T[], nowMs: number): void
  /** When what was gathered is to be told; undefined: nothing waits. */
  dueMs(): number | undefined
  /** What was gathered, oldest first; it is told together now. */
  release(nowMs: number): readonly T[]
}

export function createStorm<T>(limits: StormLimits, isCritical: (item: T) => boolean): Storm<T> {
  /** When the newest came, oldest first; no more than it takes to know that there are too many. */
  let recent: number[] = []
  let gathered: T[] = []
  let dueMs: number | undefined
  let toldMs = -Infinity

  function note(count: number, nowMs: number): void {
    if (limits.atOnce === Infinity) return
    recent = [...recent, ...Array<number>(Math.min(count, limits.atOnce + 1)).fill(nowMs)].slice(-limits.atOnce - 1)
  }

  function gather(items: readonly T[], nowMs: number): void {
    if (items.length === 0) return
    gathered.push(...items)
    const waitMs = items.some(isCritical)
      ? limits.gatherCriticalMs
      : Math.max(limits.gatherMs, toldMs + limits.growMs - nowMs)
    dueMs = Math.min(dueMs ?? Infinity, nowMs + waitMs)
  }

  return {
    take(items, nowMs) {
      if (items.length === 0) return items
      recent = recent.filter((atMs) => nowMs - atMs < limits.withinMs)
      const isStorm = gathered.length > 0 || recent.length + items.length > limits.atOnce
      note(items.length, nowMs)
      if (!isStorm) return items
      gather(items, nowMs)
      return []
    },
    gather,
    dueMs: () => dueMs,
    release(nowMs) {
      const all = gathered
      gathered = []
      dueMs = undefined
      if (all.length > 0) toldMs = nowMs
      return all
    }
  }
}
