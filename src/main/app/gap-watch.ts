import type { Disposable } from '../../core/disposable.ts'
import type { Clock, Instant } from '../../core/ports/clock.ts'

const TICK_MS = 1_000
/** More than this unseen, or between the two clocks, is no busy moment. */
const GAP_MS = 5_000
/** The machine's age comes in whole seconds on some systems. */
const COARSE_MS = 2_000

export interface Gap {
  /** Time passed unseen: sleep, a halted process. False: the wall clock was merely set, as far as anybody can tell. */
  readonly slept: boolean
  /** The last monotonic moment at which all was seen. */
  readonly seenMonoMs: number
  /** By how much the wall clock moved beyond the time that passed. */
  readonly jumpMs: number
}

export interface GapWatch extends Disposable {
  /**
   * Looks now. Called before anything that would believe what is known, so that nothing is done on numbers from before a gap.
   * `now` is for callers who know the moment anyway. `isSleep`: the system says that a gap is sleep.
   */
  look(now?: Instant, isSleep?: boolean): void
}

/**
 * Notices that time passed unseen. The monotonic clock may or may not count sleep: where it does it leaps, where it does not the wall
 * clock leaps. A wall clock set by hand leaps just the same, so the age of the machine, which counts sleep and is not moved by setting
 * the clock, tells the two apart. Owns one timer.
 */
export function createGapWatch(deps: {
  readonly clock: Clock
  readonly machineAgeMs: () => number
  readonly gap: (gap: Gap) => void
}): GapWatch {
  const { clock, machineAgeMs } = deps
  let seen = clock.now()
  let aged = { machineMs: machineAgeMs(), monoMs: seen.monoMs }
  let timer = clock.after(TICK_MS, tick)

  function noteAge(monoMs: number): void {
    aged = { machineMs: machineAgeMs(), monoMs }
  }

  function look(now = clock.now(), isSleep = false): void {
    const passedMs = now.monoMs - seen.monoMs
    const jumpMs = now.wallMs - seen.wallMs - passedMs
    const seenMonoMs = seen.monoMs
    seen = now
    const stoodStill = passedMs > GAP_MS + TICK_MS
    if (!stoodStill && Math.abs(jumpMs) <= GAP_MS) return
    const notCountedMs = machineAgeMs() - aged.machineMs - (now.monoMs - aged.monoMs)
    noteAge(now.monoMs)
    deps.gap({ slept: isSleep || stoodStill || notCountedMs > GAP_MS - COARSE_MS, seenMonoMs, jumpMs })
  }

  function tick(): void {
    timer = clock.after(TICK_MS, tick)
    look()
    noteAge(clock.now().monoMs)
  }

  return {
    look,
    dispose() {
      timer.dispose()
    }
  }
}
