import type { Store } from './store.ts'

/** Lines the journal keeps, however long the user wants them kept: it must not grow without end. */
export const RETENTION = { deliveries: 10_000, targetTests: 10_000, ruleVersions: 5_000 } as const

/** Removes the oldest of what is more than `RETENTION`, in one transaction. Undecided deliveries are never removed, and neither is the newest version of a rule. */
export function prune(store: Store, keep: Readonly<Record<keyof typeof RETENTION, number>> = RETENTION): void {
  store.transaction(() => {
    store.run(
      `DELETE FROM deliveries WHERE state <> 'intent' AND rowid IN
       (SELECT rowid FROM deliveries ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)`,
      keep.deliveries
    )
    store.run(
      `DELETE FROM target_tests WHERE number IN
       (SELECT number FROM target_tests ORDER BY at DESC, number DESC LIMIT -1 OFFSET ?)`,
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
