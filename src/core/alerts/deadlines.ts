/** Something that may have one moment to be woken at. The two mutable fields belong to the `Deadlines` it is in. */
export interface Timed {
  /** Unique; equal moments are served in this order, so that a run can be repeated exactly. */
  readonly order: number
  wakeAtMs: number
  /** Place in the heap; -1 when not waiting. */
  slot: number
}

export interface Deadlines<T extends Timed> {
  /** Sets, moves or (undefined) removes the item's moment. O(log n). */
  set(item: T, atMs: number | undefined): void
  nextMs(): number | undefined
  /** Takes out the first item due at `nowMs` or before. */
  take(nowMs: number): T | undefined
}

/** An indexed binary heap. */
export function createDeadlines<T extends Timed>(): Deadlines<T> {
  const heap: T[] = []

  function isBefore(a: T, b: T): boolean {
    return a.wakeAtMs < b.wakeAtMs || (a.wakeAtMs === b.wakeAtMs && a.order < b.order)
  }

  function place(item: T, slot: number): void {
    heap[slot] = item
    item.slot = slot
  }

  function siftUp(item: T, from: number): void {
    let slot = from
    while (slot > 0) {
      const parent = heap[(slot - 1) >> 1]
      if (!parent || !isBefore(item, parent)) break
      place(parent, slot)
      slot = (slot - 1) >> 1
    }
    place(item, slot)
  }

  function siftDown(item: T, from: number): void {
    let slot = from
    for (;;) {
      let child = heap[2 * slot + 1]
      const right = heap[2 * slot + 2]
      if (child && right && isBefore(right, child)) child = right
      if (!child || !isBefore(child, item)) break
      const freed = child.slot
      place(child, slot)
      slot = freed
    }
    place(item, slot)
  }

  function remove(item: T): void {
    const slot = item.slot
    const last = heap.pop()
    item.slot = -1
    if (!last || last === item) return
    siftUp(last, slot)
    siftDown(last, last.slot)
  }

  return {
    set(item, atMs) {
      if (item.slot >= 0) {
        if (item.wakeAtMs === atMs) return
        remove(item)
      }
      if (atMs === undefined) return
      item.wakeAtMs = atMs
      siftUp(item, heap.length)
    },
    nextMs: () => heap[0]?.wakeAtMs,
    take(nowMs) {
      const first = heap[0]
      if (!first || first.wakeAtMs > nowMs) return undefined
      remove(first)
      return first
    }
  }
}
