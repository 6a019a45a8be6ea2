import { measureByRole } from '../../../src/core/measures/feed.ts'
import { createMeasureTable } from '../../../src/core/measures/table.ts'
import type { MeasureTable, SnapshotSummary } from '../../../src/core/measures/table.ts'
import type { MeasureRole, Value } from '../../../src/core/measures/value.ts'
import type { RealtimeSink } from '../../../src/core/connections/source.ts'
import { AGENT_STATE_WORDS } from '../../../src/adapters/avaya/wire.ts'
import type { ControlState } from '../../../src/simulator/control/state.ts'

/** What a supervisor would see: the product's own table behind the sink. */
export interface Shown {
  readonly table: MeasureTable
  readonly summaries: readonly SnapshotSummary[]
  /** What messages really changed, as `<kind> <row>`; rows that a snapshot took away are in its summary. */
  readonly deltas: readonly string[]
  /** Rows of queues as `name: waiting/active`, of agents as `state: how many`, sorted. */
  lines(feedId: string): readonly string[]
  /** All floors that are shown from now on, each as its lines in one text. */
  watch(feedId: string): ReadonlySet<string>
}

/** Passes everything on to `sink` after the table took it. */
export function createShown(sink: RealtimeSink): { readonly shown: Shown; readonly sink: RealtimeSink } {
  const table = createMeasureTable()
  const summaries: SnapshotSummary[] = []
  const deltas: string[] = []
  const watches: { readonly feedId: string; readonly seen: Set<string> }[] = []

  function lines(feedId: string): readonly string[] {
    const feed = table.feed(feedId)
    if (!feed) return []
    const value = (values: Readonly<Record<string, Value>>, role: MeasureRole): string =>
      String(values[measureByRole(feed, role)?.name ?? ''])
    if (feed.subject === 'queue') {
      const queue = (values: Readonly<Record<string, Value>>): string =>
        `${value(values, 'queueName')}: ${value(values, 'contactsWaiting')}/${value(values, 'contactsActive')}`
      return Array.from(table.rows(feedId), ({ values }) => queue(values)).sort()
    }
    return counted(Array.from(table.rows(feedId), ({ values }) => value(values, 'agentState')))
  }

  function note(feedId: string): void {
    for (const one of watches) if (one.feedId === feedId) one.seen.add(lines(feedId).join('\n'))
  }

  function watch(feedId: string): ReadonlySet<string> {
    const seen = new Set<string>()
    watches.push({ feedId, seen })
    note(feedId)
    return seen
  }

  return {
    shown: { table, summaries, deltas, lines, watch },
    sink: {
      ...sink,
      feedDescribed(feed) {
        table.describe(feed)
        sink.feedDescribed(feed)
      },
      snapshotBegan(feedId, generation) {
        table.beginSnapshot(feedId, generation)
        sink.snapshotBegan(feedId, generation)
      },
      rowsChanged(feedId, generation, changes) {
        for (const change of changes) {
          const delta = table.apply(feedId, generation, change, Date.now())
          if (delta) deltas.push(`${delta.kind} ${delta.row.id}`)
        }
        note(feedId)
        sink.rowsChanged(feedId, generation, changes)
      },
      snapshotEnded(feedId, generation) {
        summaries.push(table.endSnapshot(feedId, generation).summary)
        sink.snapshotEnded(feedId, generation)
      }
    }
  }
}

function counted(states: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts].map(([state, count]) => `${state}: ${count}`).sort()
}

/** The same lines out of the demo centre's own state. */
export function trueLines(state: ControlState, subject: string): readonly string[] {
  if (subject === 'queue')
    return state.queues.map(({ name, waiting, active }) => `${name}: ${waiting}/${active}`).sort()
  return Object.entries(state.agents)
    .filter(([activity, count]) => activity !== 'LOGGED_OUT' && count > 0)
    .map(([activity, count]) => `${AGENT_STATE_WORDS[activity] ?? activity}: ${count}`)
    .sort()
}
