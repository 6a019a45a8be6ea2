import type { Disposable } from '../../core/disposable.ts'
import type { Clock, Instant } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { createGapWatch } from './gap-watch.ts'

/** The system may tell of sleep so much later than it was noticed, ms. */
const RESUME_LATE_MS = 5_000

export type WakeReason = 'resume' | 'unlock' | 'online'

export interface Waking extends Disposable {
  /** Called before anything that would believe what is known. */
  look(now?: Instant): void
  /** After sleep, unlock or a network change. */
  wake(why?: WakeReason): void
}

export interface WakingDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly machineAgeMs: () => number
  /** What was known is not confirmed any more. `unknownSinceMs` is monotonic. */
  readonly hold: (gap: { readonly slept: boolean; readonly unknownSinceMs: number }) => void
  /** The wall clock was set by so much. */
  readonly clockSet: (jumpMs: number) => void
  /** Everything is looked at again. Never called from within `look`. */
  readonly probe: () => void
}

/**
 * What was known before sleep, or before any time nobody saw, may not be true any more: nothing fires, clears or looks calm by it until
 * the far side has answered. One gap is one hold and one probe, whoever notices it first.
 *
 * The hold comes at once. The probe waits for a turn of its own where somebody else looked: that may be a source amid a change of its
 * own, which a probe would begin anew under its hands.
 */
export function createWaking(deps: WakingDeps): Waking {
  const { clock } = deps
  let probedAtMs = -Infinity
  let sleptAtMs = -Infinity
  let asking: Disposable | undefined
  let isWithin = false
  let disposed = false

  function doubt(slept: boolean, unknownSinceMs: number): void {
    probedAtMs = clock.now().monoMs
    if (slept) sleptAtMs = probedAtMs
    deps.hold({ slept, unknownSinceMs })
    if (disposed) return
    if (isWithin) {
      asking?.dispose()
      asking = clock.after(0, probe)
    } else probe()
  }

  function probe(): void {
    asking?.dispose()
    asking = undefined
    deps.probe()
  }

  const gaps = createGapWatch({
    clock,
    machineAgeMs: deps.machineAgeMs,
    gap: ({ slept, seenMonoMs, jumpMs }) => {
      deps.logger.info('time passed unseen', { slept, jumpMs })
      if (!slept) deps.clockSet(jumpMs)
      doubt(slept, seenMonoMs)
    }
  })

  return {
    look(now) {
      const wasWithin = isWithin
      isWithin = true
      try {
        gaps.look(now)
      } finally {
        isWithin = wasWithin
      }
    },
    wake(why) {
      const now = clock.now()
      const { monoMs } = now
      gaps.look(now, why === 'resume')
      // The gap may have been noticed a moment before the system said what it was.
      if (why === 'resume' && monoMs - sleptAtMs > RESUME_LATE_MS) doubt(true, monoMs)
      if (why !== 'resume' && !asking && probedAtMs < monoMs) probe()
    },
    dispose() {
      disposed = true
      asking?.dispose()
      gaps.dispose()
    }
  }
}
