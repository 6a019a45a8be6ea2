import type { PushName, PushPayload } from '../../contract/pushes.ts'
import type { RowsView, RowView, StateView } from '../../contract/views.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Row } from '../../core/measures/row.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { People } from './people.ts'
import { createThrottle } from './throttle.ts'

/** Least time between two batches to the windows, ms: at most 10 a second of each kind. */
const BATCH_MS = 200

type Sections = Omit<StateView, 'revision'>
export type SectionName = keyof Sections
export type SectionBuilders = { readonly [N in SectionName]: () => Sections[N] }

export interface Publisher extends Disposable {
  /** The section may have changed; it is built and sent only while a window is there to see it. */
  touch(...sections: readonly SectionName[]): void
  touchRows(): void
  /** What rows and alerts are called changed: windows begin anew. */
  renew(): void
  state(): StateView
  rows(): RowsView
}

export interface PublisherDeps {
  readonly clock: Clock
  readonly table: MeasureTable
  /** What windows may know of a row, and its id in their eyes. */
  readonly people: Pick<People, 'row' | 'rowId'>
  readonly feedIds: () => readonly string[]
  readonly sections: SectionBuilders
  readonly windowsOpen: () => boolean
  readonly broadcast: <N extends PushName>(name: N, payload: PushPayload<N>) => void
}

/**
 * Keeps the windows' mirrors in step: a snapshot carries the revision of the last push, each push the next one, so a mirror notices
 * every gap. Snapshots may already hold what the next push repeats; applying it twice changes nothing.
 */
export function createPublisher(deps: PublisherDeps): Publisher {
  const { clock, table, sections, people } = deps
  const dirty = new Set<SectionName>()
  let stateRevision = 0
  let rowsRevision = 0

  function rowView(row: Row): RowView {
    const { id, feedId, keys, values, changedAtMs, intervals } = people.row(row)
    return {
      ...{ id, feedId, keys: { ...keys }, values: { ...values }, changedAtMs },
      ...(intervals && { intervals: { ...intervals } })
    }
  }

  function build(names: Iterable<SectionName>): Partial<Sections> {
    const built: Partial<Sections> = {}
    for (const name of names) Object.assign(built, { [name]: sections[name]() })
    return built
  }

  const pushState = createThrottle(clock, BATCH_MS, () => {
    if (!deps.windowsOpen() || dirty.size === 0) return
    stateRevision += 1
    // Building may notice something that makes a section dirty anew: that one is sent again.
    const names = [...dirty]
    dirty.clear()
    deps.broadcast('state:changed', { revision: stateRevision, ...build(names) })
  })

  const pushRows = createThrottle(clock, BATCH_MS, () => {
    if (!deps.windowsOpen()) return
    const { changed, removed } = table.takeDirty()
    if (changed.length === 0 && removed.length === 0) return
    rowsRevision += 1
    deps.broadcast('rows:changed', {
      revision: rowsRevision,
      changed: changed.map(rowView),
      removed: removed.map((id) => people.rowId(id))
    })
  })

  return {
    touch(...names) {
      for (const name of names) dirty.add(name)
      pushState.ask()
    },
    touchRows: () => {
      pushRows.ask()
    },
    renew() {
      // A gap in the numbers: a mirror that finds one asks for everything.
      rowsRevision += 2
      if (deps.windowsOpen()) deps.broadcast('rows:changed', { revision: rowsRevision, changed: [], removed: [] })
      for (const name of ['alerts', 'history', 'rules', 'trends', 'away'] as const) dirty.add(name)
      pushState.ask()
    },
    state() {
      const all: Sections = {
        headline: sections.headline(),
        connections: sections.connections(),
        feeds: sections.feeds(),
        alerts: sections.alerts(),
        history: sections.history(),
        rules: sections.rules(),
        targets: sections.targets(),
        targetsLoaded: sections.targetsLoaded(),
        trends: sections.trends(),
        settings: sections.settings(),
        problems: sections.problems(),
        vault: sections.vault(),
        desktop: sections.desktop(),
        away: sections.away(),
        demo: sections.demo(),
        app: sections.app()
      }
      return { revision: stateRevision, ...all }
    },
    rows() {
      const rows = deps.feedIds().flatMap((feedId) => Array.from(table.rows(feedId), rowView))
      return { revision: rowsRevision, rows }
    },
    ...disposable(() => {
      pushState.dispose()
      pushRows.dispose()
    })
  }
}
