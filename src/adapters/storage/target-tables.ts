import type { Journal, TargetJournal } from '../../core/ports/journal.ts'
import type { KnownTarget, KnownWorkflow } from '../../core/reporting/objects.ts'
import type { Result } from '../../core/result.ts'
import type { Records } from './records.ts'
import type { Store } from './store.ts'
import {
  listRow,
  newestTestRow,
  queryRecord,
  queryRow,
  settingsRecord,
  settingsRow,
  targetRecord,
  targetTestRecord,
  workflowRecord
} from './target-records.ts'

/** Tables whose rows are of one connection. */
export const TARGET_TABLES = ['workflows', 'targets', 'target_tests', 'target_lists', 'target_settings'] as const

/** What hangs on targets that are no more. Their results stay as long as results are kept. */
const ORPHANS = `DELETE FROM target_settings WHERE connection_id = ? AND target_id NOT IN
  (SELECT id FROM targets WHERE connection_id = ?)`

/** The part of the journal that remembers workflows, business targets, who is told of them, and their tests. */
export function createTargetTables(deps: {
  readonly store: Store
  readonly rows: Records['rows']
  readonly parsed: Records['parsed']
  readonly records: Records['records']
  readonly write: (run: () => void) => Result<void>
}): Pick<Journal, keyof TargetJournal> {
  const { store, rows, parsed, records, write } = deps

  function replaceWorkflows(connectionId: string, workflows: readonly KnownWorkflow[]): void {
    store.run('DELETE FROM workflows WHERE connection_id = ?', connectionId)
    for (const [position, workflow] of workflows.entries()) {
      store.run(
        'INSERT OR REPLACE INTO workflows (connection_id, id, position, json) VALUES (?, ?, ?, ?)',
        ...[connectionId, workflow.id, position, JSON.stringify(workflow)]
      )
    }
  }

  function insertTargets(connectionId: string, targets: readonly KnownTarget[]): void {
    for (const [position, { query, ...target }] of targets.entries()) {
      const asked = query === undefined ? null : JSON.stringify(query)
      store.run(
        'INSERT OR REPLACE INTO targets (connection_id, id, position, json, workflow_id, query) VALUES (?, ?, ?, ?, ?, ?)',
        ...[connectionId, target.id, position, JSON.stringify(target), target.workflowId, asked]
      )
    }
  }

  return {
    putTargets: (connectionId, workflows, targets) =>
      write(() => {
        replaceWorkflows(connectionId, workflows)
        store.run('DELETE FROM targets WHERE connection_id = ?', connectionId)
        insertTargets(connectionId, targets)
        store.run(ORPHANS, connectionId, connectionId)
      }),
    putWorkflows: (connectionId, workflows) =>
      write(() => {
        replaceWorkflows(connectionId, workflows)
        for (const table of ['targets', 'target_lists']) {
          store.run(
            `DELETE FROM ${table} WHERE connection_id = ? AND workflow_id NOT IN
             (SELECT id FROM workflows WHERE connection_id = ?)`,
            ...[connectionId, connectionId]
          )
        }
        store.run(ORPHANS, connectionId, connectionId)
      }),
    putTargetList: (connectionId, workflowId, targets, readAtMs) =>
      write(() => {
        const gone = new Set(records('target', targetRecord, TARGETS_OF, connectionId, workflowId).map(({ id }) => id))
        for (const { id } of targets) gone.delete(id)
        store.run('DELETE FROM targets WHERE connection_id = ? AND workflow_id = ?', connectionId, workflowId)
        insertTargets(connectionId, targets)
        for (const id of gone) {
          store.run('DELETE FROM target_settings WHERE connection_id = ? AND target_id = ?', connectionId, id)
        }
        store.run(
          'INSERT OR REPLACE INTO target_lists (connection_id, workflow_id, at) VALUES (?, ?, ?)',
          ...[connectionId, workflowId, readAtMs]
        )
      }),
    putTargetSettings: (connectionId, targetId, settings, readAtMs) =>
      write(() =>
        store.run(
          'INSERT OR REPLACE INTO target_settings (connection_id, target_id, at, json) VALUES (?, ?, ?, ?)',
          ...[connectionId, targetId, readAtMs, JSON.stringify(settings)]
        )
      ),
    workflows: () => records('workflow', workflowRecord, 'SELECT json FROM workflows ORDER BY connection_id, position'),
    targets: () => records('target', targetRecord, TARGETS_IN_ORDER),
    targetQuery(connectionId, targetId) {
      const [row] = rows(
        queryRow,
        'SELECT query FROM targets WHERE connection_id = ? AND id = ?',
        connectionId,
        targetId
      )
      if (!row || row.query === null) return undefined
      // The service has none, which is known.
      return row.query === 'null' ? null : parsed('target', queryRecord, row.query)[0]
    },
    targetLists: () =>
      rows(listRow, 'SELECT connection_id, workflow_id, at FROM target_lists').map((row) => ({
        ...{ connectionId: row.connection_id, workflowId: row.workflow_id, readAtMs: row.at }
      })),
    targetSettings: () =>
      rows(settingsRow, 'SELECT connection_id, target_id, at, json FROM target_settings').flatMap((row) =>
        parsed('other', settingsRecord, row.json).map((settings) => ({
          ...{ connectionId: row.connection_id, targetId: row.target_id, readAtMs: row.at, settings }
        }))
      ),
    addTargetTest: (connectionId, test) =>
      write(() =>
        store.run(
          'INSERT INTO target_tests (connection_id, target_id, at, json) VALUES (?, ?, ?, ?)',
          ...[connectionId, test.targetId, test.testedAtMs, JSON.stringify(test)]
        )
      ),
    targetTests: (connectionId, targetId, limit, sinceMs = -Infinity) =>
      records(
        'targetTest',
        targetTestRecord,
        `SELECT json FROM target_tests WHERE connection_id = ? AND target_id = ? AND at >= ?
         ORDER BY at DESC, number DESC LIMIT ?`,
        ...[connectionId, targetId, Math.max(sinceMs, -Number.MAX_VALUE), limit]
      ).toReversed(),
    newestTargetTests: () =>
      rows(newestTestRow, NEWEST).flatMap(({ connection_id: connectionId, json }) =>
        json === null ? [] : parsed('targetTest', targetTestRecord, json).map((test) => ({ connectionId, test }))
      )
  }
}

const TARGETS_OF = 'SELECT json FROM targets WHERE connection_id = ? AND workflow_id = ?'

/** Workflow after workflow, as the service lists them. */
const TARGETS_IN_ORDER = `SELECT targets.json FROM targets
  LEFT JOIN workflows ON workflows.connection_id = targets.connection_id AND workflows.id = targets.workflow_id
  ORDER BY targets.connection_id, workflows.position, targets.position`

/** One look into the index for each target. */
const NEWEST = `SELECT connection_id, (
    SELECT json FROM target_tests WHERE target_tests.connection_id = targets.connection_id AND target_id = targets.id
    ORDER BY at DESC, number DESC LIMIT 1
  ) AS json FROM targets`
