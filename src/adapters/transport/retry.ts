import type { Failure } from '../../core/connections/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import type { Random } from '../../core/ports/random.ts'
import type { Result } from '../../core/result.ts'
import { pause } from './pause.ts'

const TRIES = 3
const BASE_MS = 300
/** A server that wants more patience than this is answered by failing; whoever asked decides when to come back. */
const LONGEST_WAIT_MS = 5_000

export interface RetryDeps {
  readonly clock: Clock
  readonly random: Random
}

function isWorthRepeating(failure: Failure): boolean {
  if (failure.code === 'unreachable' || failure.code === 'timeout') return true
  if (failure.code === 'rateLimited') return failure.retryAfterMs !== undefined
  return failure.code === 'serverError'
}

/**
 * Runs a request up to three times while it fails for a passing reason. For requests that change nothing on the far side only: a
 * lost answer does not mean that the request was not carried out.
 */
export async function retryIdempotent<T>(
  deps: RetryDeps,
  run: () => Promise<Result<T>>,
  cancellation?: Cancellation,
  tries = TRIES
): Promise<Result<T>> {
  for (let attempt = 1; ; attempt++) {
    const result = await run()
    if (result.ok || attempt >= tries || !isWorthRepeating(result.failure)) return result
    const asked = result.failure.retryAfterMs ?? 0
    if (asked > LONGEST_WAIT_MS) return result
    const delayMs = asked + deps.random.next() * BASE_MS * 2 ** attempt
    if (!(await pause(deps.clock, delayMs, cancellation))) return result
  }
}
