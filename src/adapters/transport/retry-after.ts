const LONGEST_MS = 3_600_000

/**
 * `Retry-After` in ms: seconds or an HTTP date, the latter against the wall clock. Undefined when absent or unreadable, never more
 * than an hour.
 */
export function parseRetryAfter(value: string | undefined, wallMs: number): number | undefined {
  if (value === undefined) return undefined
  const text = value.trim()
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - wallMs
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_MS) : undefined
}
