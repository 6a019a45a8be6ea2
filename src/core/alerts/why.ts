import { causeOf, type DeliveryCause } from '../delivery/causes.ts'
import { feedOfRow } from '../measures/row.ts'
import type { Result } from '../result.ts'
import type { Delivery } from './delivery.ts'
import type { Episode } from './episode.ts'

/**
 * Why nobody was alerted, from what is farthest from a notice to what is nearest. Of several within a minute the last one here is told.
 * Stored in the journal, never renamed.
 */
export const WHY_REASONS = [
  /** Floorwatch did not run. */
  'notRunning',
  'noSuchRule',
  'ruleOff',
  'outsideHours',
  /** The row's queue. */
  'queueClosed',
  'feedNotLive',
  'snapshot',
  /** No such row, or not one of the rule's. */
  'notInScope',
  'noValue',
  'notBreached',
  /** One of the three before it: which, nobody kept. */
  'conditionNotMet',
  'pending',
  'recovering',
  'shadow',
  'unstable',
  'heldByCause',
  'snoozed',
  'acknowledged',
  /** Told before, and not to be told again yet. */
  'beforeRepeat',
  /** Over before anybody could be told. */
  'overBefore',
  'quietHours',
  /** The desktop's own. */
  'doNotDisturb',
  /** One of the two before it: which, nobody kept. */
  'heldBack',
  /** What came later of the same alert was told instead. */
  'toldOnce',
  /** No notice: the user looked at it. */
  'seenInWindow',
  'deliveryFailed',
  /** It was told. */
  'delivered'
] as const
export type WhyReason = (typeof WHY_REASONS)[number]

const rank = (reason: WhyReason): number => WHY_REASONS.indexOf(reason)
export const nearer = (a: WhyReason | null, b: WhyReason | null): WhyReason | null =>
  a === null || (b !== null && rank(b) > rank(a)) ? b : a

/** What is asked about. `connectionId`: of an aggregate or a target; a row's id names its own. */
export interface WhyQuery {
  readonly ruleId: string
  readonly connectionId: string | null
  /** As in episodes: row id, connection id, target id, or `*`. */
  readonly key: string
}

/** How it stands at a moment. */
export interface WhyNow {
  readonly reason: WhyReason
  /** Where there is one. */
  readonly value: number | null
  /** What it is held against. */
  readonly threshold: number | null
  readonly episodeId: string | null
}

/**
 * What is to be kept, each from its moment on (wall ms) until the next of the same. Appended in this order; where the clock was set back
 * the later one counts.
 */
export type WhyRecord =
  | { readonly kind: 'run'; readonly running: boolean; readonly atMs: number }
  | {
      readonly kind: 'rule'
      readonly ruleId: string
      readonly reason: Extract<WhyReason, 'noSuchRule' | 'ruleOff' | 'outsideHours'> | null
      readonly atMs: number
    }
  | {
      readonly kind: 'feed'
      readonly feedId: string
      readonly reason: Extract<WhyReason, 'feedNotLive' | 'snapshot'> | null
      readonly atMs: number
    }
  /** Null: its queue is open, or nobody says. */
  | {
      readonly kind: 'row'
      readonly key: string
      readonly reason: Extract<WhyReason, 'queueClosed'> | null
      readonly atMs: number
    }
  /** Over which feed an aggregate of the connection is taken; null: over none. */
  | {
      readonly kind: 'span'
      readonly ruleId: string
      readonly connectionId: string
      readonly feedId: string | null
      readonly atMs: number
    }
  /** The nearest reason of each minute from that one on, where it is about this key alone; null: what rule and feed say. */
  | (WhyQuery & { readonly kind: 'key'; readonly reason: WhyReason | null; readonly atMs: number })

/** For whoever stores them. Writes fail with `storage` and change nothing then. */
export interface WhyStore {
  /** Appends them. `aliveMs` (wall): Floorwatch ran until then. */
  putWhy(records: readonly WhyRecord[], aliveMs: number): Result<void>
  /** All that `whyNot` needs for the query and the minute, in the order of `putWhy`: the last of each kind before it, and those within. */
  whyRecords(query: WhyQuery, minuteMs: number): readonly WhyRecord[]
  /** Alerts of the rule that were not over in the minute, the newest last. */
  episodesAt(ruleId: string, minuteMs: number): readonly Episode[]
  /** Until when the last run is known to have run, where nothing says that it ended (wall ms). Null: it ended, or there was none. */
  whyUnendedMs(): number | null
  /** From when on there is an answer (wall ms); null: nothing was kept yet. */
  whySinceMs(): number | null
  /** Removes what is older, or more, than what is kept. */
  pruneWhy(nowMs: number): Result<void>
}

export const WHY_MINUTE_MS = 60_000
const ROW = '/'

