import { REPORTING_STEP } from './reporting-schema.ts'
import type { Store } from './store.ts'
import { TRACE_STEP } from './trace-schema.ts'
import { WHY_STEP } from './why-schema.ts'

/**
 * One entry for each version of the journal's schema, in order: entry n brings version n to n + 1. A released entry never changes;
 * a store file of every released version stays in the tests.
 *
 * Columns are what is looked up or sorted by; the rest of a record is `json`, checked by its schema on reading.
 */
export const SCHEMA_STEPS: readonly string[] = [
  `
  CREATE TABLE connections (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
  CREATE TABLE rules (id TEXT PRIMARY KEY, position INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE TABLE episodes (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, breached_at REAL NOT NULL, closed_at REAL, json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX episodes_open ON episodes (breached_at) WHERE state <> 'closed';
  CREATE INDEX episodes_newest ON episodes (breached_at);
  CREATE TABLE deliveries (
    id TEXT PRIMARY KEY, episode_id TEXT NOT NULL REFERENCES episodes (id) ON DELETE CASCADE,
    state TEXT NOT NULL, at REAL NOT NULL, json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX deliveries_of_episode ON deliveries (episode_id, at);
  CREATE INDEX deliveries_undecided ON deliveries (at) WHERE state = 'intent';
  CREATE INDEX deliveries_newest ON deliveries (at);
  CREATE TABLE snoozes (key TEXT PRIMARY KEY, until REAL NOT NULL) STRICT;
  CREATE TABLE workflows (
    connection_id TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (connection_id, id)
  ) STRICT;
  CREATE TABLE targets (
    connection_id TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (connection_id, id)
  ) STRICT;
  CREATE TABLE target_tests (
    number INTEGER PRIMARY KEY, connection_id TEXT NOT NULL, target_id TEXT NOT NULL, at REAL NOT NULL, json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX target_tests_of_target ON target_tests (connection_id, target_id, at);
  CREATE INDEX target_tests_newest ON target_tests (at);
  CREATE TABLE subscriptions (connection_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (connection_id, id)) STRICT;
  CREATE TABLE last_known (one INTEGER PRIMARY KEY CHECK (one = 1), saved_at REAL NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
  `
  CREATE TABLE rule_versions (
    number INTEGER PRIMARY KEY, rule_id TEXT NOT NULL, version INTEGER NOT NULL, at REAL NOT NULL, how TEXT NOT NULL, json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX rule_versions_of_rule ON rule_versions (rule_id, number);
  `,
  WHY_STEP,
  TRACE_STEP,
  REPORTING_STEP
]

export const SCHEMA_VERSION = SCHEMA_STEPS.length

/** Brings a store of version `from` to the newest, each step in a transaction of its own. */
export function upgradeStore(store: Store, from: number, steps: readonly string[] = SCHEMA_STEPS): void {
  for (const [index, step] of steps.entries()) {
    if (index < from) continue
    store.transaction(() => store.exec(`${step}; PRAGMA user_version = ${index + 1};`))
  }
}
