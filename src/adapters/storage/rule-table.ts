import { ruleSchema } from '../../core/alerts/rule.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Result } from '../../core/result.ts'
import { fits, ruleRow, type Records } from './records.ts'
import type { Store } from './store.ts'

/** Ids of rules begin so that could not be read when the others were written anew. Longer than any rule's own id may be. */
const ASIDE = `unread rule ${'-'.repeat(100)} `

interface StoredRule {
  /** The row's own. */
  readonly id: string
  readonly isAside: boolean
  readonly json: string
}

/**
 * The part of the journal that keeps the rules. One that can't be read is set aside when the others are written, and is one of them again
 * as soon as it can be read, unless another rule has its id by then.
 */
export function createRuleTable(deps: {
  readonly store: Store
  readonly rows: Records['rows']
  readonly parsed: Records['parsed']
  readonly write: (run: () => void) => Result<void>
}): Pick<Journal, 'rules' | 'putRules'> {
  const { store, rows, parsed, write } = deps

  /** In order. A rule set aside stands where it stood; one whose id another has is left out once it can be read. */
  function stored(): readonly StoredRule[] {
    const all = rows(ruleRow, 'SELECT id, json FROM rules ORDER BY position, id').map(({ id, json }) => ({
      ...{ id, json },
      isAside: id.startsWith(ASIDE)
    }))
    const taken = new Set(all.flatMap(({ id, isAside }) => (isAside ? [] : [id])))
    return all.filter(
      ({ id, isAside, json }) => !isAside || !taken.has(id.slice(ASIDE.length)) || !fits(ruleSchema, json)
    )
  }

  return {
    rules: () => stored().flatMap(({ json }) => parsed('rule', ruleSchema, json)),
    putRules: (rules) =>
      write(() => {
        for (const { id, isAside, json } of stored()) {
          if (fits(ruleSchema, json)) store.run('DELETE FROM rules WHERE id = ?', id)
          // What can't be read is not known to be over: it stays, under an id that no rule takes.
          else if (!isAside) store.run('UPDATE OR REPLACE rules SET id = ? WHERE id = ?', `${ASIDE}${id}`, id)
        }
        for (const [position, rule] of rules.entries()) {
          store.run('INSERT INTO rules (id, position, json) VALUES (?, ?, ?)', rule.id, position, JSON.stringify(rule))
        }
      })
  }
}
