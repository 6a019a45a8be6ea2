import type { FeedDiagnosticsView } from '../../../contract/connection-diagnostics.ts'
import { diagnosticsWindow } from '../../../core/text/window-diagnostics.ts'
import { useNow } from '../../state/hooks.ts'
import type { Translate } from '../../text/catalogue.ts'
import { failureText } from '../../text/failure-text.ts'
import { useFormat, useText, type Format } from '../../text/use-text.ts'
import { FactList, type Fact } from '../../ui/fact-list.tsx'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { connectionMark } from './connection-mark.ts'
import classes from './connection-diagnostics.module.css'

const { reason: reasonWords } = diagnosticsWindow.diagnostics

/** A reason of a newer main is shown by its code. */
function reasonText(t: Translate, reason: string): string {
  const isKnown = (code: string): code is keyof typeof reasonWords => Object.hasOwn(reasonWords, code)
  return isKnown(reason) ? t(`diagnostics.reason.${reason}`) : reason
}

interface About {
  readonly t: Translate
  readonly format: Format
  readonly nowMs: number
}

/** `in 4:00 (14:06)`, or that it is due. */
function untilText({ t, format, nowMs }: About, atMs: number): string {
  if (atMs <= nowMs) return t('diagnostics.due')
  return `${t('diagnostics.inTime', { time: format.duration(atMs - nowMs) })} (${format.clock(atMs)})`
}

function stateFacts(feed: FeedDiagnosticsView, about: About): Fact[] {
  const { t, format, nowMs } = about
  const { status } = feed
  const { failure, retryAtMs } = status
  const cause = failure && failureText(t, failure)
  return [
    {
      label: t('diagnostics.state'),
      value: (
        <span className={classes['state']}>
          <StateMark mark={connectionMark(status, false)} silent />
          <span>
            {t(`phase.${status.phase}`)} <RunningTime sinceMs={status.sinceMs} />
          </span>
        </span>
      )
    },
    { label: t('diagnostics.since'), value: format.moment(status.sinceMs, nowMs) },
    ...(cause ? [{ label: t('diagnostics.cause'), value: `${cause.cause} (${cause.step})` }] : []),
    ...(status.attempt > 0 ? [{ label: t('diagnostics.attempt'), value: format.number(status.attempt) }] : []),
    ...(retryAtMs === undefined ? [] : [{ label: t('diagnostics.nextTry'), value: untilText(about, retryAtMs) }]),
    { label: t('diagnostics.generation'), value: format.number(feed.generation) }
  ]
}

function unlistedText({ unlisted }: FeedDiagnosticsView, t: Translate, format: Format): string {
  const { values, measures } = unlisted
  if (values === 0) return t('diagnostics.none')
  return t('diagnostics.unlistedValues', { count: format.number(values), measures: measures.join(', ') || '…' })
}

function trafficFacts(feed: FeedDiagnosticsView, { t, format, nowMs }: About): Fact[] {
  const traffic = ({ frames, bytes }: FeedDiagnosticsView['total']): string =>
    t('diagnostics.traffic', { frames: format.number(frames), bytes: format.number(bytes) })
  const skipped = feed.skipped.map(({ reason, count }) =>
    t('diagnostics.reasons', { count: format.number(count), reason: reasonText(t, reason) })
  )
  const { ping, lastFrameAtMs } = feed
  const times = ping && {
    last: format.number(Math.round(ping.lastMs)),
    median: format.number(Math.round(ping.medianMs)),
    count: format.number(ping.answered)
  }
  return [
    {
      label: t('diagnostics.lastFrame'),
      value:
        lastFrameAtMs === null
          ? t('connections.never')
          : t('diagnostics.ago', { age: format.age(nowMs - lastFrameAtMs) })
    },
    { label: t('diagnostics.total'), value: traffic(feed.total) },
    { label: t('diagnostics.session'), value: traffic(feed.session) },
    { label: t('diagnostics.sockets'), value: format.number(feed.sessions) },
    { label: t('diagnostics.skipped'), value: skipped.join(' · ') || t('diagnostics.none') },
    { label: t('diagnostics.notices'), value: format.number(feed.notices) },
    { label: t('diagnostics.unlisted'), value: unlistedText(feed, t, format) },
    { label: t('diagnostics.ping'), value: times ? t('diagnostics.pingTimes', times) : t('diagnostics.none') }
  ]
}

function subscriptionFacts({ subscription }: FeedDiagnosticsView, about: About): Fact[] {
  const { t } = about
  if (!subscription) return [{ label: t('diagnostics.subscription'), value: t('diagnostics.none') }]
  const { expiresAtMs, renewsAtMs } = subscription
  return [
    { label: t('diagnostics.subscription'), value: <code className={classes['raw']}>{subscription.id}</code> },
    { label: t('diagnostics.subscriptionStatus'), value: <code>{subscription.status}</code> },
    {
      label: t('diagnostics.expires'),
      value: expiresAtMs === null ? t('diagnostics.noEnd') : untilText(about, expiresAtMs)
    },
    ...(renewsAtMs === null ? [] : [{ label: t('diagnostics.renews'), value: untilText(about, renewsAtMs) }])
  ]
}

function rowFacts({ rows, snapshot }: FeedDiagnosticsView, { t, format, nowMs }: About): Fact[] {
  const number = format.number
  const taken = snapshot && {
    age: format.age(nowMs - snapshot.endedAtMs),
    rows: number(snapshot.rows),
    generation: number(snapshot.generation)
  }
  const changed = snapshot && {
    began: number(snapshot.began),
    changed: number(snapshot.changed),
    ended: number(snapshot.ended),
    vanished: number(snapshot.vanished)
  }
  return [
    { label: t('diagnostics.rows'), value: number(rows) },
    {
      label: t('diagnostics.snapshot'),
      value: taken ? t('diagnostics.snapshotAt', taken) : t('diagnostics.none')
    },
    ...(changed ? [{ label: t('diagnostics.reconciled'), value: t('diagnostics.reconciliation', changed) }] : [])
  ]
}

function Samples({ feed }: { readonly feed: FeedDiagnosticsView }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  if (feed.samples.length === 0) return null
  return (
    <>
      <ul className={classes['samples']} aria-label={t('diagnostics.samples', { feed: feed.producerId })}>
        {feed.samples.map(({ atMs, reason, text }, index) => (
          <li key={`${String(atMs)}/${String(index)}`}>
            <span className={classes['dim']}>
              {t('diagnostics.sample', { reason: reasonText(t, reason), age: format.age(nowMs - atMs) })}
            </span>
            {text === null ? (
              <span>{t('diagnostics.hiddenSample')}</span>
            ) : (
              <code className={classes['raw']}>{text === '' ? t('diagnostics.emptySample') : text}</code>
            )}
          </li>
        ))}
      </ul>
      <p className={classes['dim']}>{t('diagnostics.samplesNote')}</p>
    </>
  )
}

/** One feed in numbers. They run on the screen and are not read aloud as they change. */
export function FeedDiagnosis({ feed }: { readonly feed: FeedDiagnosticsView }) {
  const about: About = { t: useText(), format: useFormat(), nowMs: useNow() }
  const facts = [stateFacts, trafficFacts, subscriptionFacts, rowFacts].flatMap((list) => list(feed, about))
  return (
    <section className={classes['feed']} aria-label={feed.producerId}>
      <h3>{feed.producerId}</h3>
      <FactList facts={facts} />
      <Samples feed={feed} />
    </section>
  )
}
