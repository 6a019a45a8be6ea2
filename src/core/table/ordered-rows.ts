/** Items kept in order while they come, change and go: one change costs O(log n), a place in the order is found in O(log n). */
export interface OrderedRows<T> {
  size(): number
  /** Puts the item in, in the place of the one of that id. True when something stands elsewhere than before. */
  put(id: string, item: T): boolean
  /** True when there was one. */
  remove(id: string): boolean
  get(id: string): T | undefined
  /** Place of the item in the order, -1 when there is none. */
  indexOf(id: string): number
  /** Items from a place on, up to and without another. */
  slice(from: number, to: number): T[]
  replaceAll(items: Iterable<readonly [id: string, item: T]>): void
}

interface Node<T> {
  readonly id: string
  readonly weight: number
  item: T
  size: number
  left: Node<T> | undefined
  right: Node<T> | undefined
  parent: Node<T> | undefined
}

/** Weights that look random and are the same each time: what keeps the tree shallow is that no order of items knows them. */
function createWeights(): () => number {
  let state = 0x9e3779b9
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

const sizeOf = (node: Node<unknown> | undefined): number => node?.size ?? 0

function recount(node: Node<unknown>): void {
  node.size = 1 + sizeOf(node.left) + sizeOf(node.right)
}

/**
 * A treap: a search tree by `compare`, a heap by weight. Nodes know their parent, so an item is taken out and its place is told without
 * comparing anything. `compare` must be a total order: never 0 for two different ids.
 */
export function createOrderedRows<T>(compare: (a: T, b: T) => number): OrderedRows<T> {
  const nodes = new Map<string, Node<T>>()
  const weightOf = createWeights()
  let root: Node<T> | undefined

  const fresh = (id: string, item: T): Node<T> => ({
    id,
    weight: weightOf(),
    item,
    size: 1,
    left: undefined,
    right: undefined,
    parent: undefined
  })

  function hang(child: Node<T> | undefined, parent: Node<T> | undefined, instead: Node<T>): void {
    if (child) child.parent = parent
    if (!parent) root = child
    else if (parent.left === instead) parent.left = child
    else parent.right = child
  }

  /** Lifts `node` above its parent. */
  function lift(node: Node<T>, parent: Node<T>): void {
    hang(node, parent.parent, parent)
    if (parent.left === node) {
      parent.left = node.right
      if (node.right) node.right.parent = parent
      node.right = parent
    } else {
      parent.right = node.left
      if (node.left) node.left.parent = parent
      node.left = parent
    }
    parent.parent = node
    recount(parent)
    recount(node)
  }

  function insert(node: Node<T>): void {
    let parent: Node<T> | undefined
    let isLeft = false
    for (let at = root; at; at = isLeft ? at.left : at.right) {
      parent = at
      at.size++
      isLeft = compare(node.item, at.item) < 0
    }
    node.parent = parent
    if (!parent) root = node
    else if (isLeft) parent.left = node
    else parent.right = node
    while (node.parent && node.weight > node.parent.weight) lift(node, node.parent)
  }

  function takeOut(node: Node<T>): void {
    while (node.left && node.right) lift(node.left.weight > node.right.weight ? node.left : node.right, node)
    const { parent } = node
    hang(node.left ?? node.right, parent, node)
    for (let at = parent; at; at = at.parent) at.size--
  }

  function nodeAt(index: number): Node<T> | undefined {
    let left = index
    let at = root
    while (at) {
      const before = sizeOf(at.left)
      if (left === before) return at
      if (left < before) at = at.left
      else {
        left -= before + 1
        at = at.right
      }
    }
    return undefined
  }

  function following(node: Node<T>): Node<T> | undefined {
    if (node.right) {
      let at = node.right
      while (at.left) at = at.left
      return at
    }
    let at = node
    while (at.parent && at.parent.right === at) at = at.parent
    return at.parent
  }

  function preceding(node: Node<T>): Node<T> | undefined {
    if (node.left) {
      let at = node.left
      while (at.right) at = at.right
      return at
    }
    let at = node
    while (at.parent && at.parent.left === at) at = at.parent
    return at.parent
  }

  /** Whether the item may stand where the node of its old self stands. */
  function fits(node: Node<T>, item: T): boolean {
    if (compare(node.item, item) === 0) return true
    const [before, after] = [preceding(node), following(node)]
    return (!before || compare(before.item, item) < 0) && (!after || compare(item, after.item) < 0)
  }

  /** The tree of items that are in order already, in O(n): each next one hangs on the right edge. */
  function build(sorted: readonly Node<T>[]): void {
    const edge: Node<T>[] = []
    for (const node of sorted) {
      let below: Node<T> | undefined
      for (let last = edge.at(-1); last && last.weight < node.weight; last = edge.at(-1)) {
        below = last
        recount(last)
        edge.pop()
      }
      node.left = below
      if (below) below.parent = node
      const parent = edge.at(-1)
      node.parent = parent
      if (parent) parent.right = node
      edge.push(node)
    }
    root = edge[0]
    for (let last = edge.pop(); last; last = edge.pop()) recount(last)
  }

  return {
    size: () => nodes.size,
    get: (id) => nodes.get(id)?.item,
    put(id, item) {
      const present = nodes.get(id)
      if (present && fits(present, item)) {
        present.item = item
        return false
      }
      if (present) takeOut(present)
      const node = fresh(id, item)
      nodes.set(id, node)
      insert(node)
      return true
    },
    remove(id) {
      const present = nodes.get(id)
      if (!present) return false
      takeOut(present)
      return nodes.delete(id)
    },
    indexOf(id) {
      const node = nodes.get(id)
      if (!node) return -1
      let index = sizeOf(node.left)
      for (let at = node; at.parent; at = at.parent) {
        if (at.parent.right === at) index += sizeOf(at.parent.left) + 1
      }
      return index
    },
    slice(from, to) {
      const found: T[] = []
      for (let at = nodeAt(Math.max(0, from)); at && found.length < to - Math.max(0, from); at = following(at)) {
        found.push(at.item)
      }
      return found
    },
    replaceAll(items) {
      nodes.clear()
      for (const [id, item] of items) nodes.set(id, fresh(id, item))
      build([...nodes.values()].sort((a, b) => compare(a.item, b.item)))
    }
  }
}
