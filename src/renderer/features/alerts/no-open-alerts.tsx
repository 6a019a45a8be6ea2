import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'

/** Calm is only called so while the data is live. */
export function NoOpenAlerts() {
  const t = useText()
  const feeds = useSection('feeds')
  const { snoozedUntilMs, nothingOnFloor } = useSection('headline')
  const silent = useSilentFeeds()
  if (feeds.length === 0 || silent.size > 0) {
    return <EmptyNote mark="stale" title={t('alerts.emptyStaleTitle')} next={t('alerts.emptyStaleNext')} />
  }
  // Who watches nothing has no reason to be calm.
  if (nothingOnFloor) return <EmptyNote mark="stale" title={t('floor.nothing')} next={t('floor.noneNext')} />
  if (snoozedUntilMs !== null) {
    return <EmptyNote mark="paused" title={t('alerts.emptyTitle')} next={t('alerts.emptyPausedNext')} />
  }
  return <EmptyNote mark="ok" title={t('alerts.emptyTitle')} next={t('alerts.emptyNext')} />
}
