interface Entry {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
}

/** What is going to happen on the floor, in order of time; what is due at the same moment happens in the order it was added. */
export interface Agenda {
  add(atMs: number, run: () => void): void
  /** Takes out the first entry due at or before `untilMs`. */
  takeDue(untilMs: number): { readonly atMs: number; readonly run: () => void } | undefined
}

/** A binary heap. */
export function createAgenda(): Agenda {
  const heap: Entry[] = []
  let order = 0

  const before = (a: Entry, b: Entry): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)

  function place(index: number, entry: Entry): void {
    heap[index] = entry
  }

  function rise(index: number, entry: Entry): void {
    while (index > 0) {
      const above = (index - 1) >> 1
      const parent = heap[above]
      if (!parent || before(parent, entry)) break
      place(index, parent)
      index = above
    }
    place(index, entry)
  }

  function sink(entry: Entry): void {
    let index = 0
    for (;;) {
      const left = heap[index * 2 + 1]
      if (!left) break
      const right = heap[index * 2 + 2]
      const goesRight = right !== undefined && before(right, left)
      const child = goesRight ? right : left
      if (before(entry, child)) break
      place(index, child)
      index = index * 2 + (goesRight ? 2 : 1)
    }
    place(index, entry)
  }

  return {
    add(atMs, run) {
      rise(heap.length, { atMs, order: order++, run })
    },
    takeDue(untilMs) {
      const first = heap[0]
      if (!first || first.atMs > untilMs) return undefined
      const last = heap.pop()
      if (last && heap.length > 0) sink(last)
      return first
    }
  }
}