type Of<K extends WhyRecord['kind']> = Extract<WhyRecord, { kind: K }>

/** The last one of those that counts at the moment. */
function at<R extends WhyRecord>(records: readonly R[], momentMs: number): R | undefined {
  return records.findLast(({ atMs }) => atMs <= momentMs)
}

/** What was about the key alone. Nothing of it outlives the run that said it; a minute may have seen two. */
function ownReason(records: readonly WhyRecord[], own: readonly Of<'key'>[], minuteMs: number): WhyReason | null {
  let nearest: WhyReason | null = null
  let present: WhyReason | null = null
  const isOwn = new Set<WhyRecord>(own)
  for (const one of records) {
    if (one.kind === 'run' && one.atMs < minuteMs + WHY_MINUTE_MS) {
      if (one.atMs > minuteMs) nearest = nearer(nearest, present)
      present = null
    } else if (one.kind === 'key' && isOwn.has(one) && one.atMs <= minuteMs) present = one.reason
  }
  return nearer(nearest, present)
}

/** One reason for the minute that begins at `minuteMs` (wall), from what was stored alone. Always exactly one. */
export function whyNot(records: readonly WhyRecord[], query: WhyQuery, minuteMs: number): WhyReason {
  const all = <K extends WhyRecord['kind']>(kind: K, test: (record: Of<K>) => boolean): Of<K>[] =>
    records.filter((one): one is Of<K> => one.kind === kind && test(one as Of<K>))
  const { ruleId, connectionId, key } = query
  const own = all('key', (one) => one.ruleId === ruleId && one.key === key && one.connectionId === connectionId)
  const reason = ownReason(records, own, minuteMs)
  if (reason) return reason

  const runs = all('run', () => true)
  const rules = all('rule', (one) => one.ruleId === ruleId)
  const spans = all('span', (one) => one.ruleId === ruleId && one.connectionId === connectionId)
  const feeds = all('feed', () => true)
  /** Nothing of it outlives the run that said it. */
  const closings = records.filter((one) => one.kind === 'run' || (one.kind === 'row' && one.key === key))
  const isOfFeed = key === '*' || key.includes(ROW)

  function standsAt(momentMs: number): WhyReason {
    if (at(runs, momentMs)?.running !== true) return 'notRunning'
    const rule = at(rules, momentMs)
    if (rule?.reason !== null) return rule?.reason ?? 'noSuchRule'
    if (!isOfFeed) return 'conditionNotMet'
    const closing = at(closings, momentMs)
    if (closing?.kind === 'row' && closing.reason) return closing.reason
    const span = at(spans, momentMs)
    if (key === '*' && !span?.feedId) return 'conditionNotMet'
    const feedId = key === '*' ? span?.feedId : feedOfRow(key)
    const feed = at(
      feeds.filter((one) => one.feedId === feedId),
      momentMs
    )
    if (feed?.reason !== null) return feed?.reason ?? 'feedNotLive'
    return 'conditionNotMet'
  }

  const endMs = minuteMs + WHY_MINUTE_MS
  const changes = [...runs, ...rules, ...closings, ...spans, ...feeds].map(({ atMs }) => atMs)
  const moments = [minuteMs, ...changes.filter((atMs) => atMs > minuteMs && atMs < endMs)]
  return moments.map(standsAt).reduce((a, b) => nearer(a, b) ?? a)
}

/** What a line's cause says of a breach. Null: it is about an end, a sound or the taskbar, none of which tells of one. */
const WHY_OF_CAUSE: Readonly<Record<DeliveryCause, WhyReason | null>> = {
  quietHours: 'quietHours',
  doNotDisturb: 'doNotDisturb',
  acknowledged: 'acknowledged',
  snoozed: 'snoozed',
  explained: 'heldByCause',
  toldOnce: 'toldOnce',
  overBefore: 'overBefore',
  overBeforeRestart: 'overBefore',
  acknowledgedBeforeRestart: 'acknowledged',
  endsNotAnnounced: null,
  neverTold: null,
  seenInWindow: 'seenInWindow',
  noWindow: null,
  moreSevereHeard: null,
  noServer: 'deliveryFailed',
  serverSilent: 'deliveryFailed',
  refused: 'deliveryFailed'
}

/** What became of a notice about a breach, as the line of the ledger has it; null where the line says nothing of that. */
export function whyOfDelivery(line: Pick<Delivery, 'state' | 'cause' | 'detail'>): WhyReason | null {
  if (line.state === 'intent' || line.state === 'delivered') return 'delivered'
  if (line.state === 'failed') return 'deliveryFailed'
  const cause = causeOf(line)
  return cause === undefined ? 'heldBack' : WHY_OF_CAUSE[cause]
}
