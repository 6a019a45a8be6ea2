import { createOrderedRows, type OrderedRows } from './ordered-rows.ts'

/** A row as the table orders it. Made anew when its row changed, never changed itself. */
export interface TableEntry {
  readonly id: string
  /** Which group it stands in; all the same where nothing is grouped. */
  readonly group: string
}

export interface TableSpec<R, E extends TableEntry> {
  /** Null for a row that the filter leaves out. */
  readonly entryOf: (row: R) => E | null
  /** A total order inside of a group. */
  readonly compare: (a: E, b: E) => number
  /** The order of the groups; null where nothing is grouped and no group has a head. */
  readonly compareGroups: ((a: string, b: string) => number) | null
}

export type TableLine =
  | { readonly kind: 'group'; readonly group: string; readonly count: number; readonly open: boolean }
  | { readonly kind: 'row'; readonly id: string }

/** Filter, order and groups of a table, kept while rows come, change and go. A change costs O(log n), whatever the table shows. */
export interface TableIndex<R> {
  replaceAll(rows: Iterable<R>): void
  /** True when a line stands elsewhere, came or went, or a group counts otherwise. */
  put(id: string, row: R): boolean
  remove(id: string): boolean
  /** Rows that the filter lets through. */
  matched(): number
  lineCount(): number
  lines(from: number, to: number): TableLine[]
  /** The line of a row, -1 while it is not to be seen. */
  lineOf(id: string): number
  lineOfGroup(group: string): number
  /** Groups of which only the head is shown. */
  close(groups: ReadonlySet<string>): void
}

export function createTableIndex<R, E extends TableEntry>(spec: TableSpec<R, E>): TableIndex<R> {
  const groups = new Map<string, OrderedRows<E>>()
  const groupOfRow = new Map<string, string>()
  const heads = spec.compareGroups === null ? 0 : 1
  let order: string[] = []
  let closed: ReadonlySet<string> = new Set()

  function groupFor(name: string): OrderedRows<E> {
    const present = groups.get(name)
    if (present) return present
    const made = createOrderedRows(spec.compare)
    groups.set(name, made)
    orderGroups()
    return made
  }
  /** Few, and they come and go rarely. */
  function orderGroups(): void {
    order = [...groups.keys()]
    if (spec.compareGroups) order.sort(spec.compareGroups)
  }
  const isOpen = (name: string): boolean => heads === 0 || !closed.has(name)
  const linesIn = (name: string): number => heads + (isOpen(name) ? (groups.get(name)?.size() ?? 0) : 0)

  function remove(id: string): boolean {
    const name = groupOfRow.get(id)
    if (name === undefined) return false
    groupOfRow.delete(id)
    const group = groups.get(name)
    group?.remove(id)
    if (group?.size() === 0) {
      groups.delete(name)
      orderGroups()
    }
    return true
  }

  function lineOfGroup(group: string): number {
    if (!groups.has(group)) return -1
    let line = 0
    for (const name of order) {
      if (name === group) return line
      line += linesIn(name)
    }
    return -1
  }

  return {
    replaceAll(rows) {
      groups.clear()
      groupOfRow.clear()
      const byGroup = new Map<string, [string, E][]>()
      for (const row of rows) {
        const entry = spec.entryOf(row)
        if (!entry) continue
        groupOfRow.set(entry.id, entry.group)
        const list = byGroup.get(entry.group)
        if (list) list.push([entry.id, entry])
        else byGroup.set(entry.group, [[entry.id, entry]])
      }
      for (const [name, entries] of byGroup) {
        const made = createOrderedRows(spec.compare)
        made.replaceAll(entries)
        groups.set(name, made)
      }
      orderGroups()
    },
    put(id, row) {
      const entry = spec.entryOf(row)
      if (!entry) return remove(id)
      const before = groupOfRow.get(id)
      const moved = before !== undefined && before !== entry.group && remove(id)
      groupOfRow.set(id, entry.group)
      return groupFor(entry.group).put(id, entry) || moved
    },
    remove,
    matched: () => groupOfRow.size,
    lineCount: () => order.reduce((sum, name) => sum + linesIn(name), 0),
    lines(from, to) {
      const found: TableLine[] = []
      let line = 0
      for (const name of order) {
        const group = groups.get(name)
        const count = linesIn(name)
        if (group && line < to && line + count > from) {
          const open = isOpen(name)
          if (heads === 1 && line >= from) found.push({ kind: 'group', group: name, count: group.size(), open })
          const first = line + heads
          if (open) {
            const rows = group.slice(Math.max(0, from - first), Math.max(0, to - first))
            for (const { id } of rows) found.push({ kind: 'row', id })
          }
        }
        line += count
      }
      return found
    },
    lineOf(id) {
      const name = groupOfRow.get(id)
      if (name === undefined || !isOpen(name)) return -1
      return lineOfGroup(name) + heads + (groups.get(name)?.indexOf(id) ?? 0)
    },
    lineOfGroup: (group) => (heads === 0 ? -1 : lineOfGroup(group)),
    close(names) {
      closed = names
    }
  }
}
