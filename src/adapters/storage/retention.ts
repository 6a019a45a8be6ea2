import * as z from 'zod'
import type { Store } from './store.ts'

const timeRow = z.looseObject({ at: z.number() })

/** Lines the journal keeps, however long the user wants them kept: it must not grow without end. */
export const RETENTION = { deliveries: 10_000, targetTests: 100_000, ruleVersions: 5_000 } as const

/** What says why somebody was told or not is kept so long, ms, and so many lines of it at most. */
const WHY_RETENTION = { ageMs: 7 * 86_400_000, lines: 100_000 } as const

/** Facts of the journal, wall ms: until when it is known that Floorwatch ran, and from when on there is an answer. */
export const WHY_ALIVE = 'whyAliveMs'
export const WHY_SINCE = 'whySinceMs'

/**
 * Removes what only says how it stood before the time kept. What still counts at its begin stays, however old. Within a transaction of
 * the caller's.
 */
export function pruneWhy(
  store: Store,
  nowMs: number,
  keep: { readonly ageMs: number; readonly lines: number } = WHY_RETENTION
): void {
  const [eldest] = Number.isFinite(keep.lines)
    ? store.all('SELECT at FROM why ORDER BY at DESC LIMIT 1 OFFSET ?', keep.lines)
    : []
  const sinceMs = Math.max(nowMs - keep.ageMs, eldest === undefined ? -Infinity : timeRow.parse(eldest).at)
  store.run(
    `DELETE FROM why WHERE at < ? AND number NOT IN (SELECT max(number) FROM why WHERE at <= ? GROUP BY kind, subject)`,
    ...[sinceMs, sinceMs]
  )
  // Nothing about a key or a row outlives its run, and what is the same as no line at all needs none.
  store.run(
    `DELETE FROM why WHERE at < ? AND ((kind IN ('key', 'row') AND (value IS NULL OR number < (
         SELECT max(number) FROM why AS later WHERE later.kind = 'run' AND later.at <= ?)))
       OR value IN ('noSuchRule', 'feedNotLive') OR (kind = 'span' AND value IS NULL))`,
    ...[sinceMs, sinceMs]
  )
  store.run(
    `INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE
     SET value = excluded.value WHERE CAST(excluded.value AS REAL) > CAST(facts.value AS REAL)`,
    ...[WHY_SINCE, String(sinceMs)]
  )
}

/**
 * A line of `deliveries` that is still owed, as SQL: being told, or of an open alert and held back or to be tried again. There are few
 * of them for each alert.
 */
export const OWED = `(state = 'intent' OR (
  (state = 'held' OR (state = 'failed' AND CASE WHEN json_valid(json) THEN json ->> 'channel' END IS 'native'))
  AND episode_id IN (SELECT id FROM episodes WHERE episodes.state <> 'closed')))`

/**
 * Removes the oldest of what is more than `RETENTION`, in one transaction. What is still owed is never removed, and neither are the newest version
 * of a rule and the last result of a target.
 */
export function prune(store: Store, keep: Readonly<Record<keyof typeof RETENTION, number>> = RETENTION): void {
  store.transaction(() => {
    store.run(
      `DELETE FROM deliveries WHERE NOT ${OWED} AND rowid IN
       (SELECT rowid FROM deliveries ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)`,
      keep.deliveries
    )
    store.run(
      `DELETE FROM target_tests WHERE number IN
       (SELECT number FROM target_tests ORDER BY at DESC, number DESC LIMIT -1 OFFSET ?)
       AND EXISTS (SELECT 1 FROM target_tests AS later WHERE later.connection_id = target_tests.connection_id
         AND later.target_id = target_tests.target_id
         AND (later.at > target_tests.at OR (later.at = target_tests.at AND later.number > target_tests.number)))`,
      keep.targetTests
    )
    store.run(
      `DELETE FROM rule_versions WHERE number IN
       (SELECT number FROM rule_versions ORDER BY number DESC LIMIT -1 OFFSET ?)
       AND number NOT IN (SELECT max(number) FROM rule_versions GROUP BY rule_id)`,
      keep.ruleVersions
    )
  })
}
