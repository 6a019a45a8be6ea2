import type { ConnectionDiagnosticsView, FeedDiagnosticsView } from '../../contract/connection-diagnostics.ts'
import type { FeedVitals } from '../../core/connections/feed-vitals.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { Floor } from './floor.ts'
import type { People } from './people.ts'
import { statusView } from './status-view.ts'

export interface ConnectionDiagnosticsDeps {
  readonly clock: Clock
  readonly connections: Pick<ConnectionDesk, 'states'>
  readonly floor: Pick<Floor, 'feeds'>
  readonly table: Pick<MeasureTable, 'rowCount'>
  readonly people: Pick<People, 'hidden'>
  /** Takes known secrets out of a text. */
  readonly redact: (text: string) => string
  readonly zone: string
  readonly version: string
}

export interface ConnectionDiagnostics {
  /** Of a connection with feeds; `notFound` for any other. */
  read(connectionId: string): Result<ConnectionDiagnosticsView>
  /**
   * The same for support, in English: counts, codes, the product's own words, the producers' names and the ids of subscriptions. No
   * name, address or message of anybody.
   */
  text(connectionId: string): Result<string>
}

const NONE = '-'

export function createConnectionDiagnostics(deps: ConnectionDiagnosticsDeps): ConnectionDiagnostics {
  const { clock, floor, table } = deps

  function feedView(vitals: FeedVitals, wallMs: number): FeedDiagnosticsView | undefined {
    const { feedId, subscription, lastFrameAgoMs } = vitals
    const feed = floor.feeds().get(feedId)
    if (!feed) return undefined
    const inFuture = (ms: number | null): number | null => (ms === null ? null : wallMs + ms)
    return {
      feedId,
      producerId: vitals.producerId,
      subject: feed.descriptor?.subject ?? null,
      status: statusView(feed.status),
      generation: feed.status.generation,
      lastFrameAtMs: lastFrameAgoMs === null ? null : wallMs - lastFrameAgoMs,
      total: { ...vitals.total },
      session: { ...vitals.session },
      sessions: vitals.sessions,
      skipped: vitals.skipped.map((one) => ({ ...one })),
      samples: vitals.samples.map(({ agoMs, reason, text }) => ({
        atMs: wallMs - agoMs,
        reason,
        text: deps.people.hidden() ? null : deps.redact(text)
      })),
      notices: vitals.notices,
      unlisted: { values: vitals.unlisted.values, measures: vitals.unlisted.measures.map((name) => deps.redact(name)) },
      subscription: subscription && {
        id: subscription.id,
        status: subscription.status,
        expiresAtMs: inFuture(subscription.expiresInMs),
        renewsAtMs: inFuture(subscription.renewsInMs)
      },
      ping: vitals.ping && { ...vitals.ping },
      rows: table.rowCount(feedId),
      snapshot: feed.snapshot && { ...feed.snapshot }
    }
  }

  function read(connectionId: string): Result<ConnectionDiagnosticsView> {
    const { abilities } = deps.connections.states().find(({ entry }) => entry.connection.id === connectionId) ?? {}
    if (!abilities?.realtime) return fail({ code: 'notFound', step: 'ask', detail: 'no connection with feeds' })
    const { wallMs } = clock.now()
    const feeds = abilities.realtime.vitals().flatMap((vitals) => feedView(vitals, wallMs) ?? [])
    return ok({ atMs: wallMs, feeds })
  }

  return {
    read,
    text(connectionId) {
      const view = read(connectionId)
      return view.ok ? ok(deps.redact(supportText(view.value, deps))) : view
    }
  }
}

/** Round trips have fractions of a millisecond. */
const ms = (value: number): string => `${String(Math.round(value * 10) / 10)} ms`
const seconds = (value: number): string => `${String(Math.round(value / 1000))} s`

function feedLines(feed: FeedDiagnosticsView, nowMs: number): readonly (readonly [string, string])[] {
  const { status, subscription, ping, snapshot, total, session, unlisted } = feed
  const { failure } = status
  const ago = (atMs: number | null): string => (atMs === null ? NONE : `${seconds(nowMs - atMs)} ago`)
  const ahead = (atMs: number | null | undefined): string =>
    atMs === null || atMs === undefined ? NONE : `in ${seconds(atMs - nowMs)}`
  const http = failure?.httpStatus === undefined ? '' : `, HTTP ${String(failure.httpStatus)}`
  return [
    [
      'state',
      `${status.phase} for ${seconds(nowMs - status.sinceMs)}, attempt ${status.attempt}, generation ${feed.generation}`
    ],
    ['cause', failure ? `${failure.code} at ${failure.step}${http}` : NONE],
    ['next try', ahead(status.retryAtMs)],
    ['last frame', ago(feed.lastFrameAtMs)],
    [
      'frames',
      `${total.frames} (${total.bytes} bytes) in all, ${session.frames} (${session.bytes} bytes) over this socket`
    ],
    ['sockets', String(feed.sessions)],
    ['unusable', feed.skipped.map(({ reason, count }) => `${reason} ${count}`).join(', ') || NONE],
    ['without a row', String(feed.notices)],
    ['not listed', unlisted.values > 0 ? `${unlisted.values} values of ${unlisted.measures.join(', ') || NONE}` : NONE],
    ['subscription', subscription ? `${subscription.id} ${subscription.status}` : NONE],
    ['subscription ends', ahead(subscription?.expiresAtMs)],
    ['subscription renewed', ahead(subscription?.renewsAtMs)],
    ['ping', ping ? `${ms(ping.lastMs)}, median ${ms(ping.medianMs)}, ${ping.answered} answered` : NONE],
    ['rows', String(feed.rows)],
    [
      'snapshot',
      snapshot
        ? `${ago(snapshot.endedAtMs)}, generation ${snapshot.generation}, ${snapshot.rows} rows: ` +
          `${snapshot.began} began, ${snapshot.changed} changed, ${snapshot.ended} ended, ${snapshot.vanished} vanished`
        : NONE
    ]
  ]
}

function supportText(
  view: ConnectionDiagnosticsView,
  about: Pick<ConnectionDiagnosticsDeps, 'zone' | 'version'>
): string {
  const head = [
    'Floorwatch connection diagnostics',
    `time: ${new Date(view.atMs).toISOString()} (${about.zone})`,
    `version: ${about.version}`,
    `feeds: ${view.feeds.length}`
  ]
  const feeds = view.feeds.flatMap((feed) => [
    '',
    `feed ${feed.producerId} (${feed.subject ?? 'not described'})`,
    ...feedLines(feed, view.atMs).map(([name, value]) => `  ${name}: ${value}`)
  ])
  return [...head, ...feeds, ''].join('\n')
}
