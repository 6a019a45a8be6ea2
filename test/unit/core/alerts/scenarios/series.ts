/** One step of a series: a value, nothing said, or no longer there. */
export type Token = number | 'missing' | 'stale'

const NUMBER = String.raw`-?\d+(?:\.\d+)?`
const STEPS = new RegExp(`^(${NUMBER})(?:([+-])(${NUMBER}))?x(\\d+)$`)

/**
 * The notation of Prometheus' rule tests: `3`, `_` (nothing is said), `stale` (no longer there), `3+2x4` (3 and four more, each 2
 * more), `3x4` (3 and four more), `_x4` (nothing four times).
 */
export function parseSeries(text: string): Token[] {
  return text.split(' ').flatMap((part): Token[] => {
    if (part === 'stale') return ['stale']
    if (part === '_') return ['missing']
    const blank = /^_x(\d+)$/.exec(part)
    if (blank) return Array.from({ length: Number(blank[1]) }, () => 'missing')
    const run = STEPS.exec(part)
    if (!run) {
      if (!new RegExp(`^${NUMBER}$`).test(part)) throw new Error(`not a series: ${part}`)
      return [Number(part)]
    }
    const [, first, sign, step = '0', more] = run
    const by = Number(step) * (sign === '-' ? -1 : 1)
    return Array.from({ length: Number(more) + 1 }, (_none, index) => Number(first) + index * by)
  })
}
