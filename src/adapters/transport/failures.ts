import type { Failure, FailureCode, FailureStep } from '../../core/connections/failure.ts'
import type { Result } from '../../core/result.ts'
import { redact } from './redact.ts'

interface Extra {
  readonly httpStatus?: number
  readonly proxy?: string
  readonly retryAfterMs?: number
}

/** `detail` is redacted here, so that no caller can forget it. */
export function failure(code: FailureCode, step: FailureStep, detail: string, extra: Extra = {}): Failure {
  return { code, step, detail: redact(detail), ...extra }
}

/** Says what was being done, for results of a layer that can't know. */
export function atStep<T>(result: Result<T>, step: FailureStep): Result<T> {
  return result.ok ? result : { ok: false, failure: { ...result.failure, step } }
}
