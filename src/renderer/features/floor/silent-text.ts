import type { ConnectionView, FeedView } from '../../../contract/views.ts'
import type { Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import { silentSinceMs } from './feed-health.ts'
import { feedName } from './feed-name.ts'

interface SilentContext {
  readonly t: Translate
  readonly format: Format
  readonly connections: readonly ConnectionView[]
  readonly nowMs: number
  readonly arriving: ReadonlySet<string>
}

/** Why a feed is not live, and for how long: `Floor agents: no data for 40 s`. */
export function silentText(feed: FeedView, { t, format, connections, nowMs, arriving }: SilentContext): string {
  const name = feedName(t, feed, connections)
  if (arriving.has(feed.id)) return t('feed.reading', { name })
  if (feed.heardAtMs === null) return t('feed.noDataYet', { name })
  return t('feed.noData', { name, age: format.age(nowMs - silentSinceMs(feed)) })
}
