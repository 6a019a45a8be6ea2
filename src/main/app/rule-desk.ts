import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import { ruleSchema, type Rule } from '../../core/alerts/rule.ts'
import type { RuleChange, RuleVersion } from '../../core/alerts/rule-version.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Random } from '../../core/ports/random.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { mergedRules } from './provision-plan.ts'
import { missingVersions, VERSIONS_SHOWN } from './rule-memory.ts'

/** Which version of which rule there is now. */
export interface RuleAddress {
  readonly ruleId: string
  readonly version: number
}

export interface RuleDesk {
  list(): readonly Rule[]
  /** Stores the next version of an edited rule. Refused when somebody changed it in between or it is not known. */
  save(edited: Rule): Result<undefined>
  /** Stores a new rule; it gets an id of its own, whatever it says. */
  create(wanted: Rule): Result<RuleAddress>
  /** `version`: the one that was looked at. What was remembered of the rule stays. */
  remove(address: RuleAddress): Result<undefined>
  /** Makes an earlier version the next one. `over`: the version there is now, null where the rule is gone; refused where that is not so. */
  restore(address: RuleAddress, over: number | null): Result<RuleAddress>
  /** Takes all of these into use at once, or none: in the place of those with the same id, or after the others. */
  import(rules: readonly Rule[]): Result<undefined>
  /** What became of a rule, newest first. */
  versions(ruleId: string): readonly RuleVersion[]
  /** Rules that are gone, the last one first. */
  removed(): readonly RuleVersion[]
  /** The journal's rules were changed from outside (an import). */
  reload(): void
}

/** More would not fit a file that is imported again. */
const RULES_AT_MOST = 1_000

function refused(detail: string): Failure {
  return { code: 'rejected', step: 'rule', detail }
}

const changedMeanwhile = (): Failure => refused('the rule was changed in the meantime')

/** Owns the rules: journal first, engine second. A new user starts with `defaults`. */
export function createRuleDesk(deps: {
  readonly journal: Pick<Journal, 'rules' | 'putRules' | 'ruleVersions' | 'newestRuleVersions'>
  readonly clock: Pick<Clock, 'now'>
  readonly random: Pick<Random, 'uuid'>
  readonly defaults: () => readonly Rule[]
  readonly dispatch: (event: EngineEvent) => void
  readonly changed: () => void
}): RuleDesk {
  const { journal, random } = deps
  const nowMs = (): number => deps.clock.now().wallMs

  /** What the journal has; what it does not remember of that yet, it remembers from now on. Who removed every rule has none. */
  function read(): readonly Rule[] {
    const stored = journal.rules()
    const remembered = journal.newestRuleVersions()
    const isEmptied = remembered.length > 0 && remembered.every(({ how }) => how === 'removed')
    if (stored.length === 0 && isEmptied) return []
    const found = stored.length > 0 ? stored : mergedRules([], deps.defaults(), remembered)
    const missing = missingVersions(found, journal, stored.length > 0 ? 'found' : 'created', nowMs())
    if (stored.length === 0 || missing.length > 0) journal.putRules(found, missing)
    return found
  }
  let rules = read()

  function use(next: readonly Rule[]): void {
    rules = next
    deps.dispatch({ type: 'rulesChanged', rules })
    deps.changed()
  }
  const present = (ruleId: string): Rule | undefined => rules.find(({ id }) => id === ruleId)
  /** A version is named once, also where the rule was gone in between. */
  const nextVersion = (ruleId: string): number =>
    1 + Math.max(present(ruleId)?.version ?? 0, journal.ruleVersions(ruleId, 1)[0]?.rule.version ?? 0)

  /** The rule in the place of the present one, or after the others. */
  function put(wanted: Rule, how: RuleChange): Result<RuleAddress> {
    const parsed = ruleSchema.safeParse(wanted)
    if (!parsed.success) return fail(refused(parsed.error.issues[0]?.message ?? 'not a rule'))
    const rule = parsed.data
    const isKnown = present(rule.id) !== undefined
    if (!isKnown && rules.length >= RULES_AT_MOST) return fail(refused(`there are ${RULES_AT_MOST} rules already`))
    const next = isKnown ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule]
    const stored = journal.putRules(next, [{ rule, atMs: nowMs(), how }])
    if (!stored.ok) return stored
    use(next)
    return ok({ ruleId: rule.id, version: rule.version })
  }

  return {
    list: () => rules,
    reload() {
      use(read())
    },
    save(edited) {
      const before = present(edited.id)
      if (!before) return fail(refused(`no rule ${edited.id}`))
      if (before.version !== edited.version) return fail(changedMeanwhile())
      const stored = put({ ...edited, version: nextVersion(edited.id) }, 'edited')
      return stored.ok ? ok(undefined) : stored
    },
    create: (wanted) => put({ ...wanted, id: `rule-${random.uuid()}`, version: 1 }, 'created'),
    remove({ ruleId, version }) {
      const before = present(ruleId)
      if (!before) return fail(refused(`no rule ${ruleId}`))
      if (before.version !== version) return fail(changedMeanwhile())
      const next = rules.filter((rule) => rule !== before)
      const gone: RuleVersion = {
        rule: { ...before, version: nextVersion(ruleId) },
        atMs: nowMs(),
        how: 'removed'
      }
      const stored = journal.putRules(next, [gone])
      if (!stored.ok) return stored
      use(next)
      return ok(undefined)
    },
    restore({ ruleId, version }, over) {
      if ((present(ruleId)?.version ?? null) !== over) return fail(changedMeanwhile())
      const then = journal.ruleVersions(ruleId, VERSIONS_SHOWN).find(({ rule }) => rule.version === version)
      if (!then) return fail(refused(`version ${version} is not kept any more`))
      return put({ ...then.rule, version: nextVersion(ruleId) }, 'restored')
    },
    import(wanted) {
      const next = new Map(rules.map((rule) => [rule.id, rule]))
      const changes: RuleVersion[] = []
      for (const one of wanted) {
        const rule = { ...one, version: Math.max(one.version, nextVersion(one.id)) }
        next.set(rule.id, rule)
        changes.push({ rule, atMs: nowMs(), how: 'imported' })
      }
      if (next.size > RULES_AT_MOST) return fail(refused(`there would be more than ${RULES_AT_MOST} rules`))
      const stored = journal.putRules([...next.values()], changes)
      if (!stored.ok) return stored
      use([...next.values()])
      return ok(undefined)
    },
    versions: (ruleId) => journal.ruleVersions(ruleId, VERSIONS_SHOWN),
    removed() {
      const present = new Set(rules.map(({ id }) => id))
      return journal.newestRuleVersions().filter(({ rule, how }) => how === 'removed' && !present.has(rule.id))
    }
  }
}
