import type { WindowClock } from '../../src/renderer/state/window-clock.ts'

export interface ManualWindowClock extends WindowClock {
  /** Moves time on and runs what falls due, in order. */
  advance(ms: number): void
  /** Timers that were neither run nor cancelled. */
  pending(): number
}

/** A window's time that moves only when a test says so. */
export function createManualWindowClock(startMs: number): ManualWindowClock {
  let nowMs = startMs
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>()
  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance(ms) {
      const untilMs = nowMs + ms
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.atMs - b.atMs)
        if (!next || next.atMs > untilMs) break
        timers.delete(next)
        nowMs = Math.max(nowMs, next.atMs)
        next.run()
      }
      nowMs = untilMs
    },
    pending: () => timers.size
  }
}
