import type { Store } from './store.ts'

const DAY_MS = 86_400_000

/** What the journal keeps of what is over. Open episodes and undecided deliveries are never removed. */
export const RETENTION = { closedEpisodesMs: 90 * DAY_MS, deliveries: 10_000, targetTests: 10_000 } as const

/** Removes what is older or more than `RETENTION`, in one transaction. */
export function prune(store: Store, wallMs: number, keep: typeof RETENTION = RETENTION): void {
  store.transaction(() => {
    store.run(`DELETE FROM episodes WHERE state = 'closed' AND closed_at < ?`, wallMs - keep.closedEpisodesMs)
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
  })
}
