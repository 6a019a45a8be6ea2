import { upgradeStore } from '../../src/adapters/storage/schema.ts'
import { createSqlJournal } from '../../src/adapters/storage/sql-journal.ts'
import { IN_MEMORY, openStore } from '../../src/adapters/storage/store.ts'
import type { WhyStore } from '../../src/core/alerts/why.ts'
import { silentLogger } from './silent-logger.ts'

/** The journal's own, in memory. */
export function aWhyStore(): { readonly store: WhyStore; readonly close: () => void } {
  const store = openStore(IN_MEMORY)
  upgradeStore(store, 0)
  const journal = createSqlJournal(store, silentLogger)
  return { store: journal.why, close: journal.close }
}
