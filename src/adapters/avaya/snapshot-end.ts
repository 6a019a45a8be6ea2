import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { SNAPSHOT_QUIET_MS, SNAPSHOT_WITHIN_MS } from './wire.ts'

/** A confirmed socket must send something within this time. */
const FIRST_FRAME_MS = 10_000

export interface SnapshotEnd extends Disposable {
  /** A frame of the snapshot arrived. */
  heard(): void
}

export interface SnapshotEndDeps {
  readonly clock: Clock
  /** Frames came and then nothing for the quiet period; `wasQuiet` false: they did not stop within the time a snapshot has. */
  readonly ended: (wasQuiet: boolean) => void
  /** No frame came at all. */
  readonly silent: () => void
}

/** Finds the end of a snapshot that no live frame marks. Tells once, then is over; owns one timer. */
export function createSnapshotEnd(deps: SnapshotEndDeps): SnapshotEnd {
  const { clock } = deps
  const dueAtMs = clock.now().monoMs + SNAPSHOT_WITHIN_MS
  let heardAtMs: number | undefined
  let timer = clock.after(FIRST_FRAME_MS, deps.silent)

  function wait(delayMs: number): void {
    timer.dispose()
    timer = clock.after(delayMs, () => {
      const nowMs = clock.now().monoMs
      const silentMs = nowMs - (heardAtMs ?? 0)
      if (silentMs >= SNAPSHOT_QUIET_MS) deps.ended(true)
      else if (nowMs >= dueAtMs) deps.ended(false)
      else wait(Math.min(SNAPSHOT_QUIET_MS - silentMs, dueAtMs - nowMs))
    })
  }

  return {
    heard() {
      const isFirst = heardAtMs === undefined
      heardAtMs = clock.now().monoMs
      if (isFirst) wait(SNAPSHOT_QUIET_MS)
    },
    dispose() {
      timer.dispose()
    }
  }
}
