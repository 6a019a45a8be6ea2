import type { FeedDescriptor, MeasureDescriptor } from '../measures/feed.ts'
import { partsOfRow, type Row } from '../measures/row.ts'
import { isPersonalKey, isPersonalMeasure } from '../privacy/personal.ts'

/** A choice by its id; `name` is what it was called when it was chosen. */
export interface FloorPart {
  readonly id: string
  readonly name: string
}

/** My floor: a row belongs to it when, for each list that is not empty, it belongs to one of its items. All empty: everything. */
export interface FloorScope {
  readonly connections: readonly string[]
  readonly sites: readonly FloorPart[]
  readonly queues: readonly FloorPart[]
  readonly teams: readonly FloorPart[]
}

export const EVERYTHING: FloorScope = { connections: [], sites: [], queues: [], teams: [] }

/** What a row can be chosen by beside its connection. */
export const FLOOR_KINDS = ['sites', 'queues', 'teams'] as const
export type FloorKind = (typeof FLOOR_KINDS)[number]

/** As much of a feed and a row as windows have, too. */
export type FloorFeed = Pick<FeedDescriptor, 'connectionId' | 'subject' | 'keyNames'> & {
  readonly measures: readonly (Pick<MeasureDescriptor, 'name' | 'kind'> & {
    readonly role?: MeasureDescriptor['role'] | undefined
  })[]
}
export type FloorRow = Pick<Row, 'id' | 'keys' | 'values'>

export function isEverything(scope: FloorScope): boolean {
  return scope.connections.length === 0 && FLOOR_KINDS.every((kind) => scope[kind].length === 0)
}

/** Whether what belongs to the connection as a whole, its targets and its being live, counts on the floor. */
export function isConnectionOnFloor(connectionId: string, { connections }: FloorScope): boolean {
  return connections.length === 0 || connections.includes(connectionId)
}

/** How the rows of one feed say where they belong. */
export interface FloorReader {
  /** Measures whose change may move a row; keys never change. */
  readonly reads: readonly string[]
  /** Stable over names and restarts; null when the row does not say. */
  id(row: FloorRow): string | null
  /** As people say it; null when nothing better than the id is listed. */
  name(row: FloorRow): string | null
}

/** `homeSiteName` has the words home, site, name. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
}

/** Whether a key or measure of that name says of which site its row is. */
export const isSiteName = (name: string): boolean => wordsOf(name).includes('site')

interface Source {
  readonly name: string
  readonly isKey: boolean
  readonly isId: boolean
  readonly isName: boolean
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const readOf = (row: FloorRow, { name, isKey }: Source): string | null =>
  text(isKey ? (Object.hasOwn(row.keys, name) ? row.keys[name] : null) : row.values[name])

/** Keys and text measures that speak of the thing (`siteId`, `agentTeam`, `teamName`) and are not replaced by pseudonyms for windows. */
function sourcesOf(feed: FloorFeed, word: string): Source[] {
  const named = (name: string, isKey: boolean): Source[] => {
    const words = wordsOf(name)
    if (!words.includes(word)) return []
    return [{ name, isKey, isId: isKey || words.includes('id'), isName: words.includes('name') }]
  }
  return [
    ...feed.keyNames.flatMap((name) => (isPersonalKey(name, feed.subject) ? [] : named(name, true))),
    ...feed.measures.flatMap((measure) =>
      measure.kind !== 'text' || isPersonalMeasure(measure, feed.subject) ? [] : named(measure.name, false)
    )
  ]
}

/** Where an id is listed it counts, whatever the thing is called today. */
function readerOf(feed: FloorFeed, word: string): FloorReader | undefined {
  const sources = sourcesOf(feed, word)
  const by = sources.find(({ isId }) => isId) ?? sources.find(({ isName }) => isName) ?? sources[0]
  if (!by) return undefined
  const called = sources.find(({ isName, isId }) => isName && !isId) ?? sources.find(({ isId }) => !isId)
  return {
    reads: by.isKey ? [] : [by.name],
    id: (row) => readOf(row, by),
    name: (row) => (called ? readOf(row, called) : null)
  }
}

/** A queue of one account of one connection, whichever producer speaks of it. */
function queueReader(feed: FloorFeed): FloorReader | undefined {
  const by = sourcesOf(feed, 'queue').find(({ isId }) => isId)
  const isAboutQueues = feed.subject === 'queue'
  // What a queue is called says nothing for sure, and an agent's queue by name alone is no answer.
  if (!by && !isAboutQueues) return undefined
  const called = feed.measures.find(({ role }) => role === 'queueName')?.name
  return {
    reads: by && !by.isKey ? [by.name] : [],
    id(row) {
      const account = partsOfRow(row.id)?.head[1] ?? ''
      const queue = by ? readOf(row, by) : JSON.stringify(Object.entries(row.keys).sort())
      return queue === null ? null : JSON.stringify([feed.connectionId, account, queue])
    },
    name: (row) => (called === undefined ? null : text(row.values[called]))
  }
}

/** Undefined when the feed does not list anything of the kind: its rows can't be chosen by it. */
export function floorReader(feed: FloorFeed, kind: FloorKind): FloorReader | undefined {
  if (kind === 'queues') return queueReader(feed)
  return readerOf(feed, kind === 'sites' ? 'site' : 'team')
}
