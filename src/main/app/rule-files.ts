import type { RequestOutput } from '../../contract/requests.ts'
import { parseRuleFile, planImport, writeRuleFile, type PlannedRule } from '../../core/alerts/rule-file.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import type { Random } from '../../core/ports/random.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { People } from './people.ts'
import type { RuleDesk } from './rule-desk.ts'

/** Asks the person for a file and reads or writes it. Null: they thought better of it. Only its name comes back, never its path. */
export interface FileDialogs {
  save(suggestedName: string, text: string): Promise<Result<{ readonly fileName: string } | null>>
  open(): Promise<Result<{ readonly fileName: string; readonly text: string } | null>>
}

export interface RuleFiles {
  export(ruleIds: readonly string[] | null): Promise<Result<RequestOutput<'rule:export'>>>
  /** What a file would do. Changes nothing. */
  read(): Promise<Result<RequestOutput<'rule:readFile'>>>
  import(readId: string): Result<RequestOutput<'rule:import'>>
}

const SUGGESTED = 'floorwatch-rules.json'
/** So many mistakes say enough about a file. */
const ERRORS_SHOWN = 100

/** Rules to and from files. A file is read once: what is imported is what was looked at. */
export function createRuleFiles(deps: {
  readonly dialogs: FileDialogs
  readonly rules: RuleDesk
  readonly random: Pick<Random, 'uuid'>
  readonly people: Pick<People, 'hidden' | 'rule'>
}): RuleFiles {
  const { dialogs, rules, people } = deps
  let last:
    { readonly readId: string; readonly planned: readonly PlannedRule[]; readonly upon: readonly Rule[] } | undefined

  const shown = (rule: Rule): Rule => structuredClone(people.rule(rule))
  /** Where names are hidden, no file may tell them; with pseudonyms in their place the rule would be about nobody. */
  const isTold = (rule: Rule): boolean => !people.hidden() || JSON.stringify(people.rule(rule)) === JSON.stringify(rule)

  return {
    async export(ruleIds) {
      const wanted = rules.list().filter(({ id }) => ruleIds === null || ruleIds.includes(id))
      const told = wanted.filter(isTold)
      const saved = await dialogs.save(SUGGESTED, writeRuleFile(told))
      if (!saved.ok) return saved
      if (saved.value === null) return ok({ kind: 'cancelled' })
      const { fileName } = saved.value
      return ok({ kind: 'written', fileName, rules: told.length, leftOut: wanted.length - told.length })
    },
    async read() {
      const opened = await dialogs.open()
      if (!opened.ok) return opened
      if (opened.value === null) return ok({ kind: 'cancelled' })
      const { fileName, text } = opened.value
      const read = parseRuleFile(text)
      if (!read.ok) return ok({ kind: 'refused', fileName, errors: read.failure.slice(0, ERRORS_SHOWN) })
      const upon = rules.list()
      const planned = planImport(upon, read.value.rules)
      const readId = deps.random.uuid()
      last = { readId, planned, upon }
      const entries = planned.map(({ verdict, rule, present }) => ({
        ...{ verdict, rule: shown(rule) },
        present: present && shown(present)
      }))
      return ok({ kind: 'read', fileName, readId, entries, errors: read.value.errors.slice(0, ERRORS_SHOWN) })
    },
    import(readId) {
      if (last?.readId !== readId) {
        return fail({ code: 'rejected', step: 'rule', detail: 'the file must be read again' })
      }
      // The desk makes a new list with every change.
      if (last.upon !== rules.list()) {
        return fail({ code: 'rejected', step: 'rule', detail: 'the rules were changed in the meantime' })
      }
      const wanted = last.planned.filter(({ verdict }) => verdict !== 'unchanged')
      const imported = rules.import(wanted.map(({ rule }) => rule))
      if (!imported.ok) return imported
      last = undefined
      const now = new Map(rules.list().map(({ id, version }) => [id, version]))
      return ok({
        changes: wanted.map(({ rule, present }) => ({
          ...{ ruleId: rule.id, version: now.get(rule.id) ?? rule.version },
          before: present?.version ?? null
        }))
      })
    }
  }
}
