import type { WhyQuery, WhyRecord, WhyStore } from '../../core/alerts/why.ts'
import { WHY_MINUTE_MS } from '../../core/alerts/why.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

/** How often what came up is written, in one transaction, ms: what a crash may lose. */
const BATCH_MS = 10_000
/** How often it is noted that Floorwatch runs, ms: what a crash makes of the last moments is no longer than that. */
const ALIVE_MS = 50_000
/** Nobody looked at the clock for so long: the machine slept. Longer than any timer that only came late, ms. */
const GAP_MS = 150_000
const PRUNE_MS = 3_600_000
/** Lines that may wait for a journal that can't be written. The oldest go first. */
const WAITING = 5_000

export interface WhyKeeper {
  readonly keep: (record: WhyRecord) => void
  /** What was stored and what still waits for it. */
  records(query: WhyQuery, minuteMs: number): readonly WhyRecord[]
  /** From when on there is an answer (wall ms); null: nothing is known yet. */
  sinceMs(): number | null
  /** Writes what waits, and that this run is over. Nothing is kept after it. */
  close(): void
}

/**
 * Keeps what `whyNot` answers from, in batches. A run that did not end by itself, and sleep, are made gaps in which Floorwatch did not
 * run, as exactly as is known.
 */
export function createWhyKeeper(deps: {
  readonly clock: Clock
  readonly logger: Logger
  readonly store: WhyStore
}): WhyKeeper {
  const { clock, store, logger } = deps
  const waiting: WhyRecord[] = []
  /** What is said of keys and rows at present: a gap ends it, and nobody says it again after one. */
  const present = new Map<string, WhyRecord & { readonly kind: 'key' | 'row' }>()
  let savedMs = -Infinity
  let prunedMs = -Infinity
  let aliveMs = clock.now().wallMs
  let closed = false
  let failing = false

  function add(record: WhyRecord): void {
    waiting.push(record)
    if (waiting.length > WAITING) waiting.splice(0, waiting.length - WAITING)
    if (record.kind !== 'key' && record.kind !== 'row') return
    const about = record.kind === 'key' ? [record.ruleId, record.connectionId] : []
    const id = JSON.stringify([...about, record.key])
    if (record.reason === null) present.delete(id)
    else present.set(id, record)
  }

  function save(): void {
    const { monoMs } = clock.now()
    const result = store.putWhy(waiting, aliveMs)
    if (result.ok) {
      waiting.length = 0
      savedMs = monoMs
    } else if (!failing)
      logger.error('why somebody was told or not could not be stored', { detail: result.failure.detail })
    failing = !result.ok
  }

  function look(): void {
    const { wallMs } = clock.now()
    if (wallMs - aliveMs > GAP_MS) {
      add({ kind: 'run', running: false, atMs: aliveMs })
      add({ kind: 'run', running: true, atMs: wallMs })
      for (const record of [...present.values()]) add({ ...record, atMs: wallMs })
    }
    aliveMs = wallMs
  }

  function batch(): void {
    timer = clock.after(BATCH_MS, batch)
    look()
    const { monoMs, wallMs } = clock.now()
    if (waiting.length > 0 || monoMs - savedMs >= ALIVE_MS) save()
    if (monoMs - prunedMs < PRUNE_MS) return
    prunedMs = monoMs
    store.pruneWhy(wallMs)
  }

  const unendedMs = store.whyUnendedMs()
  if (unendedMs !== null) add({ kind: 'run', running: false, atMs: unendedMs })
  let timer: Disposable = clock.after(BATCH_MS, batch)

  return {
    keep(record) {
      if (!closed) add(record)
    },
    records: (query, minuteMs) => [
      ...store.whyRecords(query, minuteMs),
      ...waiting.filter(({ atMs }) => atMs < minuteMs + WHY_MINUTE_MS)
    ],
    sinceMs: () => store.whySinceMs() ?? waiting[0]?.atMs ?? null,
    close() {
      if (closed) return
      timer.dispose()
      look()
      add({ kind: 'run', running: false, atMs: clock.now().wallMs })
      closed = true
      save()
    }
  }
}
