import type { FailureStep } from '../../core/connections/failure.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, type Result } from '../../core/result.ts'

/** A source that throws is a bug; it must not keep a turn for ever all the same. */
export async function guardedCall<T>(
  logger: Logger,
  step: FailureStep,
  call: () => Promise<Result<T>>
): Promise<Result<T>> {
  try {
    return await call()
  } catch (error) {
    logger.error('target work broke', { error: String(error) })
    return fail({ code: 'protocol', step, detail: 'internal error' })
  }
}
