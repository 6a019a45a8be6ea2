import * as z from 'zod'
import type { Journal } from '../../core/ports/journal.ts'
import { NO_HISTORY, type HistoryCounts } from '../../core/privacy/history.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { messageOf } from './inspect.ts'
import type { Records } from './records.ts'
import { OWED, pruneWhy } from './retention.ts'
import type { Store } from './store.ts'

/** What is over, by table. An alert whose last word is just being told is not over yet, and neither is a line that is still owed. */
const OVER = {
  alerts: `episodes WHERE state = 'closed' AND closed_at < ? AND NOT EXISTS
    (SELECT 1 FROM deliveries WHERE episode_id = episodes.id AND deliveries.state = 'intent')`,
  deliveries: `deliveries WHERE NOT ${OWED} AND at < ?`,
  targetTests: `target_tests WHERE at < ?`
} as const

/** Versions that nothing needs once the alerts that are over are gone. */
const UNNAMED = `rule_versions WHERE number NOT IN (SELECT max(number) FROM rule_versions GROUP BY rule_id)
  AND (rule_id, version) NOT IN (
    SELECT json ->> 'ruleId', json ->> 'ruleVersion' FROM episodes
    WHERE json_valid(json) AND json ->> 'ruleId' IS NOT NULL AND json ->> 'ruleVersion' IS NOT NULL
    AND rowid NOT IN (SELECT rowid FROM ${OVER.alerts}))`

/** A moment before which nothing ended: every alert that there is counts. */
const NO_ALERT = 0

const countRow = z.looseObject({ n: z.int() })

/** The part of the journal that forgets. */
export function createHistoryTables(deps: {
  readonly store: Store
  readonly rows: Records['rows']
  readonly write: (run: () => void) => Result<void>
}): Pick<Journal, 'history' | 'forget' | 'forgetVersions' | 'shred'> {
  const { store, rows, write } = deps
  const count = (of: keyof typeof OVER, beforeMs: number): number =>
    rows(countRow, `SELECT count(*) AS n FROM ${OVER[of]}`, beforeMs)[0]?.n ?? 0

  const unnamed = (beforeMs: number): number =>
    rows(countRow, `SELECT count(*) AS n FROM ${UNNAMED}`, beforeMs)[0]?.n ?? 0

  /** Answers how many rows went. */
  function remove(of: keyof typeof OVER, beforeMs: number, atMost: number): number {
    const before = Math.min(count(of, beforeMs), atMost)
    const table = of === 'targetTests' ? 'target_tests' : of === 'alerts' ? 'episodes' : 'deliveries'
    if (before > 0) {
      const chosen = `SELECT rowid FROM ${OVER[of]} LIMIT ?`
      store.run(`DELETE FROM ${table} WHERE rowid IN (${chosen})`, beforeMs, atMost)
    }
    return before
  }

  return {
    history: (beforeMs) => ({
      alerts: count('alerts', beforeMs),
      deliveries: count('deliveries', beforeMs),
      targetTests: count('targetTests', beforeMs),
      ruleVersions: unnamed(beforeMs)
    }),
    forget(beforeMs, atMost) {
      let removed: HistoryCounts = NO_HISTORY
      const done = write(() => {
        // Deliveries first: those of an alert would go with it uncounted.
        const deliveries = remove('deliveries', beforeMs, atMost)
        const alerts = deliveries < atMost ? remove('alerts', beforeMs, atMost) : 0
        pruneWhy(store, beforeMs, { ageMs: 0, lines: Infinity })
        removed = { ...NO_HISTORY, deliveries, alerts, targetTests: remove('targetTests', beforeMs, atMost) }
      })
      return done.ok ? ok(removed) : done
    },
    forgetVersions() {
      let removed = 0
      const done = write(() => {
        removed = unnamed(NO_ALERT)
        store.run(`DELETE FROM rule_versions WHERE number IN (SELECT number FROM ${UNNAMED})`, NO_ALERT)
      })
      return done.ok ? ok(removed) : done
    },
    shred() {
      try {
        // What was deleted is overwritten in the file already; the log beside it still holds how it was.
        store.exec('VACUUM')
        store.all('PRAGMA wal_checkpoint(TRUNCATE)')
        return ok(undefined)
      } catch (error) {
        return fail({ code: 'storage', step: 'journal', detail: messageOf(error) })
      }
    }
  }
}
