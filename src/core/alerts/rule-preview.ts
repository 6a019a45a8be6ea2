import type { FeedDescriptor } from '../measures/feed.ts'
import type { Row } from '../measures/row.ts'
import type { Instant } from '../ports/clock.ts'
import { isWorse, judge, valueAt, type mainOf, type Sample } from './condition.ts'
import { isEquality } from './comparison.ts'
import { rowSample } from './joined-row.ts'
import type { RulePreview } from './rule-preview-shape.ts'
import { compileReader, type RowReader } from './row-reader.ts'
import { createRowSlots } from './row-slots.ts'
import type { RealtimeRule } from './rule.ts'
import { createTally, tallySample } from './tally.ts'

const WORST = 3

/** A feed as it is at this moment. */
export interface PreviewFeed {
  readonly descriptor: FeedDescriptor
  readonly connectionName: string
  readonly isLive: boolean
  /** Those the rule would be about. */
  readonly rows: ReadonlyMap<string, Row>
  /** What a person calls the row. */
  readonly nameOf: (row: Row) => string
}

interface Read extends PreviewFeed {
  readonly reader: RowReader
}

interface Verdict {
  readonly name: string
  readonly sample: Sample
}

/** A sum or count spans one feed for each connection: the one with the fewest keys, as rules that are in use have it. */
function oneForEachConnection(feeds: readonly Read[]): readonly Read[] {
  const chosen = new Map<string, Read>()
  for (const feed of [...feeds].sort((a, b) => (a.descriptor.id < b.descriptor.id ? -1 : 1))) {
    const { connectionId, keyNames } = feed.descriptor
    const before = chosen.get(connectionId)
    if (!before || keyNames.length < before.descriptor.keyNames.length) chosen.set(connectionId, feed)
  }
  return [...chosen.values()]
}

/** Nobody is there whom it is taken among: then a count says nothing. */
function isNobodyThere({ reader, rows }: Read): boolean {
  const { isAmong } = reader
  return isAmong !== undefined && [...rows.values()].every((row) => !isAmong(row))
}

type Single = ReturnType<typeof mainOf>

/** What one condition reads of the rows in scope together. */
function wholeSample(over: RealtimeRule['over'], reader: RowReader, inScope: readonly Row[], offsetMs: number): Single {
  const slots = createRowSlots()
  const tally = createTally(over, reader, slots)
  for (const row of inScope) if (reader.isInScope(row)) tally.put(row, slots.of(row.id))
  return tallySample(tally, over, reader, offsetMs)
}

function verdictsOf(rule: RealtimeRule, feed: Read, inScope: readonly Row[], offsetMs: number): readonly Verdict[] {
  const { reader, nameOf, connectionName } = feed
  const joined = (sampleOf: (of: RowReader, over: RealtimeRule['over']) => Single): Sample => {
    const main = sampleOf(reader, rule.over)
    if (!rule.also) return main
    const others = reader.others.map((other) => ({
      further: other.further,
      sample: sampleOf(other.reader, other.further.over)
    }))
    return { kind: 'joined', join: rule.also.join, main, others }
  }
  if (rule.over === 'each')
    return inScope.map((row) => ({ name: nameOf(row), sample: joined((of) => rowSample(of, row, offsetMs)) }))
  const sample = joined((of, over) => wholeSample(over, of, inScope, offsetMs))
  return [{ name: connectionName, sample: isNobodyThere(feed) ? { kind: 'absent' } : sample }]
}

function coversSubject({ producer }: RealtimeRule, { subject, producerId }: FeedDescriptor): boolean {
  return producer === 'queue' || producer === 'agent' ? subject === producer : producerId === producer
}

/** Breaches first, then by how bad the value is; those without one last. */
function worstFirst(op: RealtimeRule['condition']['op'], all: RulePreview['worst']): RulePreview['worst'] {
  return [...all].sort((a, b) => {
    if (a.isBreach !== b.isBreach) return a.isBreach ? -1 : 1
    if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1
    if (isEquality(op) || a.value === b.value) return 0
    return isWorse(op, a.value, b.value) ? -1 : 1
  })
}

/**
 * What the rule would say of the rows as they are now, by the same readers and comparisons that rules in use have. Looks at no time but
 * this moment: neither how long a breach must last nor what was before.
 */
export function previewRule(rule: RealtimeRule, feeds: readonly PreviewFeed[], now: Instant): RulePreview {
  const covered = feeds.filter(({ descriptor }) => coversSubject(rule, descriptor))
  const readable = covered.flatMap((feed) => {
    const reader = compileReader(rule, feed.descriptor)
    return reader ? [{ ...feed, reader }] : []
  })
  const read = rule.over === 'each' ? readable : oneForEachConnection(readable)
  const unit = read[0]?.reader.unit ?? 'number'
  const none = { unit, rows: 0, inScope: 0, keys: 0, breaching: 0, worst: [] }
  if (covered.length === 0) return { state: 'noFeed', ...none }
  if (read.length === 0) return { state: 'unknownMeasure', ...none }
  const offsetMs = now.wallMs - now.monoMs
  let rows = 0
  let inScope = 0
  const judged: RulePreview['worst'] = []
  for (const feed of read) {
    const within = [...feed.rows.values()].filter((row) => feed.reader.isInScope(row))
    rows += feed.rows.size
    inScope += within.length
    for (const { name, sample } of verdictsOf(rule, feed, within, offsetMs)) {
      const isBreach = judge(rule.condition, false, sample, now.monoMs).signal === 'breach'
      judged.push({ name, value: valueAt(sample, now.monoMs), isBreach })
    }
  }
  return {
    state: read.every(({ isLive }) => isLive) ? 'live' : 'stale',
    ...{ unit, rows, inScope, keys: judged.length },
    breaching: judged.filter(({ isBreach }) => isBreach).length,
    worst: worstFirst(rule.condition.op, judged).slice(0, WORST)
  }
}
