import type { Failure } from '../../../src/core/connections/failure.ts'
import type { HttpRequest } from '../../../src/core/ports/http.ts'
import type { ProxyLogin } from '../../../src/core/ports/proxy-logins.ts'

/** What a test may ask of the bench. */
export type BenchQuestion =
  /** A new case: this proxy decision (the body of a PAC function; null: none), no login, no connection kept. */
  | { readonly ask: 'begin'; readonly pac: string | null; readonly caFile: string | null }
  | { readonly ask: 'login'; readonly proxy: string; readonly login: ProxyLogin }
  | { readonly ask: 'http'; readonly request: HttpRequest }
  | { readonly ask: 'socket'; readonly url: string; readonly text: string }
  | { readonly ask: 'fetch'; readonly url: string; readonly init: RequestInit }

/** Whichever of these belong to the question. */
export interface BenchAnswer {
  readonly done?: true
  readonly status?: number
  readonly headers?: readonly (readonly [string, string])[]
  /** Text; base64 for `fetch`. */
  readonly body?: string
  readonly heard?: string
  readonly failure?: Failure
  /** What `fetch` threw. */
  readonly error?: string
}
