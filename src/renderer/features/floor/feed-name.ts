import type { ConnectionView, FeedView } from '../../../contract/views.ts'
import type { Translate } from '../../text/catalogue.ts'

/** `Floor queues`: the connection's name and what the feed is about. */
export function feedName(t: Translate, feed: FeedView, connections: readonly ConnectionView[]): string {
  const connection = connections.find((one) => one.id === feed.connectionId)?.name ?? feed.connectionId
  return t('feed.name', { connection, subject: t(`feed.subject.${feed.subject}`, { producer: feed.producerId }) })
}
