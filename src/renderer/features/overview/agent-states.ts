import type { AGENT_STATES } from '../../../core/measures/value.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { RowTable } from '../../state/row-table.ts'
import { feedsListing, valueOf } from '../floor/feed-roles.ts'

/** The order of the bar: best to reach first. Logged out agents are not on the floor. */
export const SHOWN_STATES = ['READY', 'ACTIVE', 'AFTER_CONTACT_WORK', 'NOT_READY', 'OTHER'] as const
export type ShownState = (typeof SHOWN_STATES)[number]

const LOGGED_OUT: (typeof AGENT_STATES)[number] = 'LOGGED_OUT'

function shown(state: unknown): ShownState {
  return SHOWN_STATES.find((known) => known === state) ?? 'OTHER'
}

/** How many logged-in agents of live feeds are in each state, in the order of `SHOWN_STATES`. */
export function countStates(
  rows: RowTable,
  feeds: readonly FeedShape[],
  silent: ReadonlySet<string>
): readonly number[] {
  const counts = SHOWN_STATES.map(() => 0)
  const counting = new Map(
    feedsListing(
      feeds.filter((feed) => !silent.has(feed.id)),
      'agentState'
    ).map((feed) => [feed.id, feed])
  )
  for (const row of rows.all()) {
    const feed = counting.get(row.feedId)
    if (!feed) continue
    const state = valueOf(feed, row, 'agentState')
    if (state === LOGGED_OUT || state === null) continue
    const index = SHOWN_STATES.indexOf(shown(state))
    counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}
