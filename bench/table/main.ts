import { performance } from 'node:perf_hooks'
import type { RowView } from '../../src/contract/views.ts'
import { createLiveIndex } from '../../src/renderer/state/live-index.ts'
import { createRowTable } from '../../src/renderer/state/row-table.ts'
import { tableSpec } from '../../src/renderer/features/tables/table-spec.ts'
import { floorRows, tableInput, type SortKey } from './floor-rows.ts'

const ROWS = 10_000
const CHANGED = 1_000
const WARM_UP = 20
const BATCHES = 60
/** What a tall window draws, with what is drawn beyond its edge. */
const DRAWN = 50

interface BatchTime {
  readonly medianMs: number
  readonly worstMs: number
  /** A digest of all that was seen: both sides must have shown the same. */
  readonly seen: number
}

function digest(before: number, ids: readonly string[]): number {
  let sum = before
  for (const id of ids) for (let at = id.length - 4; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) | 0
  return sum
}

/** Takes the batches into the window's rows and answers the ids that are seen after each. */
function createSide(side: string, key: SortKey, first: readonly RowView[]): (batch: readonly RowView[]) => string[] {
  const rows = createRowTable()
  rows.replaceAll(first)
  const spec = tableSpec(tableInput(key))
  if (side === 'kept') {
    const live = createLiveIndex(rows, () => true, spec)
    live.subscribe(() => undefined)
    return (batch) => {
      rows.apply(batch, [])
      return live.lines(0, DRAWN).flatMap((line) => (line.kind === 'row' ? [line.id] : []))
    }
  }
  return (batch) => {
    rows.apply(batch, [])
    return [...rows.all()]
      .flatMap((row) => spec.entryOf(row) ?? [])
      .sort(spec.compare)
      .slice(0, DRAWN)
      .map(({ id }) => id)
  }
}

/** `role`: `kept` in order or `sorted` anew; `key`: what the table is sorted by. */
export function play(role: string, key: string): Promise<BatchTime> {
  const { first, batch } = floorRows(ROWS)
  const take = createSide(role, key === 'text' ? 'text' : 'number', first)
  const times: number[] = []
  let seen = 0
  for (let run = 0; run < WARM_UP + BATCHES; run++) {
    const changed = batch(CHANGED)
    const beganMs = performance.now()
    const ids = take(changed)
    const tookMs = performance.now() - beganMs
    if (ids.length !== DRAWN) throw new Error(`${ids.length} rows are seen instead of ${DRAWN}`)
    seen = digest(seen, ids)
    if (run >= WARM_UP) times.push(tookMs)
  }
  times.sort((a, b) => a - b)
  return Promise.resolve({ medianMs: times[BATCHES >> 1] ?? NaN, worstMs: times.at(-1) ?? NaN, seen })
}
