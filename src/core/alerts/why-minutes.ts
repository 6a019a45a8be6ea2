import { nearer, WHY_MINUTE_MS, type WhyQuery, type WhyReason, type WhyRecord } from './why.ts'

/** Makes of each change of a key's reason what is to be kept: the nearest reason of each minute, where it is another than before. */
export interface WhyMinutes {
  /** From now on; null: nothing about this key alone. */
  changed(query: WhyQuery, reason: WhyReason | null, wallMs: number): void
  /** At this moment only. */
  happened(query: WhyQuery, reason: WhyReason, wallMs: number): void
  /** Time passed: minutes that are over are kept. */
  advance(wallMs: number): void
  /** Before the end, and to be asked about the running minute: keeps it as far as it went. */
  flush(wallMs: number): void
}

interface Key {
  readonly query: WhyQuery
  present: WhyReason | null
  sinceMs: number
  /** Of the running minute so far, without the present one. */
  nearest: WhyReason | null
  kept: WhyReason | null
}

export function createWhyMinutes(keep: (record: WhyRecord) => void): WhyMinutes {
  const keys = new Map<string, Key>()
  /** Those that may have something else to keep for the running minute than for the one before. */
  const moving = new Set<Key>()
  let minuteMs = -Infinity

  function keyFor(query: WhyQuery): Key {
    const id = JSON.stringify([query.ruleId, query.connectionId, query.key])
    const known = keys.get(id) ?? { query, present: null, sinceMs: -Infinity, nearest: null, kept: null }
    keys.set(id, known)
    return known
  }

  function keepMinute(key: Key, untilMs: number): void {
    const reason = key.sinceMs < untilMs ? nearer(key.nearest, key.present) : key.nearest
    if (reason === key.kept) return
    key.kept = reason
    keep({ ...key.query, kind: 'key', reason, atMs: minuteMs })
  }

  /** The minute is over: what goes on needs no word until it is another. */
  function close(): void {
    const endMs = minuteMs + WHY_MINUTE_MS
    for (const key of moving) keepMinute(key, endMs)
    const before = minuteMs
    minuteMs = endMs
    for (const key of moving) {
      key.nearest = null
      if (key.present !== key.kept) keepMinute(key, Infinity)
      if (key.present === null && key.kept === null) {
        keys.delete(JSON.stringify([key.query.ruleId, key.query.connectionId, key.query.key]))
      }
    }
    moving.clear()
    minuteMs = before
  }

  function advance(wallMs: number): void {
    const present = Math.floor(wallMs / WHY_MINUTE_MS) * WHY_MINUTE_MS
    if (present === minuteMs) return
    if (minuteMs > -Infinity) close()
    minuteMs = present
  }

  return {
    advance,
    changed(query, reason, wallMs) {
      advance(wallMs)
      const key = keyFor(query)
      if (key.present === reason) return
      // What lasted no time was never the case.
      if (Math.max(key.sinceMs, minuteMs) < wallMs) key.nearest = nearer(key.nearest, key.present)
      key.present = reason
      key.sinceMs = wallMs
      moving.add(key)
    },
    happened(query, reason, wallMs) {
      advance(wallMs)
      const key = keyFor(query)
      key.nearest = nearer(key.nearest, reason)
      moving.add(key)
    },
    flush(wallMs) {
      advance(wallMs)
      for (const key of moving) keepMinute(key, wallMs)
    }
  }
}
