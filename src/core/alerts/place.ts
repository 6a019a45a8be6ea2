import { floorReader, isSiteName } from '../floor/scope.ts'
import type { FeedDescriptor } from '../measures/feed.ts'
import { partsOfRow, type Row } from '../measures/row.ts'
import { compileFilters } from './row-reader.ts'
import type { Filter, RealtimeRule } from './rule.ts'

interface PlacedFeed {
  readonly id: string
  /** All rows of open queues are judged. */
  readonly isWhole: boolean
  readonly allRows: ReadonlyMap<string, Row>
}

/** What a key is, and how to find out where it is now. */
export interface Locator {
  readonly level: 'agent' | 'queue' | 'site'
  readonly find: () => Place
}

/** Where on the floor a key is. */
export interface Place {
  /** The queue that it is, or is of: as `floorReader` knows it. Null where nothing says. */
  readonly queue: string | null
  /** What a site's rows have in common; none: it is the whole connection. */
  readonly filters: readonly Filter[]
  /** Of what is no site: whether it is one of those rows. */
  isAmong(filters: readonly Filter[]): boolean
}

/** A row that is not listed at present, as its id knows it. */
export function bareRow(id: string, feedId: string): Row {
  return { id, feedId, keys: partsOfRow(id)?.keys ?? {}, values: {}, changedAtMs: 0, generation: 0 }
}

/** Measures by which a row may come under another cause. */
export function placeReads(descriptor: FeedDescriptor): readonly string[] {
  if (descriptor.subject === 'other') return []
  return (['queues', 'sites'] as const).flatMap((kind) => floorReader(descriptor, kind)?.reads ?? [])
}

/** Where the rows of one feed are. Undefined for feeds that are not about queues or agents. */
export function rowPlaces(descriptor: FeedDescriptor, feed: PlacedFeed): (rowId: string) => Locator | undefined {
  const { subject } = descriptor
  if (subject === 'other') return () => undefined
  const queues = floorReader(descriptor, 'queues')
  const tests = new WeakMap<readonly Filter[], ReturnType<typeof compileFilters>>()
  const find = (rowId: string): Place => {
    const row = feed.allRows.get(rowId) ?? bareRow(rowId, feed.id)
    return {
      queue: queues?.id(row) ?? null,
      filters: [],
      isAmong(filters) {
        if (!tests.has(filters)) tests.set(filters, compileFilters(descriptor, filters, []))
        return tests.get(filters)?.(row) ?? false
      }
    }
  }
  return (rowId) => ({ level: subject, find: () => find(rowId) })
}

/** What an aggregate is about: a site or the whole connection, or (undefined) some of its rows by what they do. */
export function aggregatePlace(rule: RealtimeRule, feed: PlacedFeed): Locator | undefined {
  const isOfSites = rule.scope.every(({ by }) =>
    'key' in by ? isSiteName(by.key) : 'name' in by && isSiteName(by.name)
  )
  if (!isOfSites || !feed.isWhole) return undefined
  const place: Place = { queue: null, filters: rule.scope, isAmong: () => false }
  return { level: 'site', find: () => place }
}
