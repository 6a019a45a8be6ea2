const MINUTE_MS = 60_000

/** Of how many alerts a rule may say that they are one. */
export const UNSTABLE_TIMES = { least: 2, most: 20 } as const
/** The shortest of its times, ms. */
export const UNSTABLE_LEAST_MS = MINUTE_MS

/** What counts as unstable where a rule does not say. */
export const UNSTABLE = {
  times: 4,
  withinMs: 15 * MINUTE_MS,
  calmForMs: 10 * MINUTE_MS,
  steadyForMs: 5 * MINUTE_MS
}
