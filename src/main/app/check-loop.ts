import { createCancellation, type CancellationOwner } from '../../core/cancellation.ts'
import { isCredentialRefused, isTerminal, type Failure } from '../../core/connections/failure.ts'
import { createBackoff } from '../../core/connections/backoff.ts'
import type { ProbeSource } from '../../core/connections/source.ts'
import type { Phase, Status } from '../../core/connections/status.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Random } from '../../core/ports/random.ts'

/** How often a healthy request-only connection is looked at again, ms. */
const RECHECK_MS = 5 * 60_000

/** Phases that an answer from before a doubt could make, or keep, live. */
const DOUBTFUL: ReadonlySet<Phase> = new Set(['live', 'stale', 'connecting'])

const OFFLINE: Failure = { code: 'offline', step: 'connect', detail: 'the system has no network' }

export interface CheckLoop extends Disposable {
  start(): void
  /** Checks at once. */
  now(): void
  /** The same unless the credential was refused, which is the user's business. */
  wake(): void
  /** What was known is not confirmed any more: `stale` until a check that begins from now on is answered. The caller begins it. */
  doubt(): void
  /** The system has no network. Changes nothing where the user must act first. */
  suspend(): void
  status(): Status
  owner(): string | null
}

/**
 * Health of a connection that has no socket: idle → connecting → live | backoff (retried with full jitter) | failed (until the
 * user acts); live → stale when in doubt, until the next answer. A check started later makes the answer of an older one worthless; that one is called off, so that no credential is on
 * its way for nothing, and none after dispose.
 */
export function createCheckLoop(deps: {
  readonly clock: Clock
  readonly random: Random
  readonly probe: ProbeSource
  readonly changed: (status: Status) => void
}): CheckLoop {
  const { clock } = deps
  const backoff = createBackoff({ random: deps.random })
  let generation = 0
  let attempt = 0
  let owner: string | null = null
  let timer: Disposable | undefined
  let call: CancellationOwner | undefined
  let disposed = false
  let status: Status = { phase: 'idle', sinceMs: clock.now().wallMs, generation, attempt }

  function move(phase: Phase, rest: Partial<Status> = {}): void {
    const sinceMs = phase === status.phase ? status.sinceMs : clock.now().wallMs
    status = { phase, sinceMs, generation, attempt, ...rest }
    deps.changed(status)
  }

  function later(delayMs: number): void {
    timer?.dispose()
    timer = clock.after(delayMs, run)
  }

  function run(): void {
    if (disposed) return
    timer?.dispose()
    call?.cancel()
    call = createCancellation()
    const mine = ++generation
    attempt += 1
    if (status.phase !== 'live' && status.phase !== 'stale') move('connecting')
    deps.probe.check(call.cancellation).then(
      (result) => {
        if (disposed || mine !== generation) return
        if (result.ok) {
          attempt = 0
          backoff.reset()
          owner = result.value.owner ?? owner
          if (status.phase !== 'live') move('live')
          later(RECHECK_MS)
        } else if (isTerminal(result.failure)) move('failed', { failure: result.failure })
        else {
          const delayMs = backoff.nextDelayMs(result.failure.retryAfterMs)
          move('backoff', { failure: result.failure, retryAtMs: clock.now().wallMs + delayMs })
          later(delayMs)
        }
      },
      () => {
        if (!disposed && mine === generation) later(RECHECK_MS)
      }
    )
  }

  return {
    start: run,
    now: run,
    wake() {
      if (status.phase !== 'failed' || !status.failure || !isCredentialRefused(status.failure)) run()
    },
    doubt() {
      if (disposed || !DOUBTFUL.has(status.phase)) return
      generation += 1
      call?.cancel()
      later(RECHECK_MS)
      if (status.phase === 'live') move('stale')
    },
    suspend() {
      if (disposed || status.phase === 'failed' || status.phase === 'offline') return
      generation += 1
      timer?.dispose()
      call?.cancel()
      move('offline', { failure: OFFLINE })
    },
    status: () => status,
    owner: () => owner,
    dispose() {
      disposed = true
      timer?.dispose()
      call?.cancel()
    }
  }
}
