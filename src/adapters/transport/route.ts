import type { HttpRequest } from '../../core/ports/http.ts'

/** One row of a system's route table. `{name}` in the path is filled, escaped. */
export interface Route {
  readonly method: HttpRequest['method']
  readonly path: string
  /** Whether a public page states this path, or it is the most plausible guess: the first thing to check when calls answer 404. */
  readonly known: 'documented' | 'assumed'
}

/** Throws for a parameter that is missing: that is a mistake in the calling code. */
export function fillPath(route: Route, params: Readonly<Record<string, string>>): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`route ${route.path} needs ${name}`)
    return encodeURIComponent(value)
  })
}
