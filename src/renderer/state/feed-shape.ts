import type { FeedView } from '../../contract/views.ts'

/** What a feed lists: the part of it that hardly ever changes. */
export type FeedShape = Pick<FeedView, 'id' | 'connectionId' | 'producerId' | 'subject' | 'keyNames' | 'measures'>

function shapeOf({ id, connectionId, producerId, subject, keyNames, measures }: FeedView): FeedShape {
  return { id, connectionId, producerId, subject, keyNames, measures }
}

/** The shapes of `feeds`; `present` itself when they say the same, so that tables built from them need not be built again. */
export function keepShapes(present: readonly FeedShape[], feeds: readonly FeedView[]): readonly FeedShape[] {
  const fresh = feeds.map(shapeOf)
  return JSON.stringify(fresh) === JSON.stringify(present) ? present : fresh
}
