import type { EngineEvent } from '../alerts/engine-types.ts'
import type { Row } from '../measures/row.ts'
import type { MeasureTable } from '../measures/table.ts'
import { createFloorRows, floorTest, type FloorRows, type FloorTest } from './membership.ts'
import { EVERYTHING, FLOOR_KINDS, isEverything, type FloorScope } from './scope.ts'

/** Which rows of the table are on my floor, kept up with what the engine hears and never asked again for a row that stays. */
export interface FloorMembers {
  /** Hears what the engine hears, after the table. */
  heard(event: EngineEvent): void
  rows(feedId: string): Iterable<Row>
  /** All rows of the feed, on the floor or not. */
  rowCount(feedId: string): number
  /** Whether rows of the feed may be on the floor at all. */
  covers(feedId: string): boolean
  lacks(): FloorLack
}

/**
 * Of something that was chosen no row is there: the queues, say, though there are agents who do not name theirs. `people`: all that
 * lacks is agents, who come and go with their logins, and feeds that would list them are there; `something`: anything else.
 */
export type FloorLack = 'nothing' | 'people' | 'something'

interface Entry {
  readonly test: FloorTest
  /** Undefined: the table's own rows. */
  readonly floor: FloorRows | undefined
}

export function createFloorMembers(
  table: Pick<MeasureTable, 'feed' | 'feeds' | 'rows' | 'rowCount'>,
  first: FloorScope = EVERYTHING
): FloorMembers {
  let scope = first
  const entries = new Map<string, Entry>()

  function take(feedId: string): void {
    const feed = table.feed(feedId)
    if (!feed) {
      entries.delete(feedId)
      return
    }
    const test = floorTest(feed, scope)
    const all = (): Map<string, Row> => new Map(Array.from(table.rows(feedId), (row) => [row.id, row]))
    entries.set(feedId, { test, floor: test.covers === 'all' ? undefined : createFloorRows(test, all()) })
  }
  function takeAll(): void {
    entries.clear()
    for (const { id } of table.feeds()) take(id)
  }
  const rowsOf = (feedId: string): Iterable<Row> => entries.get(feedId)?.floor?.rows.values() ?? table.rows(feedId)
  const countOf = (feedId: string): number => entries.get(feedId)?.floor?.rows.size ?? table.rowCount(feedId)

  takeAll()
  return {
    heard(event) {
      if (event.type === 'rowsChanged') {
        const floor = entries.get(event.feedId)?.floor
        if (floor) for (const delta of event.deltas) floor.note(delta)
      } else if (event.type === 'feedDescribed') {
        take(event.feed.id)
      } else if (event.type === 'connectionRemoved') {
        for (const id of [...entries.keys()]) if (!table.feed(id)) entries.delete(id)
      } else if (event.type === 'floorChosen') {
        scope = event.floor
        takeAll()
      }
    },
    rows: rowsOf,
    rowCount: (feedId) => table.rowCount(feedId),
    covers: (feedId) => entries.get(feedId)?.test.covers !== 'none',
    lacks() {
      if (isEverything(scope)) return 'nothing'
      const covered = [...entries].filter(([, { test }]) => test.covers !== 'none')
      const lackOf = (asked: typeof covered): FloorLack => {
        if (asked.some(([id]) => countOf(id) > 0)) return 'nothing'
        return asked.length > 0 && asked.every(([id]) => table.feed(id)?.subject === 'agent') ? 'people' : 'something'
      }
      const chosen = FLOOR_KINDS.filter((kind) => scope[kind].length > 0)
      if (chosen.length === 0) return covered.length === 0 ? 'nothing' : lackOf(covered)
      const lacks = chosen.map((kind) => lackOf(covered.filter(([, { test }]) => test.kinds.includes(kind))))
      return lacks.find((lack) => lack === 'something') ?? lacks.find((lack) => lack === 'people') ?? 'nothing'
    }
  }
}
