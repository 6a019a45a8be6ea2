import type { Failure } from '../../core/connections/failure.ts'
import type { Result } from '../../core/result.ts'

type Step = () => Result<void> | Promise<Result<void>>

/** Steps back, to be taken when a later step fails. */
export interface Undo {
  add(step: Step): void
  /** Newest first; a step that fails does not keep the others from being taken. */
  run(): Promise<void>
}

export function createUndo(failed: (failure: Failure) => void): Undo {
  const steps: Step[] = []
  return {
    add: (step) => void steps.push(step),
    async run() {
      for (let step = steps.pop(); step; step = steps.pop()) {
        const taken = await step()
        if (!taken.ok) failed(taken.failure)
      }
    }
  }
}
