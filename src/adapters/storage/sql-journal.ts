import { deliverySchema } from '../../core/alerts/delivery.ts'
import { episodeSchema } from '../../core/alerts/episode.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { messageOf } from './inspect.ts'
import { createEpisodeQueries } from './episode-queries.ts'
import { createHistoryTables } from './history-tables.ts'
import * as record from './records.ts'
import { createRuleTable } from './rule-table.ts'
import type { Store } from './store.ts'
import { createTargetTables, TARGET_TABLES } from './target-tables.ts'
import { createTraceTable, putTraces } from './trace-table.ts'
import { createWhyTable } from './why-table.ts'

/** The journal over an open store whose schema is the newest. Owns the store: `close` closes it. */
export function createSqlJournal(
  store: Store,
  logger: Logger,
  unread: (found: record.UnreadRecord) => void = () => undefined
): Journal {
  const { rows, parsed, records } = record.createRecords(store, logger, unread)
  let closed = false

  function write(run: () => void): Result<void> {
    try {
      store.transaction(run)
      return ok(undefined)
    } catch (error) {
      logger.error('the journal could not be written', { error })
      return fail({ code: 'storage', step: 'journal', detail: messageOf(error) })
    }
  }

  const storedConnections = () =>
    rows(record.connectionRow, 'SELECT id, json FROM connections ORDER BY rowid').map(record.readConnection)

  const removeConnection = (id: string): Result<void> =>
    write(() => {
      store.run('DELETE FROM connections WHERE id = ?', id)
      for (const table of [...TARGET_TABLES, 'subscriptions']) {
        store.run(`DELETE FROM ${table} WHERE connection_id = ?`, id)
      }
    })

  return {
    ...createTargetTables({ store, rows, parsed, records, write }),
    ...createHistoryTables({ store, rows, write }),
    ...createRuleTable({ store, rows, parsed, write }),
    ...createEpisodeQueries({ rows, records }),
    ...createTraceTable({ rows, parsed }),

    connections: () =>
      storedConnections().flatMap((read) => {
        if (read.ok) return [read.value]
        const { cause, why } = read.failure
        logger.warn('a stored connection was skipped: it does not fit its schema', { cause, why })
        return []
      }),
    unreadConnections: () => storedConnections().flatMap((read) => (read.ok ? [] : [read.failure])),
    putConnection({ id, config, demo }) {
      if (demo) return fail({ code: 'storage', step: 'journal', detail: 'the demo centre is never stored' })
      return write(() =>
        store.run(
          'INSERT INTO connections (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
          id,
          JSON.stringify(config)
        )
      )
    },
    rememberConnection(id) {
      const [before] = rows(record.connectionRow, 'SELECT id, json FROM connections WHERE id = ?', id)
      if (!before) return () => removeConnection(id)
      return () => write(() => store.run('UPDATE connections SET json = ? WHERE id = ?', before.json, id))
    },
    removeConnection,

    openEpisodes: () =>
      records('alert', episodeSchema, `SELECT json FROM episodes WHERE state <> 'closed' ORDER BY breached_at, id`),
    recentEpisodes: (limit) =>
      records('alert', episodeSchema, 'SELECT json FROM episodes ORDER BY breached_at DESC, id DESC LIMIT ?', limit),
    commit: ({ episodes, deliveries, snoozes = {}, traces = [] }) =>
      write(() => {
        for (const one of episodes) {
          store.run(
            `INSERT INTO episodes (id, state, breached_at, closed_at, json) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET state = excluded.state, breached_at = excluded.breached_at,
             closed_at = excluded.closed_at, json = excluded.json`,
            ...[one.id, one.state, one.breachedAtMs, one.closedAtMs, JSON.stringify(one)]
          )
        }
        for (const one of deliveries) {
          store.run(
            `INSERT INTO deliveries (id, episode_id, state, at, json) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET state = excluded.state, at = excluded.at, json = excluded.json`,
            ...[one.id, one.episodeId, one.state, one.atMs, JSON.stringify(one)]
          )
        }
        for (const [key, untilMs] of Object.entries(snoozes)) {
          if (untilMs === null) store.run('DELETE FROM snoozes WHERE key = ?', key)
          else store.run('INSERT OR REPLACE INTO snoozes (key, until) VALUES (?, ?)', key, untilMs)
        }
        putTraces(store, traces)
      }),
    deliveries: (episodeId) =>
      records(
        'delivery',
        deliverySchema,
        'SELECT json FROM deliveries WHERE episode_id = ? ORDER BY at, rowid',
        episodeId
      ),
    undecidedDeliveries: () =>
      records('delivery', deliverySchema, `SELECT json FROM deliveries WHERE state = 'intent' ORDER BY at, rowid`),

    snoozes: () =>
      Object.fromEntries(
        rows(record.snoozeRow, 'SELECT key, until FROM snoozes').map(({ key, until }) => [key, until] as const)
      ),

    subscriptions: {
      list: (connectionId) =>
        rows(record.idRow, 'SELECT id FROM subscriptions WHERE connection_id = ? ORDER BY rowid', connectionId).map(
          ({ id }) => id
        ),
      add: (connectionId, id) =>
        void write(() =>
          store.run('INSERT OR IGNORE INTO subscriptions (connection_id, id) VALUES (?, ?)', connectionId, id)
        ),
      remove: (connectionId, id) =>
        void write(() => store.run('DELETE FROM subscriptions WHERE connection_id = ? AND id = ?', connectionId, id))
    },

    why: createWhyTable({ store, rows, records, write }),

    lastKnown() {
      const [row] = rows(record.lastKnownRow, 'SELECT saved_at, json FROM last_known')
      return row && { savedAtMs: row.saved_at, json: row.json }
    },
    putLastKnown: ({ savedAtMs, json }) =>
      write(() =>
        store.run('INSERT OR REPLACE INTO last_known (one, saved_at, json) VALUES (1, ?, ?)', savedAtMs, json)
      ),

    fact: (name) => rows(record.factRow, 'SELECT value FROM facts WHERE name = ?', name)[0]?.value,
    putFact: (name, value) =>
      write(() => store.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, value)),

    close() {
      if (closed) return
      closed = true
      store.close()
    }
  }
}
