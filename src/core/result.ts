import type { Failure } from './connections/failure.ts'

/** The answer of anything that may fail for a reason outside the program. Exceptions are left for bugs. */
export type Result<T, F = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail<F>(failure: F): { readonly ok: false; readonly failure: F } {
  return { ok: false, failure }
}

/** Makes a `switch` over a closed union exhaustive: adding a member stops the build here. */
export function never(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`)
}
