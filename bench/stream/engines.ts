import { Engine } from 'json-rules-engine'
import { createAlertEngine } from '../../src/core/alerts/engine.ts'
import type { RealtimeRule } from '../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../src/core/measures/feed.ts'
import type { Row, RowDelta } from '../../src/core/measures/row.ts'
import type { Value } from '../../src/core/measures/value.ts'
import { rulesOf } from './two-hundred-rules.ts'

const ROWS = 10_000
const MEASURES = 20
const RULES = 200
/** Measures that one change carries. */
const CHANGED = 3
/** One change in so many brings a breach, one the all-clear after it. */
const BREACH_EVERY = 1_000
const LIMIT = 1_000
const SLICE = 20_000
/** The other engine takes a thousand times as long: it gets the first of the same changes. */
const SLICE_OF_OTHER = 200
const ROUNDS = 17
const WARM_UP_ROUNDS = 8

/** Changes per second of CPU time. */
export interface EngineRates {
  readonly ours: number
  readonly jsonRulesEngine: number
  /** A loop over typed arrays that somebody wrote for these rules and no others. */
  readonly byHand: number
}

const name = (measure: number): string => `measure${measure}`
const FEED: FeedDescriptor = {
  id: 'bench/rows',
  connectionId: 'bench',
  producerId: 'rows',
  subject: 'queue',
  keyNames: ['queueId'],
  measures: Array.from({ length: MEASURES }, (_, i) => ({ name: name(i), kind: 'number', displayName: name(i) }))
}

/** Ten for each measure: more than a limit, over when at most half of it. */
function rules(): RealtimeRule[] {
  return rulesOf(
    Array.from({ length: RULES }, (_, i) => ({
      over: 'each' as const,
      metric: { kind: 'measure' as const, measure: { name: name(i % MEASURES) } },
      condition: { op: '>' as const, threshold: LIMIT + i, clear: LIMIT / 2 }
    }))
  ).map((rule) => ({ ...rule, producer: FEED.producerId, pendingForMs: 0, keepFiringForMs: 0 }))
}

interface Change {
  readonly row: number
  readonly measures: readonly number[]
  readonly values: readonly number[]
}

/** Every row in its turn, each time other measures; every now and then one breaches, and is well again a turn later. */
function changes(count: number): Change[] {
  return Array.from({ length: count }, (_, i) => {
    const row = (i * 1_001) % ROWS
    const isBreach = i % BREACH_EVERY === 0
    const measures = Array.from({ length: CHANGED }, (_, k) => (i * 7 + k * 5) % MEASURES)
    return { row, measures, values: measures.map((m) => (isBreach ? 2 * LIMIT : (i + m) % (LIMIT / 2))) }
  })
}

interface Side {
  /** Takes the changes, answers how many alerts began or ended. */
  take(slice: readonly Change[]): number | Promise<number>
}

function ourSide(): Side {
  let uuid = 0
  const engine = createAlertEngine(
    { rules: rules(), episodes: [], snoozedAllUntilMs: null, snoozedRules: {} },
    { uuid: () => String(uuid++) }
  )
  const now = { wallMs: 1_700_000_000_000, monoMs: 0 }
  const rows = Array.from({ length: ROWS }, (_, i): Row & { values: Record<string, Value> } => ({
    id: `bench/a/b/rows/queueId=${i}`,
    feedId: FEED.id,
    keys: { queueId: String(i) },
    values: Object.fromEntries(Array.from({ length: MEASURES }, (_, m) => [name(m), 0])),
    changedAtMs: 0,
    generation: 1
  }))
  engine.apply({ type: 'feedDescribed', feed: FEED, connectionName: 'Bench' }, now)
  engine.apply({ type: 'snapshotBegan', feedId: FEED.id }, now)
  const added = rows.map((row): RowDelta => ({ row, kind: 'added', measures: Object.keys(row.values) }))
  engine.apply({ type: 'rowsChanged', feedId: FEED.id, deltas: added }, now)
  engine.apply({ type: 'feedLive', feedId: FEED.id, live: true }, now)
  engine.apply({ type: 'snapshotEnded', feedId: FEED.id }, now)
  const names = Array.from({ length: MEASURES }, (_, m) => name(m))
  return {
    take(slice) {
      let turns = 0
      for (const { row: index, measures, values } of slice) {
        const row = rows[index]
        if (!row) throw new Error('no such row')
        const changed: string[] = []
        for (let i = 0; i < measures.length; i++) {
          const measure = names[measures[i] ?? 0] ?? ''
          row.values[measure] = values[i] ?? 0
          changed.push(measure)
        }
        const effects = engine.apply(
          { type: 'rowsChanged', feedId: FEED.id, deltas: [{ row, kind: 'changed', measures: changed }] },
          now
        )
        for (const effect of effects)
          if (effect.type === 'episode' && (effect.transition === 'fired' || effect.transition === 'closed')) turns++
      }
      return turns
    }
  }
}

