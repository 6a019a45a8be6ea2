import { useFeedShapes, useSection } from '../../state/hooks.ts'
import type { TextKey } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'

interface NoFeedProps {
  /** Said when there are feeds, but none of the kind, or no connection at all. */
  readonly title: TextKey
  readonly next: TextKey
}

/** Why nothing can be listed: no connection has told its feeds yet, or none has the kind. */
export function NoFeed({ title, next }: NoFeedProps) {
  const t = useText()
  const anyFeed = useFeedShapes().length > 0
  const anyConnection = useSection('connections').length > 0
  const waiting = anyConnection && !anyFeed
  return waiting ? (
    <EmptyNote mark="stale" title={t('feed.waitTitle')} next={t('feed.waitNext')} />
  ) : (
    <EmptyNote title={t(title)} next={t(next)} />
  )
}
