import type { FailureCode } from '../../core/connections/failure.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errorCode } from './private-file.ts'

export function failure(code: FailureCode, detail: string): Result<never> {
  return fail({ code, step: 'secret', detail })
}

/** What a write to the vault's file came to. */
export function written(work: () => void): Result<void> {
  try {
    work()
    return ok(undefined)
  } catch (error) {
    return failure('storage', `the vault file could not be written: ${errorCode(error)}`)
  }
}
