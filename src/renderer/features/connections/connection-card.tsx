import { Button } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import type { ConnectionView, StatusView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { secretText } from '../../text/failure-text.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { Tag } from '../../ui/tag.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useSilentFeeds } from '../floor/feed-health.ts'
import classes from './connection-card.module.css'
import { storedInput } from './connection-draft.ts'
import { connectionMark } from './connection-mark.ts'
import { ConnectionTools } from './connection-tools.tsx'
import { DiagnosisList } from './diagnosis-list.tsx'
import { FeedTable } from './feed-table.tsx'
import { asksForLogin, ProxyLoginForm } from './proxy-login-form.tsx'
import { useConnectionTest } from './use-connection-test.ts'

/** `waiting to try again for 0:12 · 3 tries · next try in 0:08`. */
function StatusLine({ status, doubted }: { readonly status: StatusView; readonly doubted: boolean }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const leftMs = status.retryAtMs === undefined ? null : status.retryAtMs - nowMs
  // How long it has been so stands with its feeds: the status itself still tells since when main called it live.
  if (doubted && status.phase === 'live') return <p className={classes['status']}>{t('phase.stale')}</p>
  return (
    <p className={classes['status']}>
      <span>
        {t(doubted && status.phase === 'live' ? 'phase.stale' : `phase.${status.phase}`)}{' '}
        <RunningTime sinceMs={status.sinceMs} />
      </span>
      <span>{t('connections.since', { time: format.moment(status.sinceMs, nowMs) })}</span>
      {status.attempt > 0 && <span>{t('connections.attempt', { count: status.attempt })}</span>}
      {leftMs !== null && (
        <span>
          {leftMs > 0 ? t('connections.retryIn', { time: format.duration(leftMs) }) : t('connections.retryNowSoon')}
        </span>
      )}
    </p>
  )
}

interface ConnectionCardProps {
  readonly connection: ConnectionView
  /** The one that was asked for takes the focus. */
  readonly focused: boolean
  /** Its form, while it is being changed. */
  readonly form: ReactNode
  readonly onEdit: () => void
  readonly onRemoved: () => void
}

export function ConnectionCard({ connection, focused, form, onEdit, onRemoved }: ConnectionCardProps) {
  const t = useText()
  const { bridge } = useWindow()
  const { id, name, status, owner, secretsSet } = connection
  const feeds = useSection('feeds').filter((feed) => feed.connectionId === id)
  const silent = useSilentFeeds()
  const doubted = feeds.some((feed) => silent.has(feed.id))
  const retry = useAction(() => bridge.retryConnection({ connectionId: id }))
  const test = useConnectionTest()
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (focused) place.current?.focus()
  }, [focused])

  const facts = [
    connection.host,
    ...(owner === null ? [] : [t('connections.owner', { owner })]),
    secretsSet.length > 0
      ? t('connections.secrets', { names: secretsSet.map((field) => secretText(t, field)).join(', ') })
      : t('connections.noSecrets')
  ]
  return (
    <article ref={place} tabIndex={-1} className={classes['connection']} aria-label={name}>
      <header className={classes['head']}>
        <StateMark mark={connectionMark(status, doubted)} silent />
        <div className={classes['name']}>
          <h3>
            {name} <Tag>{t(`system.${connection.system}`)}</Tag> {connection.demo && <Tag>{t('connections.demo')}</Tag>}
          </h3>
          <p className={classes['dim']}>{facts.join(' · ')}</p>
          <StatusLine status={status} doubted={doubted} />
        </div>
        {status.phase !== 'live' && (
          <Button
            loading={retry.busy}
            aria-label={t('connections.retryNamed', { name })}
            onClick={() => void retry.run()}
          >
            {t('connections.retry')}
          </Button>
        )}
        <ConnectionTools connection={connection} test={test} editing={form !== null} {...{ onEdit, onRemoved }} />
      </header>
      {status.failure && <FailureNotice failure={status.failure} />}
      {status.failure?.proxy !== undefined && asksForLogin(status.failure) && (
        <ProxyLoginForm proxy={status.failure.proxy} />
      )}
      {retry.failure && <FailureNotice failure={retry.failure} onClose={retry.forget} />}
      {test.begin.failure && (
        <FailureNotice
          failure={test.begin.failure}
          title={t('connectionForm.testFailed')}
          onClose={test.begin.forget}
        />
      )}
      {test.view && (
        <div className={classes['below']}>
          <DiagnosisList
            test={test.view}
            onSignedIn={() => {
              place.current?.focus()
              void test.start(storedInput(connection))
            }}
          />
        </div>
      )}
      {form !== null && <div className={classes['below']}>{form}</div>}
      {feeds.length > 0 && <FeedTable feeds={feeds} label={t('connections.feeds', { name })} />}
    </article>
  )
}
