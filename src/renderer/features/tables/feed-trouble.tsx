import { Button } from '@mantine/core'
import type { ViewAddress } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { CardBody } from '../../ui/card.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { feedName } from '../floor/feed-name.ts'
import { SilentNote } from '../floor/silent-note.tsx'

interface FeedTroubleProps {
  readonly feedIds: ReadonlySet<string>
  readonly onGo: (address: ViewAddress) => void
}

/** Which of the table's feeds are not live and why: one failing system does not blank the others, and does not stay unsaid. */
export function FeedTrouble({ feedIds, onGo }: FeedTroubleProps) {
  const t = useText()
  const connections = useSection('connections')
  const feeds = useSection('feeds').filter((feed) => feedIds.has(feed.id))
  const silent = useSilentFeeds()
  // Rows come from this system alone.
  const failing = connections.filter(({ system, status }) => system === 'avaya' && status.failure)
  const about = new Set(failing.map(({ id }) => id))
  const failures = [
    ...failing.flatMap(({ id, name, status }) => (status.failure ? [{ id, name, failure: status.failure }] : [])),
    ...feeds.flatMap((feed) =>
      feed.status.failure && !about.has(feed.connectionId)
        ? [{ id: feed.id, name: feedName(t, feed, connections), failure: feed.status.failure }]
        : []
    )
  ]
  return (
    <>
      {failures.map(({ id, name, failure }) => (
        <FailureNotice key={id} failure={failure} title={name} />
      ))}
      {failures.length > 0 && (
        <CardBody>
          <Button onClick={() => onGo({ view: 'connections' })}>{t('table.toConnections')}</Button>
        </CardBody>
      )}
      <SilentNote feedIds={feeds.filter((feed) => silent.has(feed.id)).map((feed) => feed.id)} />
    </>
  )
}
