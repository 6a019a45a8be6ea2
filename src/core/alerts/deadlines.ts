/** Something that may have one moment to be woken at. The mutable fields belong to the `Deadlines` it is in. */
export interface Timed {
  /** Unique; equal moments are served in this order, so that a run can be repeated exactly. */
  readonly order: number
  /** Infinity: none. */
  wakeAtMs: number
  /** Where it stands in the heap by: never later than `wakeAtMs`. */
  heapAtMs: number
  /** Place in the heap; -1 when it is not in there. */
  slot: number
}

export interface Deadlines<T extends Timed> {
  /** Sets, moves or (undefined) takes away the item's moment. A later moment costs nothing, an earlier one O(log n). */
  set(item: T, atMs: number | undefined): void
  /** The item is not held any more. O(log n). */
  drop(item: T): void
  nextMs(): number | undefined
  /** Takes out the first item due at `nowMs` or before. */
  take(nowMs: number): T | undefined
}

/**
 * An indexed binary heap that is lazy about later moments: most of what waits here is time in a state that keeps beginning anew, so
 * its moment moves away again and again and is hardly ever reached. Such an item stays where it is and is put right when it comes up
 * first; it is held in the heap until then.
 */
export function createDeadlines<T extends Timed>(): Deadlines<T> {
  const heap: T[] = []

  function isBefore(a: T, b: T): boolean {
    return a.heapAtMs < b.heapAtMs || (a.heapAtMs === b.heapAtMs && a.order < b.order)
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

  function drop(item: T): void {
    const slot = item.slot
    item.wakeAtMs = Infinity
    if (slot < 0) return
    const last = heap.pop()
    item.slot = -1
    if (!last || last === item) return
    siftUp(last, slot)
    siftDown(last, last.slot)
  }

  /** The item due first, after those that only seemed to be. */
  function first(): T | undefined {
    for (let item = heap[0]; item; item = heap[0]) {
      if (item.wakeAtMs === item.heapAtMs) return item
      if (item.wakeAtMs === Infinity) drop(item)
      else {
        item.heapAtMs = item.wakeAtMs
        siftDown(item, 0)
      }
    }
    return undefined
  }

  return {
    set(item, atMs = Infinity) {
      item.wakeAtMs = atMs
      if (item.slot >= 0) {
        if (atMs >= item.heapAtMs) return
        item.heapAtMs = atMs
        siftUp(item, item.slot)
      } else if (atMs < Infinity) {
        item.heapAtMs = atMs
        siftUp(item, heap.length)
      }
    },
    drop,
    nextMs: () => first()?.wakeAtMs,
    take(nowMs) {
      const item = first()
      if (!item || item.wakeAtMs > nowMs) return undefined
      const dueMs = item.wakeAtMs
      drop(item)
      item.wakeAtMs = dueMs
      return item
    }
  }
}
