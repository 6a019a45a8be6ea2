import { StateMark } from '../../ui/state-mark.tsx'
import { useArrivingFeeds } from './feed-health.ts'

interface SilentMarkProps {
  readonly feedId: string
  /** The word stands beside it. */
  readonly silent?: boolean
}

/** The mark of a row whose feed is not live: no data, or no verdict yet while its snapshot comes in. Never an ok. */
export function SilentMark({ feedId, silent = false }: SilentMarkProps) {
  return <StateMark mark={useArrivingFeeds().has(feedId) ? 'none' : 'stale'} silent={silent} />
}
