import type { Logger } from '../../core/ports/logger.ts'
import type { SecondStart } from '../platform/arguments.ts'

/** What the running application does for a start that found it there. */
export interface SecondStartWork {
  readonly openWindow: () => void
  /** Imports the file with these variables, and uses what is new. */
  readonly provision: (file: string, env: SecondStart['env']) => Promise<void>
}

export interface SecondStarts {
  /** Undefined: a start that could not be understood; it still wants the window. */
  came(start: SecondStart | undefined): void
  /** The application runs: those who came before get what they asked for, in their order. */
  serve(work: SecondStartWork): void
}

/** Keeps starts that come before the application runs. Imports never overlap. */
export function createSecondStarts(logger: Logger): SecondStarts {
  const early: (SecondStart | undefined)[] = []
  let serving: SecondStartWork | undefined
  let last: Promise<void> = Promise.resolve()

  function serveOne(work: SecondStartWork, start: SecondStart | undefined): void {
    work.openWindow()
    const file = start?.given.provision
    if (file === undefined) return
    last = last
      .then(() => work.provision(file, start?.env ?? {}))
      .catch((error: unknown) => logger.error('the import of a second start broke', { error: String(error) }))
  }

  return {
    came(start) {
      if (serving) serveOne(serving, start)
      else early.push(start)
    },
    serve(work) {
      serving = work
      for (const start of early.splice(0)) serveOne(work, start)
    }
  }
}
