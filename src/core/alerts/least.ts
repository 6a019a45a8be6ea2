/** The least of the numbers of all slots, kept up change by change. Infinity: the slot has none. */
export interface Least {
  set(slot: number, value: number): void
  /** Infinity where no slot has a number. */
  get(): number
  clear(): void
}

const FIRST_ROOM = 64

/** A tree in one array, each place the lesser of the two below it: a change goes up only as far as it matters. */
export function createLeast(): Least {
  /** Leaves; a power of two. */
  let room = 0
  let tree = new Float64Array(0)

  function grow(slot: number): void {
    const before = tree.subarray(room)
    room = Math.max(FIRST_ROOM, 2 * room)
    while (room <= slot) room *= 2
    tree = new Float64Array(2 * room).fill(Infinity)
    tree.set(before, room)
    for (let at = room - 1; at > 0; at--) tree[at] = Math.min(tree[2 * at] ?? Infinity, tree[2 * at + 1] ?? Infinity)
  }

  return {
    set(slot, value) {
      if (slot >= room) {
        if (value === Infinity) return
        grow(slot)
      }
      let at = room + slot
      let least = value
      tree[at] = value
      while (at > 1) {
        const beside = tree[at ^ 1] ?? Infinity
        if (beside < least) least = beside
        at >>= 1
        if (tree[at] === least) return
        tree[at] = least
      }
    },
    get: () => tree[1] ?? Infinity,
    clear() {
      tree.fill(Infinity)
    }
  }
}
