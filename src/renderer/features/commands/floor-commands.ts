import type { ViewAddress } from '../../../contract/views.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { RowTable } from '../../state/row-table.ts'
import type { Translate } from '../../text/catalogue.ts'
import { feedsListing, rowName } from '../floor/feed-roles.ts'
import { queueFeeds } from '../overview/use-queues.ts'
import { here, plain, type Command } from './commands.ts'

const FOUND_AT_MOST = 8
/** One letter is in nearly every name. */
const LEAST_TYPED = 2

/** Queues and agents of the floor whose names have what is typed. Walks over all rows once. */
export function floorCommands(
  typed: string,
  deps: {
    readonly t: Translate
    readonly shapes: readonly FeedShape[]
    readonly rows: Pick<RowTable, 'all'>
    readonly go: (address: ViewAddress) => void
  }
): readonly Command[] {
  const { t, shapes, rows, go } = deps
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  if (wanted.join('').length < LEAST_TYPED) return []
  const queues = new Map(queueFeeds(shapes).map((feed) => [feed.id, feed]))
  const agents = new Map(feedsListing(shapes, 'agentState').map((feed) => [feed.id, feed]))
  const label = { queues: 'command.showQueue', agents: 'command.showAgent' } as const
  // The words around a name are the same for all of them.
  const around = { queues: plain(t(label.queues, { name: '' })), agents: plain(t(label.agents, { name: '' })) }
  const found: Command[] = []
  for (const row of rows.all()) {
    const queueFeed = queues.get(row.feedId)
    const feed = queueFeed ?? agents.get(row.feedId)
    if (!feed) continue
    const view = queueFeed ? 'queues' : 'agents'
    const name = rowName(feed, row)
    const searched = plain(name)
    if (!wanted.some((word) => searched.includes(word))) continue
    if (!wanted.every((word) => searched.includes(word) || around[view].includes(word))) continue
    found.push({
      id: `row ${row.id}`,
      group: 'floor',
      label: t(label[view], { name }),
      run: here(() => go({ view, focusId: row.id }))
    })
    if (found.length === FOUND_AT_MOST) break
  }
  return found
}
