import type { RowView } from '../../contract/views.ts'
import { createTableIndex, type TableEntry, type TableIndex, type TableSpec } from '../../core/table/table-index.ts'
import type { RowTable } from './row-table.ts'

/** The index of a table that follows the window's rows while somebody listens. */
export interface LiveIndex extends Pick<
  TableIndex<RowView>,
  'matched' | 'lineCount' | 'lines' | 'lineOf' | 'lineOfGroup'
> {
  /** Rows the table is about, with those that the filter leaves out. */
  total(): number
  /** Grows when a line stands elsewhere, came or went: not with every changed value. */
  version(): number
  subscribe(run: () => void): () => void
  /** What is known of these rows beside their values changed. */
  refresh(ids: Iterable<string>): void
  close(groups: ReadonlySet<string>): void
}

/** `of`: whether the table is about the row at all. */
export function createLiveIndex<E extends TableEntry>(
  rows: RowTable,
  of: (row: RowView) => boolean,
  spec: TableSpec<RowView, E>
): LiveIndex {
  const index = createTableIndex(spec)
  const listeners = new Set<() => void>()
  const known = new Set<string>()
  let seen = -1
  let version = 0
  let stop: (() => void) | undefined

  function* mine(): Iterable<RowView> {
    known.clear()
    for (const row of rows.all()) {
      if (!of(row)) continue
      known.add(row.id)
      yield row
    }
  }
  function tell(): void {
    version++
    for (const run of listeners) run()
  }
  /** Rows may have changed while nobody listened. */
  function catchUp(): void {
    if (seen === rows.version()) return
    seen = rows.version()
    index.replaceAll(mine())
    version++
  }
  function renew(ids: Iterable<string>): void {
    const before = known.size
    let moved = false
    for (const id of ids) {
      const row = rows.get(id)
      const is = row !== undefined && of(row)
      if (is) known.add(id)
      else known.delete(id)
      const changed = is ? index.put(id, row) : index.remove(id)
      moved ||= changed
    }
    if (moved || known.size !== before) tell()
  }

  catchUp()
  return {
    total: () => known.size,
    matched: () => index.matched(),
    lineCount: () => index.lineCount(),
    lines: (from, to) => index.lines(from, to),
    lineOf: (id) => index.lineOf(id),
    lineOfGroup: (group) => index.lineOfGroup(group),
    version: () => version,
    subscribe(run) {
      listeners.add(run)
      stop ??= rows.subscribe((ids) => {
        seen = rows.version()
        renew(ids)
      })
      catchUp()
      return () => {
        listeners.delete(run)
        if (listeners.size > 0) return
        stop?.()
        stop = undefined
      }
    },
    refresh: renew,
    close(groups) {
      index.close(groups)
      tell()
    }
  }
}
