export interface Cache<V> {
  /** The value kept under `key`, made and kept when there is none. The one not wanted for longest goes first. */
  get(key: string, make: () => V): V
  drop(key: string): void
}

export function createLeastRecentCache<V>(limit: number): Cache<V> {
  const kept = new Map<string, V>()
  return {
    get(key, make) {
      const value = kept.has(key) ? (kept.get(key) as V) : make() // as: `has` said so, V may itself include undefined
      kept.delete(key)
      kept.set(key, value)
      for (const oldest of kept.keys()) {
        if (kept.size <= limit) break
        kept.delete(oldest)
      }
      return value
    },
    drop: (key) => void kept.delete(key)
  }
}
