import type { Disposable } from '../disposable.ts'

/** One moment on both clocks. Show and store `wallMs`; measure durations and deadlines with `monoMs`. */
export interface Instant {
  /** Epoch milliseconds. May jump in both directions. */
  readonly wallMs: number
  /** Milliseconds since an arbitrary start. Never goes back; may or may not count time asleep. */
  readonly monoMs: number
}

export interface Clock {
  now(): Instant
  /** Calls `run` once, not before `delayMs` of monotonic time. Disposing cancels. */
  after(delayMs: number, run: () => void): Disposable
}
