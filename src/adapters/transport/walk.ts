import type {
  DiagnosisFinding,
  DiagnosisNoteCode,
  DiagnosisState,
  DiagnosisStep,
  DiagnosisStepName
} from '../../core/connections/diagnosis.ts'
import type { Failure } from '../../core/connections/failure.ts'
import { createDisposableBag } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from './failures.ts'

export interface PlannedStep {
  readonly step: DiagnosisStepName
  readonly subject?: string
}

/** What a step may say about itself while it runs. */
export interface StepMarks {
  note(code: DiagnosisNoteCode, params?: Readonly<Record<string, string>>): void
}

interface Taking {
  readonly withinMs?: number
  /** What this failure means here. */
  readonly finding?: (why: Failure) => DiagnosisFinding | undefined
}

export interface Walk {
  /** Does one step and tells how it went. The answer of a step that is too late or was cancelled is not used. */
  take<T>(id: string, work: (marks: StepMarks) => Promise<Result<T>>, taking?: Taking): Promise<Result<T>>
  /** Several steps that one call decides. */
  begin(ids: readonly string[]): void
  settle(id: string, state: DiagnosisState, why?: Failure, finding?: DiagnosisFinding): void
  note(id: string, code: DiagnosisNoteCode, params?: Readonly<Record<string, string>>): void
  /** What did not get its turn is left out. */
  end(): void
}

export interface WalkDeps {
  readonly clock: Clock
  readonly cancellation: Cancellation
  readonly told: (steps: readonly DiagnosisStep[]) => void
}

/** Longer than the time limit of any single call: a step ends even where something below does not. */
const STEP_WITHIN_MS = 20_000

export function stepId({ step, subject = '' }: PlannedStep): string {
  return subject === '' ? step : `${step}/${subject}`
}

/**
 * The steps of one test and how far they are. Invariants:
 * 1. A step that is over does not change any more, notes excepted.
 * 2. After a cancellation no work is begun; what runs then is left out, and `take` answers `cancelled`.
 * 3. Timers and listeners of a step end with it.
 */
export function createWalk(deps: WalkDeps, planned: readonly PlannedStep[]): Walk {
  const { clock, cancellation, told } = deps
  const steps = new Map<string, DiagnosisStep>()
  for (const one of planned) {
    const id = stepId(one)
    steps.set(id, { id, step: one.step, subject: one.subject ?? '', state: 'pending', notes: [] })
  }
  const isCancelled = (): boolean => cancellation.cancelled
  const tell = (): void => told([...steps.values()])

  function present(id: string): DiagnosisStep {
    const step = steps.get(id)
    if (!step) throw new Error(`the step ${id} was not planned`)
    return step
  }

  function note(id: string, code: DiagnosisNoteCode, params: Readonly<Record<string, string>> = {}): void {
    const step = present(id)
    steps.set(id, { ...step, notes: [...step.notes, { code, params }] })
  }

  function settle(id: string, state: DiagnosisState, why?: Failure, finding?: DiagnosisFinding): void {
    const step = present(id)
    if (step.state !== 'pending' && step.state !== 'running') return
    steps.set(id, { ...step, state, ...(why ? { failure: why } : {}), ...(finding ? { finding } : {}) })
    tell()
  }

  function leaveOut(id: string, code: DiagnosisNoteCode): void {
    note(id, code)
    settle(id, 'skipped')
  }

  /** The first of: the work's own answer, its deadline, the cancellation. */
  function bounded<T>(id: string, withinMs: number, work: () => Promise<Result<T>>): Promise<Result<T>> {
    return new Promise((resolve) => {
      const held = createDisposableBag()
      const done = (result: Result<T>): void => {
        held.dispose()
        resolve(result)
      }
      work().then(done, (error: unknown) => done(fail(failure('protocol', 'other', String(error)))))
      held.add(clock.after(withinMs, () => done(fail(failure('timeout', 'other', `${id}: no end in ${withinMs} ms`)))))
      // Last: the work itself, or whoever hears of it, may have cancelled already.
      held.add(cancellation.onCancel(() => done(fail(failure('cancelled', 'other', '')))))
    })
  }

  tell()
  return {
    async take(id, work, { withinMs = STEP_WITHIN_MS, finding } = {}) {
      if (!isCancelled()) settle(id, 'running')
      // Whoever is told may cancel at once.
      if (isCancelled()) {
        leaveOut(id, 'cancelled')
        return fail(failure('cancelled', 'other', ''))
      }
      const result = await bounded(id, withinMs, () =>
        work({
          note: (code, params) => {
            if (present(id).state === 'running') note(id, code, params)
          }
        })
      )
      if (result.ok) settle(id, 'ok')
      else if (result.failure.code === 'cancelled') leaveOut(id, 'cancelled')
      else settle(id, 'failed', result.failure, finding?.(result.failure))
      return result
    },
    begin(ids) {
      for (const id of ids) settle(id, 'running')
    },
    settle,
    note,
    end() {
      const code = cancellation.cancelled ? 'cancelled' : 'afterFailure'
      for (const { id, state } of steps.values()) if (state === 'pending' || state === 'running') leaveOut(id, code)
      tell()
    }
  }
}
