import * as z from 'zod'
import { RULE_CHANGES, type RuleVersion } from '../../core/alerts/rule-version.ts'
import { ruleSchema, type Rule } from '../../core/alerts/rule.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Result } from '../../core/result.ts'
import { fits, ruleRow, type Records } from './records.ts'
import type { Cell, Store } from './store.ts'

/** Ids of rules begin so that could not be read when the others were written anew. Longer than any rule's own id may be. */
const ASIDE = `unread rule ${'-'.repeat(100)} `

/** One that can't be read says nothing, as the rule itself may be there all the same. */
const versionRow = z.looseObject({ json: z.string(), at: z.number(), how: z.enum(RULE_CHANGES) })
const numberRow = z.looseObject({ number: z.number().nullable() })
const VERSION_COLUMNS = 'SELECT json, at, how FROM rule_versions'

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
}): Pick<Journal, 'rules' | 'putRules' | 'rememberRules' | 'ruleVersions' | 'newestRuleVersions'> {
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

  const present = (): readonly Rule[] => stored().flatMap(({ json }) => parsed('rule', ruleSchema, json))

  /** Inside a transaction. */
  function replace(rules: readonly Rule[]): void {
    for (const { id, isAside, json } of stored()) {
      if (fits(ruleSchema, json)) store.run('DELETE FROM rules WHERE id = ?', id)
      // What can't be read is not known to be over: it stays, under an id that no rule takes.
      else if (!isAside) store.run('UPDATE OR REPLACE rules SET id = ? WHERE id = ?', `${ASIDE}${id}`, id)
    }
    for (const [position, rule] of rules.entries()) {
      store.run('INSERT INTO rules (id, position, json) VALUES (?, ?, ?)', rule.id, position, JSON.stringify(rule))
    }
  }

  function note({ rule, atMs, how }: RuleVersion): void {
    store.run(
      'INSERT INTO rule_versions (rule_id, version, at, how, json) VALUES (?, ?, ?, ?, ?)',
      ...[rule.id, rule.version, atMs, how, JSON.stringify(rule)]
    )
  }

  function versions(sql: string, ...cells: readonly Cell[]): readonly RuleVersion[] {
    return rows(versionRow, `${VERSION_COLUMNS} ${sql}`, ...cells).flatMap(({ json, at, how }) =>
      parsed('other', ruleSchema, json).map((rule) => ({ rule, atMs: at, how }))
    )
  }

  return {
    rules: present,
    putRules: (rules, changes = []) =>
      write(() => {
        replace(rules)
        for (const change of changes) note(change)
      }),
    rememberRules() {
      const before = present()
      const newest = rows(numberRow, 'SELECT max(number) AS number FROM rule_versions')[0]?.number ?? 0
      return () =>
        write(() => {
          replace(before)
          store.run('DELETE FROM rule_versions WHERE number > ?', newest)
        })
    },
    ruleVersions: (ruleId, limit) => versions('WHERE rule_id = ? ORDER BY number DESC LIMIT ?', ruleId, limit),
    newestRuleVersions: () =>
      versions('WHERE number IN (SELECT max(number) FROM rule_versions GROUP BY rule_id) ORDER BY number DESC')
  }
}
