/** The soonest next test of all targets; null when none is planned. */
export function soonestTest(targets: readonly { readonly nextTestAtMs: number | null }[]): number | null {
  const planned = targets.flatMap(({ nextTestAtMs }) => (nextTestAtMs === null ? [] : [nextTestAtMs]))
  return planned.length > 0 ? Math.min(...planned) : null
}
