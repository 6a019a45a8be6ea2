import type { RowView } from '../../contract/views.ts'

/** The measure rows of all feeds. A row is replaced, never changed in place: an unchanged row keeps its identity. */
export interface RowTable {
  readonly get: (id: string) => RowView | undefined
  /** In order of arrival. */
  readonly all: () => Iterable<RowView>
  /** Grows with every batch. */
  readonly version: () => number
  /** Calls `run` when this one row came, changed or went. */
  readonly subscribeRow: (id: string, run: () => void) => () => void
  /** Calls `run` once per batch with the ids that came, changed or went. */
  readonly subscribe: (run: (ids: ReadonlySet<string>) => void) => () => void
}

export interface RowTableWriter extends RowTable {
  replaceAll(rows: readonly RowView[]): void
  apply(changed: readonly RowView[], removed: readonly string[]): void
}

export function createRowTable(): RowTableWriter {
  const rows = new Map<string, RowView>()
  const watchers = new Map<string, Set<() => void>>()
  const listeners = new Set<(ids: ReadonlySet<string>) => void>()
  let version = 0

  function told(ids: ReadonlySet<string>): void {
    version++
    for (const id of ids) for (const run of watchers.get(id) ?? []) run()
    for (const run of listeners) run(ids)
  }

  return {
    get: (id) => rows.get(id),
    all: () => rows.values(),
    version: () => version,
    subscribeRow(id, run) {
      const present = watchers.get(id) ?? new Set()
      watchers.set(id, present.add(run))
      return () => {
        present.delete(run)
        if (present.size === 0 && watchers.get(id) === present) watchers.delete(id)
      }
    },
    subscribe(run) {
      listeners.add(run)
      return () => listeners.delete(run)
    },
    replaceAll(fresh) {
      const ids = new Set(rows.keys())
      rows.clear()
      for (const row of fresh) {
        rows.set(row.id, row)
        ids.add(row.id)
      }
      told(ids)
    },
    apply(changed, removed) {
      for (const row of changed) rows.set(row.id, row)
      for (const id of removed) rows.delete(id)
      told(new Set([...changed.map((row) => row.id), ...removed]))
    }
  }
}
