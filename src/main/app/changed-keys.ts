/** Notes which objects changed since somebody last asked, each by its key. */
export interface ChangedKeys {
  changed(key: string): void
  removed(key: string): void
  take(): { readonly changed: readonly string[]; readonly removed: readonly string[] }
}

export function createChangedKeys(): ChangedKeys {
  let changed = new Set<string>()
  let removed = new Set<string>()
  return {
    changed(key) {
      removed.delete(key)
      changed.add(key)
    },
    removed(key) {
      changed.delete(key)
      removed.add(key)
    },
    take() {
      const taken = { changed: [...changed], removed: [...removed] }
      changed = new Set()
      removed = new Set()
      return taken
    }
  }
}
