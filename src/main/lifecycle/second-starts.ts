import type { Logger } from '../../core/ports/logger.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import type { NamedFile } from '../app/provision-file.ts'
import { parseSecondInstance, type SecondStart } from '../platform/arguments.ts'

/** What the running application does for a start that found it there. */
export interface SecondStartWork {
  /** Shows what that start asked to see. Without a start: the window that says why it was not understood. */
  readonly show: (start: SecondStart['given'] | undefined) => void
  /** Imports the file with these variables, and uses what is new. */
  readonly provision: (file: NamedFile, env: SecondStart['env']) => Promise<void>
  /** The application is quitting: nothing is begun any more. */
  readonly isOver: () => boolean
}

export interface SecondStarts {
  /** What it said of itself. A start that can't be understood still gets the window, which says so. */
  came(data: unknown): void
  /** The application runs: those who came before get what they asked for, in their order. */
  serve(work: SecondStartWork): void
}

/** Keeps starts that come before the application runs. Imports never overlap. */
export function createSecondStarts(deps: { readonly logger: Logger; readonly problems: ProblemDesk }): SecondStarts {
  const early: (SecondStart | undefined)[] = []
  let serving: SecondStartWork | undefined
  let last: Promise<void> = Promise.resolve()

  function understood(data: unknown): SecondStart | undefined {
    const parsed = parseSecondInstance(data)
    if (parsed.ok) return parsed.value
    deps.logger.warn('second start not understood', { message: parsed.message })
    deps.problems.raise({ id: 'second-start', code: 'startNotUnderstood', params: { detail: parsed.message } })
    return undefined
  }

  function serveOne(work: SecondStartWork, start: SecondStart | undefined): void {
    if (work.isOver()) return
    work.show(start?.given)
    const path = start?.given.provision
    if (!start || path === undefined) return
    const { env, text } = start
    last = last
      .then(() => (work.isOver() ? undefined : work.provision({ path, text }, env)))
      .catch((error: unknown) => deps.logger.error('the import of a second start broke', { error: String(error) }))
  }

  return {
    came(data) {
      const start = understood(data)
      if (serving) serveOne(serving, start)
      else early.push(start)
    },
    serve(work) {
      serving = work
      for (const start of early.splice(0)) serveOne(work, start)
    }
  }
}
