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

interface Found {
  readonly id: string
  readonly view: 'queues' | 'agents'
  readonly name: string
}

/** By how well the name fits: it is what is typed, begins with it, has its words. In order of arrival each. */
type Ranks = readonly [exact: Found[], begins: Found[], has: Found[]]

function rankOf(ranks: Ranks, name: string, phrases: readonly string[]): Found[] {
  if (phrases.includes(name)) return ranks[0]
  return phrases.some((phrase) => name.startsWith(phrase)) ? ranks[1] : ranks[2]
}

export interface FloorCommandDeps {
  readonly t: Translate
  readonly shapes: readonly FeedShape[]
  readonly rows: Pick<RowTable, 'all'>
  readonly go: (address: ViewAddress) => void
  readonly askWhy: (rowId: string) => void
}

const LABEL = { queues: 'command.showQueue', agents: 'command.showAgent' } as const

const wordsOf = (text: string): string[] => plain(text).split(/\s+/).filter(Boolean)

/** Rows whose names have these words, best first. Walks over all rows once and sorts none. */
function foundBy(wanted: readonly string[], { t, shapes, rows }: FloorCommandDeps): readonly Found[] {
  if (wanted.join('').length < LEAST_TYPED) return []
  const queues = new Map(queueFeeds(shapes).map((feed) => [feed.id, feed]))
  const agents = new Map(feedsListing(shapes, 'agentState').map((feed) => [feed.id, feed]))
  // The words around a name are the same for all of them, and may be typed with it.
  const around = { queues: plain(t(LABEL.queues, { name: '' })), agents: plain(t(LABEL.agents, { name: '' })) }
  const phrasesOf = (view: Found['view']): readonly string[] => {
    const called = wanted.filter((word) => !around[view].includes(word))
    return [wanted.join(' '), called.join(' ')].filter(Boolean)
  }
  const phrases = { queues: phrasesOf('queues'), agents: phrasesOf('agents') }
  const ranks: Ranks = [[], [], []]
  for (const row of rows.all()) {
    const queueFeed = queues.get(row.feedId)
    const feed = queueFeed ?? agents.get(row.feedId)
    if (!feed) continue
    const view = queueFeed ? 'queues' : 'agents'
    const name = rowName(feed, row)
    const searched = plain(name)
    if (!wanted.some((word) => searched.includes(word))) continue
    if (!wanted.every((word) => searched.includes(word) || around[view].includes(word))) continue
    const rank = rankOf(ranks, searched, phrases[view])
    if (rank.length < FOUND_AT_MOST) rank.push({ id: row.id, view, name })
    if (ranks[0].length === FOUND_AT_MOST) break
  }
  return ranks.flat().slice(0, FOUND_AT_MOST)
}

/** Queues and agents of the floor whose names have what is typed; who types words of the question is offered to ask it about them. */
export function floorCommands(typed: string, deps: FloorCommandDeps): readonly Command[] {
  const { t, go, askWhy } = deps
  const wanted = wordsOf(typed)
  const question = new Set(plain(t('why.commandAbout', { name: '' })).match(/\p{L}+/gu))
  const called = wanted.filter((word) => !question.has(word))
  const shown = foundBy(wanted, deps).map(({ id, view, name }): Command => ({
    id: `row ${id}`,
    group: 'floor',
    label: t(LABEL[view], { name }),
    run: here(() => go({ view, focusId: id }))
  }))
  const asked = called.length === wanted.length ? [] : foundBy(called, deps)
  return [
    ...shown,
    ...asked.map(({ id, name }): Command => ({
      id: `why ${id}`,
      group: 'floor',
      label: t('why.commandAbout', { name }),
      run: here(() => askWhy(id))
    }))
  ]
}
