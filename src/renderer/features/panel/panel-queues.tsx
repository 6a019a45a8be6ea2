import type { SortingState } from '@tanstack/react-table'
import { memo } from 'react'
import type { RowView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useRow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { NoneOnFloor } from '../floor/none-on-floor.tsx'
import { numberOf } from '../floor/feed-roles.ts'
import { useIsClosed } from '../opening-hours/use-closed.ts'
import { QueueName } from '../overview/queue-name.tsx'
import { useQueues } from '../overview/use-queues.ts'
import { PanelSection } from './panel-section.tsx'
import { RowTrend } from './row-trend.tsx'
import classes from './panel.module.css'

const SHOWN = 5
const WORST_FIRST: SortingState = []

interface QueueLineProps {
  readonly id: string
  readonly feeds: readonly FeedShape[]
  readonly severity: Severity | undefined
  readonly silent: ReadonlySet<string>
  readonly isClosed: (row: RowView) => boolean
}

const QueueLine = memo(function QueueLine({ id, feeds, severity, silent, isClosed }: QueueLineProps) {
  const t = useText()
  const format = useFormat()
  const row = useRow(id)
  const feed = feeds.find((one) => one.id === row?.feedId)
  if (!row || !feed) return null
  const number = (role: 'contactsWaiting' | 'abandoned'): string => {
    const value = numberOf(feed, row, role)
    return value === null ? t('app.noValue') : format.number(value)
  }
  const isSilent = silent.has(feed.id)
  return (
    <li className={classes['queue']} data-dim={isSilent || undefined}>
      <QueueName feed={feed} row={row} severity={severity} silent={isSilent} closed={isClosed(row)} />
      <RowTrend id={id} text={format.number} />
      <strong>{number('contactsWaiting')}</strong>
      <span>{number('abandoned')}</span>
    </li>
  )
})

/** The worst queues: those with an open alert, then the fullest. */
export function PanelQueues() {
  const t = useText()
  const { feeds, severities, silent, ids } = useQueues(WORST_FIRST)
  const isClosed = useIsClosed()
  const shown = ids.slice(0, SHOWN)
  if (feeds.length === 0) return null
  return (
    <PanelSection title={t('queues.title')} aside={ids.length > 0 ? t('panel.queues') : undefined}>
      {ids.length === 0 && <NoneOnFloor title="queues.emptyTitle" next="queues.emptyNext" />}
      <ul className={classes['list']}>
        {shown.map((id) => (
          <QueueLine key={id} id={id} feeds={feeds} severity={severities.get(id)} silent={silent} isClosed={isClosed} />
        ))}
      </ul>
    </PanelSection>
  )
}
