import type { Journal } from '../../core/ports/journal.ts'
import type { Result } from '../../core/result.ts'
import { targetRecord, targetTestRecord, workflowRecord, type Records } from './records.ts'
import type { Store } from './store.ts'

/** The part of the journal that remembers workflows, business targets and their tests. */
export function createTargetTables(deps: {
  readonly store: Store
  readonly records: Records['records']
  readonly write: (run: () => void) => Result<void>
}): Pick<Journal, 'putTargets' | 'workflows' | 'targets' | 'addTargetTest' | 'targetTests'> {
  const { store, records, write } = deps

  function replace(
    table: 'workflows' | 'targets',
    connectionId: string,
    entries: readonly { readonly id: string }[]
  ): void {
    store.run(`DELETE FROM ${table} WHERE connection_id = ?`, connectionId)
    for (const [position, entry] of entries.entries()) {
      store.run(
        `INSERT OR REPLACE INTO ${table} (connection_id, id, position, json) VALUES (?, ?, ?, ?)`,
        ...[connectionId, entry.id, position, JSON.stringify(entry)]
      )
    }
  }

  return {
    putTargets: (connectionId, workflows, targets) =>
      write(() => {
        replace('workflows', connectionId, workflows)
        replace('targets', connectionId, targets)
      }),
    workflows: () => records('workflow', workflowRecord, 'SELECT json FROM workflows ORDER BY connection_id, position'),
    targets: () => records('target', targetRecord, 'SELECT json FROM targets ORDER BY connection_id, position'),
    addTargetTest: (connectionId, test) =>
      write(() =>
        store.run(
          'INSERT INTO target_tests (connection_id, target_id, at, json) VALUES (?, ?, ?, ?)',
          ...[connectionId, test.targetId, test.testedAtMs, JSON.stringify(test)]
        )
      ),
    targetTests: (connectionId, targetId, limit) =>
      records(
        'targetTest',
        targetTestRecord,
        `SELECT json FROM target_tests WHERE connection_id = ? AND target_id = ? ORDER BY at DESC, number DESC LIMIT ?`,
        ...[connectionId, targetId, limit]
      ).toReversed()
  }
}
