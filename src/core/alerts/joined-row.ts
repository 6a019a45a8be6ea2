import type { Row } from '../measures/row.ts'
import { exceeds, type Join, type Sample } from './condition.ts'
import { hasFallenSince, type CounterMemory } from './counter-memory.ts'
import type { Machine } from './machine.ts'
import type { RowReader } from './row-reader.ts'
import type { Condition, RealtimeRule } from './rule.ts'
import type { WatchedFeed } from './watch.ts'

type Single = Exclude<Sample, { readonly kind: 'joined' }>

const ABSENT: Single = { kind: 'absent' }
const UNKNOWN: Single = { kind: 'unknown' }

/** What one metric of the row is. */
export function rowSample(reader: RowReader, row: Row, offsetMs: number): Single {
  if (!reader.isInScope(row)) return ABSENT
  const value = reader.value(row)
  if (reader.metric === 'elapsed') {
    return value === null ? ABSENT : { kind: 'running', count: 1, startsMs: value - offsetMs, sinceMs: value }
  }
  return value === null ? UNKNOWN : { kind: 'number', value }
}

/** Several conditions about one row, which is in scope whenever it is asked about. */
export interface JoinedRow {
  /** One of them reads a counter. */
  readonly counts: boolean
  /** No machine is needed for the row, now or by time alone. `isTold`: missing data has a machine. Makes nothing. */
  isCalm(row: Row, isTold: boolean): boolean
  sample(row: Row): Sample
  /** To be asked with every change where `counts`: one of the counters began anew. */
  isReset(row: Row, machine: Machine | undefined): boolean
}

interface Part {
  readonly reader: RowReader
  readonly condition: Condition
  readonly memory: CounterMemory | undefined
}

export function createJoinedRow(deps: {
  readonly rule: RealtimeRule
  readonly join: Join
  readonly reader: RowReader
  readonly feed: WatchedFeed
  readonly memory: CounterMemory | undefined
  readonly memories: readonly (CounterMemory | undefined)[]
}): JoinedRow {
  const { rule, join, reader, feed, memory, memories } = deps
  const main: Part = { reader, condition: rule.condition, memory }
  const others: readonly Part[] = reader.others.map((other, place) => ({
    reader: other.reader,
    condition: other.further.condition,
    memory: memories[place]
  }))
  const parts = [main, ...others]
  /** One that holds decides `any`, one that does not decides `all`. */
  const deciding = join === 'any'
  /** Its counter is low because it began anew. */
  const waits = ({ memory: of }: Part, row: Row): boolean => of !== undefined && of.isWaiting(row.id, false)

  function sampleOf(part: Part, row: Row): Single {
    return waits(part, row) ? UNKNOWN : rowSample(part.reader, row, feed.offsetMs)
  }

  return {
    counts: parts.some((part) => part.memory !== undefined),
    isCalm(row, isTold) {
      let isOpen = false
      let isRunning = false
      for (const part of parts) {
        const value = part.reader.value(row)
        const isElapsed = part.reader.metric === 'elapsed'
        if (isElapsed && value !== null) isRunning = true
        else if (!isElapsed && (value === null || waits(part, row))) isOpen = true
        else {
          const holds = value !== null && exceeds(part.condition.op, value, part.condition.threshold)
          if (holds === deciding) return !deciding
        }
      }
      if (isRunning) return false
      return isOpen ? !isTold : deciding
    },
    sample(row) {
      return {
        kind: 'joined',
        join,
        main: sampleOf(main, row),
        others: reader.others.map(({ further }, at) => ({
          further,
          sample: sampleOf(others[at] ?? main, row)
        }))
      }
    },
    isReset(row, machine) {
      let began = false
      for (const { reader: read, condition, memory: of } of parts) {
        if (!of) continue
        const value = read.value(row)
        const hasFallen = read === reader && machine !== undefined && hasFallenSince(machine, value)
        const isNew = of.note(row.id, read.interval(row), hasFallen)
        if (isNew && condition.op.startsWith('<')) of.waits(row.id)
        const isGood = value !== null && !exceeds(condition.op, value, condition.threshold)
        of.isWaiting(row.id, isGood)
        began ||= isNew
      }
      return began
    }
  }
}
