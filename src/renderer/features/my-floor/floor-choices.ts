import type { RowView } from '../../../contract/views.ts'
import { FLOOR_KINDS, floorReader, type FloorKind, type FloorPart } from '../../../core/floor/scope.ts'
import type { FeedShape } from '../../state/feed-shape.ts'

/** What can be chosen of a kind; undefined where no feed lists it. */
export type FloorChoices = Readonly<Record<FloorKind, readonly FloorPart[] | undefined>>

/** What the rows name now, by name. The same name of two connections is told apart by theirs. */
export function floorChoices(
  feeds: readonly FeedShape[],
  rows: Iterable<RowView>,
  connectionName: (id: string) => string
): FloorChoices {
  const readers = FLOOR_KINDS.map((kind) => ({
    kind,
    byFeed: new Map(
      feeds.flatMap((feed) => {
        const reader = floorReader(feed, kind)
        return reader ? [[feed.id, { feed, reader }] as const] : []
      })
    ),
    found: new Map<string, { name: string; connectionId: string }>()
  }))
  for (const row of rows) {
    for (const { byFeed, found } of readers) {
      const at = byFeed.get(row.feedId)
      const id = at?.reader.id(row) ?? null
      if (!at || id === null) continue
      const name = at.reader.name(row)
      const known = found.get(id)
      if (known && name === null) continue
      found.set(id, { name: name ?? Object.values(row.keys).join(' '), connectionId: at.feed.connectionId })
    }
  }
  const parts = readers.map(({ kind, byFeed, found }) => {
    if (byFeed.size === 0) return [kind, undefined] as const
    const seen = new Set<string>()
    const twice = new Set<string>()
    for (const { name } of found.values()) (seen.has(name) ? twice : seen).add(name)
    const list = [...found].map(([id, { name, connectionId }]) => ({
      id,
      name: kind === 'queues' && twice.has(name) ? `${name} · ${connectionName(connectionId)}` : name
    }))
    return [kind, list.sort((a, b) => a.name.localeCompare(b.name))] as const
  })
  return Object.fromEntries(parts) as FloorChoices
}
