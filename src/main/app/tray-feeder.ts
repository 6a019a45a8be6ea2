import type { HeadlineView } from '../../contract/views.ts'
import type { AlertEngine } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { measureByRole } from '../../core/measures/feed.ts'
import { rowName } from '../../core/measures/row-name.ts'
import { isConnectionOnFloor } from '../../core/floor/scope.ts'
import type { Row } from '../../core/measures/row.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { DEFAULT_TRAY } from '../../core/settings/choices.ts'
import { textOrder } from '../../core/text/format.ts'
import type { Settings } from '../../core/settings/settings.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { EpisodeText } from './episode-text.ts'
import type { Floor } from './floor.ts'
import type { LastKnownHeadline } from './last-known.ts'
import type { MyFloor } from './my-floor.ts'
import type { QuietNow } from './quiet-watch.ts'
import type { Shell } from './shell.ts'
import type { Translate } from './speech.ts'
import { createTrayPresenter, type TrayInput } from './tray-presenter.ts'

/** Without pinned queues the menu shows the busiest ones, so that it is of use from the first minute. */
const BUSIEST = 3

export interface TrayFeederDeps {
  readonly clock: Clock
  readonly shell: Shell
  readonly engine: AlertEngine
  readonly floor: Floor
  readonly table: MeasureTable
  readonly myFloor: Pick<MyFloor, 'members' | 'scope'>
  readonly connections: ConnectionDesk
  readonly settings: { get(): Settings }
  readonly lastKnown: LastKnownHeadline | undefined
  readonly quiet: () => QuietNow
  readonly text: (episode: Episode, nowMs: number) => EpisodeText
  readonly t: Translate
  readonly locale: () => string
  readonly zone: string
  readonly line: (text: string) => void
}

/** Gathers what the tray shows and hands it to the desktop; prints the tooltip when look or number changed. */
export function createTrayFeeder(deps: TrayFeederDeps): (headline: HeadlineView) => void {
  const present = createTrayPresenter(deps)
  let printed = ''

  interface Queue {
    readonly id: string
    readonly name: string
    readonly waiting: number | null
  }
  const all = (feedId: string): Iterable<Row> => deps.table.rows(feedId)
  const onFloor = (feedId: string): Iterable<Row> => deps.myFloor.members.rows(feedId)

  function queues(rowsOf: typeof all): Queue[] {
    return [...deps.floor.feeds()].flatMap(([feedId, feed]) => {
      const d = feed.descriptor
      if (d?.subject !== 'queue') return []
      const waitingOf = measureByRole(d, 'contactsWaiting')?.name
      if (waitingOf === undefined) return []
      const live = deps.floor.isLive(feedId)
      return Array.from(rowsOf(feedId), (row) => {
        const waiting = row.values[waitingOf]
        return { id: row.id, name: rowName(d, row), waiting: live && typeof waiting === 'number' ? waiting : null }
      })
    })
  }

  function shownQueues(): TrayInput['pinned'] {
    const pinned = deps.settings.get().pinnedQueues
    // Pinned by hand: shown wherever they are.
    const chosen = pinned.length > 0 ? queues(all).filter((queue) => pinned.includes(queue.id)) : []
    if (chosen.length > 0) return chosen
    const compare = textOrder(deps.locale())
    return queues(onFloor)
      .sort((a, b) => (b.waiting ?? -1) - (a.waiting ?? -1) || compare(a.name, b.name))
      .slice(0, BUSIEST)
  }

  return (headline) => {
    const states = deps.connections.states()
    const feeds = [...deps.floor.feeds()].filter(([, { connectionId }]) =>
      isConnectionOnFloor(connectionId, deps.myFloor.scope())
    )
    const dead = feeds.flatMap(([feedId, feed]) => (deps.floor.isLive(feedId) ? [] : [feed]))
    const model = present({
      headline,
      open: deps.engine.open(),
      pinned: shownQueues(),
      connections: states.map(({ entry, status }) => ({
        id: entry.connection.id,
        name: entry.connection.config.name,
        status
      })),
      lastKnown: deps.lastKnown,
      notLiveSinceMs: dead.length > 0 ? Math.min(...dead.map((feed) => feed.heardAtMs ?? feed.status.sinceMs)) : null,
      hasFeeds: feeds.length > 0,
      choice: deps.settings.get().tray ?? DEFAULT_TRAY,
      quiet: deps.quiet(),
      demo: states.some(({ entry }) => entry.connection.demo),
      nowMs: deps.clock.now().wallMs
    })
    deps.shell.showTray(model)
    const summary = `${model.look} ${String(headline.contactsWaiting)} ${String(headline.openAlerts)} ${model.count}`
    if (summary !== printed) deps.line(`tray ${model.look}: ${model.tooltip}`)
    printed = summary
  }
}
