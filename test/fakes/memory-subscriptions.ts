import type { SubscriptionRecord } from '../../src/core/connections/source.ts'

export function createMemorySubscriptions(
  ids: readonly string[] = []
): SubscriptionRecord & { ids(): readonly string[] } {
  const known = new Set(ids)
  return {
    ids: () => [...known],
    list: () => [...known],
    add: (_, id) => void known.add(id),
    remove: (_, id) => void known.delete(id)
  }
}
