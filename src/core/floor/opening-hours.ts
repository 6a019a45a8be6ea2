import { DAYS_AHEAD, stretches, WEEKDAYS, type Weekday } from '../weekly-hours.ts'
import { DAY_MS, shownMs } from '../zoned-time.ts'
import { floorReader, type FloorFeed, type FloorPart, type FloorRow } from './scope.ts'

/** Minutes after midnight. An end at or before the begin is one of the next day. */
export interface HoursOfDay {
  readonly fromMinute: number
  readonly toMinute: number
}

export interface WeeklySpan extends HoursOfDay {
  /** Days on which it begins. */
  readonly days: readonly Weekday[]
}

/** A date (`2026-12-24`) on which the week does not count: nothing of it begins, but what is said here. */
export interface Holiday {
  readonly date: string
  /** None: closed all day. */
  readonly hours: readonly HoursOfDay[]
}

/** When some queues are open, by clocks in a zone. */
export interface OpeningHours {
  readonly name: string
  readonly zone: string
  readonly week: readonly WeeklySpan[]
  readonly holidays: readonly Holiday[]
  /** By `floorReader`. */
  readonly queues: readonly FloorPart[]
}

export interface Opening {
  readonly isOpen: boolean
  /** Wall ms at which that changes; null: not within the days that are looked ahead. */
  readonly changesAtMs: number | null
  /** Wall ms by which to ask again: it changes then, or may have. */
  readonly untilMs: number
}

interface Stretch {
  readonly beginMs: number
  endMs: number
}

/** All that is open around the moment, oldest first, those that touch or overlap made one. */
function openStretches({ week, holidays, zone }: OpeningHours, wallMs: number): readonly Stretch[] {
  const closedOn = holidays.map(({ date }) => date)
  const dateAt = (days: number): string => new Date(shownMs(wallMs, zone) + days * DAY_MS).toISOString().slice(0, 10)
  const [eldest, latest] = [dateAt(-3), dateAt(DAYS_AHEAD + 1)]
  const near = holidays.filter(({ date }) => date >= eldest && date <= latest)
  const all = [
    ...week.flatMap((span) => stretches({ ...span, holidays: closedOn }, wallMs, zone)),
    ...near.flatMap(({ date, hours }) =>
      hours.flatMap((span) => stretches({ ...span, days: WEEKDAYS, dates: [date] }, wallMs, zone))
    )
  ].sort((a, b) => a.beginMs - b.beginMs)
  const joined: Stretch[] = []
  for (const { beginMs, endMs } of all) {
    const former = joined.at(-1)
    if (former && beginMs <= former.endMs) former.endMs = Math.max(former.endMs, endMs)
    else joined.push({ beginMs, endMs })
  }
  return joined
}

/** Whether it is open at this moment, and until when it stays so. */
export function openingAt(hours: OpeningHours, wallMs: number): Opening {
  const all = openStretches(hours, wallMs)
  const present = all.find(({ beginMs, endMs }) => beginMs <= wallMs && wallMs < endMs)
  const next = present?.endMs ?? all.find(({ beginMs }) => beginMs > wallMs)?.beginMs
  // Not looked ahead any farther: hours without a gap, or holidays in a row.
  const lookAgainMs = wallMs + (DAYS_AHEAD - 2) * DAY_MS
  const changesAtMs = next !== undefined && next <= lookAgainMs ? next : null
  return { isOpen: present !== undefined, changesAtMs, untilMs: changesAtMs ?? lookAgainMs }
}

/** Queues, by id, that are closed at this moment, and by when (wall ms) to ask again. Those without hours are always open. */
export function closedQueues(
  all: readonly OpeningHours[],
  wallMs: number
): { readonly ids: ReadonlySet<string>; readonly untilMs: number } {
  const ids = new Set<string>()
  let untilMs = Infinity
  for (const hours of all) {
    const opening = openingAt(hours, wallMs)
    untilMs = Math.min(untilMs, opening.untilMs)
    if (!opening.isOpen) for (const { id } of hours.queues) ids.add(id)
  }
  return { ids, untilMs }
}

/**
 * Whether a row of the feed is one of a closed queue; undefined where none of its rows can be. Agents who only say at which queue they are
 * now are not: they are listed whatever queue is open.
 */
export function closedTest(
  feed: FloorFeed,
  closed: ReadonlySet<string>
): { readonly reads: readonly string[]; readonly isClosed: (row: FloorRow) => boolean } | undefined {
  const reader = closed.size > 0 ? floorReader(feed, 'queues') : undefined
  if (!reader || (feed.subject !== 'queue' && reader.reads.length > 0)) return undefined
  return {
    reads: reader.reads,
    isClosed(row) {
      const id = reader.id(row)
      return id !== null && closed.has(id)
    }
  }
}
