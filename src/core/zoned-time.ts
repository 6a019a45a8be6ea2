/** How clocks in a time zone tell moments apart. All moments are epoch ms; what clocks show is written as if it were UTC. */

export const DAY_MS = 24 * 60 * 60_000
/** Longer than any zone is away from UTC, so that what was shown before and after a change of clocks is asked beyond it. */
const WELL_APART_MS = DAY_MS

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const parts = new Map<string, Intl.DateTimeFormat>()

/** What clocks in `zone` show, as if it were UTC. */
export function shownMs(wallMs: number, zone: string): number {
  let format = parts.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric'
    })
    parts.set(zone, format)
  }
  const found: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(wallMs)) found[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((wallMs % 1000) + 1000) % 1000)
}

/**
 * The moment at which clocks in `zone` show this. Where it is shown twice, `last` says which. Where it is left out, the moment at
 * which the clocks are set forward.
 */
export function momentOf(shown: number, zone: string, last: boolean): number {
  const offsets = [shown - WELL_APART_MS, shown + WELL_APART_MS].map((ms) => shownMs(ms, zone) - ms)
  const candidates = offsets.map((offset) => shown - offset)
  const real = candidates.filter((ms) => shownMs(ms, zone) === shown)
  if (real.length > 0) return last ? Math.max(...real) : Math.min(...real)
  let [before, after] = [Math.min(...candidates), Math.max(...candidates)]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (shownMs(middle, zone) < shown) before = middle
    else after = middle
  }
  return after
}

/** Whole minutes from a moment until the next day begins in `zone`: at least one, and as many as that day has hours for. */
export function minutesUntilTomorrow(wallMs: number, zone: string): number {
  const shown = shownMs(wallMs, zone)
  const tomorrow = shown - (((shown % DAY_MS) + DAY_MS) % DAY_MS) + DAY_MS
  return Math.max(1, Math.ceil((momentOf(tomorrow, zone, false) - wallMs) / 60_000))
}
