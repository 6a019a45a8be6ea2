import { disposable, type Disposable } from '../../src/core/disposable.ts'
import type { Clock, Instant } from '../../src/core/ports/clock.ts'

/** Time under the test's control: nothing moves unless told to. */
export interface VirtualClock extends Clock {
  /** Lets `ms` pass on both clocks and runs what falls due, in order; timers set on the way count too. */
  advance(ms: number): void
  /** Sets the wall clock by `ms`, back or forth, without time passing: a clock change, or sleep the other clock did not count. */
  jumpWall(ms: number): void
  /** The computer sleeps: no timer runs. `isCounted`: the monotonic clock goes on meanwhile, as on Windows and macOS. */
  sleep(ms: number, isCounted: boolean): void
  /** Time since the machine started, asleep or not; setting the wall clock does not move it. */
  machineAgeMs(): number
  /** Timers still waiting: 0 after everything was disposed. */
  pendingTimers(): number
}

interface Timer {
  readonly dueMs: number
  readonly order: number
  readonly run: () => void
}

/** The two clocks start far apart on purpose, so that mixing them up shows. */
export function createVirtualClock(wallMs: number = Date.UTC(2024, 4, 6, 8)): VirtualClock {
  let monoMs = 1_000
  let machineMs = 50_000
  let order = 0
  const timers = new Set<Timer>()

  function firstDue(untilMs: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of timers) {
      if (timer.dueMs > untilMs) continue
      if (!first || timer.dueMs < first.dueMs || (timer.dueMs === first.dueMs && timer.order < first.order))
        first = timer
    }
    return first
  }

  function moveTo(targetMs: number): void {
    if (targetMs <= monoMs) return
    wallMs += targetMs - monoMs
    machineMs += targetMs - monoMs
    monoMs = targetMs
  }

  return {
    now(): Instant {
      return { wallMs, monoMs }
    },
    after(delayMs, run): Disposable {
      const timer: Timer = { dueMs: monoMs + Math.max(0, delayMs), order: order++, run }
      timers.add(timer)
      return disposable(() => timers.delete(timer))
    },
    advance(ms) {
      const untilMs = monoMs + ms
      for (let timer = firstDue(untilMs); timer; timer = firstDue(untilMs)) {
        timers.delete(timer)
        moveTo(timer.dueMs)
        timer.run()
      }
      moveTo(untilMs)
    },
    jumpWall(ms) {
      wallMs += ms
    },
    sleep(ms, isCounted) {
      wallMs += ms
      machineMs += ms
      if (isCounted) monoMs += ms
    },
    machineAgeMs: () => machineMs,
    pendingTimers: () => timers.size
  }
}
