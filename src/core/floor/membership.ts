import type { Row, RowDelta } from '../measures/row.ts'
import {
  FLOOR_KINDS,
  floorReader,
  isConnectionOnFloor,
  isEverything,
  type FloorFeed,
  type FloorKind,
  type FloorRow,
  type FloorScope
} from './scope.ts'

/**
 * The scope made ready for one feed. A list that is not empty says nothing about feeds that do not list its kind: agents whose system
 * does not name their queue stay on the floor. A row that should say and does not is not on it.
 */
export interface FloorTest {
  /** `some`: each row must be asked. */
  readonly covers: 'all' | 'none' | 'some'
  /** What its rows are asked by. */
  readonly kinds: readonly FloorKind[]
  /** Measures whose change may move a row. */
  readonly reads: readonly string[]
  isOn(row: FloorRow): boolean
}

const ALL: FloorTest = { covers: 'all', kinds: [], reads: [], isOn: () => true }
const NONE: FloorTest = { covers: 'none', kinds: [], reads: [], isOn: () => false }

export function floorTest(feed: FloorFeed, scope: FloorScope): FloorTest {
  if (isEverything(scope)) return ALL
  if (!isConnectionOnFloor(feed.connectionId, scope)) return NONE
  const kinds: FloorKind[] = []
  const reads: string[] = []
  const tests: ((row: FloorRow) => boolean)[] = []
  for (const kind of FLOOR_KINDS) {
    const chosen = new Set(scope[kind].map(({ id }) => id))
    const reader = chosen.size > 0 ? floorReader(feed, kind) : undefined
    if (!reader) continue
    kinds.push(kind)
    reads.push(...reader.reads)
    tests.push((row) => {
      const id = reader.id(row)
      return id !== null && chosen.has(id)
    })
  }
  if (tests.length === 0) return ALL
  return { covers: 'some', kinds, reads, isOn: (row) => tests.every((test) => test(row)) }
}

/** Asked row by row, without memory. */
export function isOnFloor(row: FloorRow, feed: FloorFeed, scope: FloorScope): boolean {
  return floorTest(feed, scope).isOn(row)
}

/** What a change of a row is for the floor; `off`: nothing, it was not there and is not. */
export type FloorChange = RowDelta['kind'] | 'off'

/** The rows of one feed that are on the floor. A row is asked when it comes and when what it says of its place changes. */
export interface FloorRows {
  readonly rows: ReadonlyMap<string, Row>
  /** After the feed's own rows took the change. */
  note(delta: RowDelta): FloorChange
}

/** `all`: the feed's own rows, followed and not copied. */
export function createFloorRows(test: FloorTest, all: ReadonlyMap<string, Row>): FloorRows {
  if (test.covers === 'all') return { rows: all, note: ({ kind }) => kind }
  const rows = new Map<string, Row>()
  if (test.covers === 'none') return { rows, note: () => 'off' }
  const reads = new Set(test.reads)
  for (const row of all.values()) if (test.isOn(row)) rows.set(row.id, row)

  /** Runs for every message. */
  function moves(measures: readonly string[]): boolean {
    if (reads.size === 0) return false
    for (const name of measures) if (reads.has(name)) return true
    return false
  }

  return {
    rows,
    note({ row, kind, measures }) {
      const was = rows.has(row.id)
      if (kind === 'removed') {
        rows.delete(row.id)
        return was ? 'removed' : 'off'
      }
      if (kind === 'changed' && !moves(measures)) return was ? 'changed' : 'off'
      if (test.isOn(row)) {
        rows.set(row.id, row)
        return was ? 'changed' : 'added'
      }
      rows.delete(row.id)
      return was ? 'removed' : 'off'
    }
  }
}
