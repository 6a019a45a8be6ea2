import { closedQueues, closedTest, type OpeningHours } from '../floor/opening-hours.ts'
import { createFloorRows, type FloorRows, type FloorTest } from '../floor/membership.ts'
import type { FloorFeed, FloorRow } from '../floor/scope.ts'
import type { Row } from '../measures/row.ts'
import type { Instant } from '../ports/clock.ts'

/** Which queues are closed, by the last look at the clock. */
export interface QueueHours {
  /** By id; another set whenever it is not the same any more. */
  closed(): ReadonlySet<string>
  replace(all: readonly OpeningHours[], now: Instant): void
  /** True where other queues are closed now than before. */
  review(now: Instant): boolean
  /** Monotonic ms of the next change, as seen at the last look at the clock. */
  nextMs(): number | undefined
}

export function createQueueHours(first: readonly OpeningHours[] = []): QueueHours {
  let all = first
  let closed: ReadonlySet<string> = new Set()
  /** The wall-clock times between which nothing changes; none before the first look. */
  let sinceMs = Infinity
  let untilMs = -Infinity
  let nextMonoMs: number | undefined

  function choose({ wallMs, monoMs }: Instant): boolean {
    const { ids, untilMs: nextMs } = closedQueues(all, wallMs)
    sinceMs = wallMs
    untilMs = nextMs
    nextMonoMs = untilMs === Infinity ? undefined : monoMs + (untilMs - wallMs)
    if (ids.size === closed.size && [...ids].every((id) => closed.has(id))) return false
    closed = ids
    return true
  }

  return {
    closed: () => closed,
    replace(next, now) {
      all = next
      choose(now)
    },
    review(now) {
      // Also where the clock was set back.
      if (now.wallMs < sinceMs || now.wallMs >= untilMs) return choose(now)
      if (untilMs < Infinity) nextMonoMs = now.monoMs + (untilMs - now.wallMs)
      return false
    },
    nextMs: () => nextMonoMs
  }
}

/** The rows of one feed whose queue is not closed. */
export interface OpenRows extends FloorRows {
  /** Also of a row that is not listed. */
  isClosed(row: FloorRow): boolean
}

/** Where nothing of the feed can be closed: its own rows, followed and not copied. */
export function createOpenRows(feed: FloorFeed, closed: ReadonlySet<string>, all: ReadonlyMap<string, Row>): OpenRows {
  const test = closedTest(feed, closed)
  const isClosed = test?.isClosed ?? (() => false)
  const floor: FloorTest = {
    ...{ covers: test ? 'some' : 'all', kinds: ['queues'], reads: test?.reads ?? [] },
    isOn: (row) => !isClosed(row)
  }
  return { ...createFloorRows(floor, all), isClosed }
}
