import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import { ruleSchema, type Rule } from '../../core/alerts/rule.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Journal } from '../../core/ports/journal.ts'
import { fail, ok, type Result } from '../../core/result.ts'

export interface RuleDesk {
  list(): readonly Rule[]
  /** Stores the next version of an edited rule. Refused when somebody changed it in between or it is not known. */
  save(edited: Rule): Result<undefined>
  /** The journal's rules were changed from outside (an import). */
  reload(): void
}

function refused(detail: string): Failure {
  return { code: 'rejected', step: 'rule', detail }
}

/** Owns the rules: journal first, engine second. A new user starts with `defaults`. */
export function createRuleDesk(deps: {
  readonly journal: Journal
  readonly defaults: () => readonly Rule[]
  readonly dispatch: (event: EngineEvent) => void
  readonly changed: () => void
}): RuleDesk {
  let rules = deps.journal.rules()
  if (rules.length === 0) {
    rules = deps.defaults()
    deps.journal.putRules(rules)
  }
  function use(next: readonly Rule[]): void {
    rules = next
    deps.dispatch({ type: 'rulesChanged', rules })
    deps.changed()
  }
  return {
    list: () => rules,
    reload() {
      use(deps.journal.rules())
    },
    save(edited) {
      const present = rules.find((rule) => rule.id === edited.id)
      if (!present) return fail(refused(`no rule ${edited.id}`))
      if (present.version !== edited.version) return fail(refused('the rule was changed in the meantime'))
      const parsed = ruleSchema.safeParse({ ...edited, version: edited.version + 1 })
      if (!parsed.success) return fail(refused(parsed.error.issues[0]?.message ?? 'not a rule'))
      const next = rules.map((rule) => (rule.id === edited.id ? parsed.data : rule))
      const stored = deps.journal.putRules(next)
      if (!stored.ok) return fail(stored.failure)
      use(next)
      return ok(undefined)
    }
  }
}