/** The same state machine, in the least there can be: present values, rules by measure, one byte for each rule and row. */
function handSide(): Side {
  const present = new Float64Array(ROWS * MEASURES)
  const firing = new Uint8Array(ROWS * RULES)
  const byMeasure = Array.from({ length: MEASURES }, (_, m) =>
    Int32Array.from({ length: RULES / MEASURES }, (_, i) => i * MEASURES + m)
  )
  const thresholds = Float64Array.from({ length: RULES }, (_, i) => LIMIT + i)
  return {
    take(slice) {
      let turns = 0
      for (const { row, measures, values } of slice) {
        for (let i = 0; i < measures.length; i++) {
          const measure = measures[i] ?? 0
          const value = values[i] ?? 0
          present[row * MEASURES + measure] = value
          const of = byMeasure[measure] ?? new Int32Array(0)
          for (let r = 0; r < of.length; r++) {
            const rule = of[r] ?? 0
            const at = row * RULES + rule
            if (firing[at] === 1 ? value <= LIMIT / 2 : value > (thresholds[rule] ?? 0)) {
              firing[at] = 1 - (firing[at] ?? 0)
              turns++
            }
          }
        }
      }
      return turns
    }
  }
}

/** What fires by each row's present values; hysteresis is left out, as the library has no state. */
function otherSide(): Side {
  const engine = new Engine()
  for (const rule of rules()) {
    if (rule.metric?.kind !== 'measure' || !('name' in rule.metric.measure)) throw new Error('not a plain rule')
    engine.addRule({
      conditions: {
        all: [{ fact: rule.metric.measure.name, operator: 'greaterThan', value: rule.condition.threshold }]
      },
      event: { type: rule.id }
    })
  }
  const rows = Array.from({ length: ROWS }, () =>
    Object.fromEntries(Array.from({ length: MEASURES }, (_, m) => [name(m), 0]))
  )
  return {
    async take(slice) {
      let fired = 0
      for (const { row: index, measures, values } of slice) {
        const row = rows[index]
        if (!row) throw new Error('no such row')
        measures.forEach((m, i) => (row[name(m)] = values[i] ?? 0))
        fired += (await engine.run(row)).events.length
      }
      return fired
    }
  }
}

async function rateOf(side: Side, slices: readonly (readonly Change[])[]): Promise<{ rate: number; turns: number }> {
  const rates: number[] = []
  let turns = 0
  for (const [round, slice] of slices.entries()) {
    const before = process.cpuUsage()
    turns += await side.take(slice)
    const { user, system } = process.cpuUsage(before)
    if (round >= WARM_UP_ROUNDS) rates.push((slice.length * 1e6) / (user + system))
  }
  return { rate: rates.sort((a, b) => a - b)[rates.length >> 1] ?? 0, turns }
}

/** The engine alone, without messages, table, desk and journal: two hundred thresholds over ten thousand rows. */
export async function measureEngines(): Promise<EngineRates> {
  const all = changes(SLICE * ROUNDS)
  const slices = Array.from({ length: ROUNDS }, (_, i) => all.slice(i * SLICE, (i + 1) * SLICE))
  const ours = await rateOf(ourSide(), slices)
  const byHand = await rateOf(handSide(), slices)
  if (ours.turns !== byHand.turns || ours.turns === 0)
    throw new Error(`${ours.turns} turns here, ${byHand.turns} by hand`)
  const other = await rateOf(
    otherSide(),
    slices.map((slice) => slice.slice(0, SLICE_OF_OTHER))
  )
  if (other.turns === 0) throw new Error('the other engine found nothing')
  return { ours: ours.rate, byHand: byHand.rate, jsonRulesEngine: other.rate }
}
