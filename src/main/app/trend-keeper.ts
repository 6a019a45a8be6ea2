import type { StateView } from '../../contract/views.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { FloorMembers } from '../../core/floor/floor-members.ts'
import { measureByRole, type FeedDescriptor } from '../../core/measures/feed.ts'
import type { Row } from '../../core/measures/row.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import { createTrends, TREND_STEP_MS } from '../../core/measures/trends.ts'
import type { MeasureRole } from '../../core/measures/value.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

/** Windows are sent no more than this: a panel shows a handful. */
const SENT_AT_MOST = 24

export interface TrendKeeper extends Disposable {
  /** Of the rows in trouble, then of the fullest queues. */
  view(): StateView['trends']
}

export interface TrendKeeperDeps {
  readonly clock: Clock
  readonly table: Pick<MeasureTable, 'feeds' | 'row' | 'feed'>
  readonly members: Pick<FloorMembers, 'rows'>
  readonly isLive: (feedId: string) => boolean
  readonly open: () => readonly Episode[]
  /** The row's id in the eyes of windows. */
  readonly rowId: (id: string) => string
  readonly taken: () => void
}

const numberOf = (feed: FeedDescriptor, row: Row, role: MeasureRole): number | null => {
  const name = measureByRole(feed, role)?.name
  const value = name === undefined ? null : row.values[name]
  return typeof value === 'number' ? value : null
}

/** Contacts waiting of each queue of my floor, and the time in state of agents in trouble, once in a step. */
export function createTrendKeeper(deps: TrendKeeperDeps): TrendKeeper {
  const { clock, table } = deps
  const trends = createTrends()

  const inTrouble = (): string[] => deps.open().flatMap(({ kind, key }) => (kind === 'realtime' ? [key] : []))

  function* queues(): Iterable<readonly [string, number | null]> {
    for (const feed of table.feeds()) {
      if (feed.subject !== 'queue' || !measureByRole(feed, 'contactsWaiting')) continue
      const live = deps.isLive(feed.id)
      for (const row of deps.members.rows(feed.id)) {
        yield [row.id, live ? numberOf(feed, row, 'contactsWaiting') : null]
      }
    }
  }
  function* agents(nowMs: number): Iterable<readonly [string, number | null]> {
    for (const id of inTrouble()) {
      const row = table.row(id)
      const feed = row && table.feed(row.feedId)
      if (!row || feed?.subject !== 'agent') continue
      const sinceMs = deps.isLive(feed.id)
        ? (numberOf(feed, row, 'stateSince') ?? numberOf(feed, row, 'afterContactSince'))
        : null
      yield [id, sinceMs === null ? null : Math.max(0, nowMs - sinceMs)]
    }
  }

  function sample(): void {
    const { wallMs } = clock.now()
    trends.take([...agents(wallMs), ...queues()], wallMs)
    deps.taken()
    timer = clock.after(TREND_STEP_MS, sample)
  }
  let timer = clock.after(TREND_STEP_MS, sample)

  return {
    view() {
      const fullest = [...queues()].sort(([, a], [, b]) => (b ?? -1) - (a ?? -1)).map(([id]) => id)
      const ids = [...new Set([...inTrouble(), ...fullest])].filter((id) => trends.of(id)).slice(0, SENT_AT_MOST)
      return ids.map((id) => ({ rowId: deps.rowId(id), values: [...(trends.of(id) ?? [])] }))
    },
    ...disposable(() => {
      timer.dispose()
    })
  }
}
