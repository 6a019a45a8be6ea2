import type { Problem } from '../../core/settings/problem.ts'

export interface ProblemDesk {
  raise(problem: Omit<Problem, 'sinceMs'>): void
  /** Over by itself, or dismissed by the user. */
  clear(id: string): void
  list(): readonly Problem[]
}

/** What the user should know about the application itself. A problem raised again keeps its first time. */
export function createProblemDesk(deps: { readonly wallMs: () => number; readonly changed: () => void }): ProblemDesk {
  const problems = new Map<string, Problem>()
  return {
    raise(problem) {
      const sinceMs = problems.get(problem.id)?.sinceMs ?? deps.wallMs()
      problems.set(problem.id, { ...problem, sinceMs })
      deps.changed()
    },
    clear(id) {
      if (problems.delete(id)) deps.changed()
    },
    list: () => [...problems.values()]
  }
}
