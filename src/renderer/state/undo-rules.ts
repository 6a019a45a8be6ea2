import type { Answer, Bridge } from '../../contract/bridge.ts'
import type { RequestInput, RequestOutput } from '../../contract/requests.ts'
import type { StateView } from '../../contract/views.ts'
import type { UndoStep } from './undo-step.ts'

interface RuleUndo {
  save(rule: RequestInput<'rule:save'>): UndoStep | null
  create(input: RequestInput<'rule:create'>, made: RequestOutput<'rule:create'>): UndoStep
  remove(address: RequestInput<'rule:remove'>, name: string): UndoStep
  restore(input: RequestInput<'rule:restore'>, made: RequestOutput<'rule:restore'>): UndoStep
  import(made: RequestOutput<'rule:import'>): UndoStep | null
  /** What the rule is called now; empty for one that is gone. */
  nameOf(ruleId: string): string
}

/**
 * Ways back for what is done to rules. Each names the version that the deed made: main refuses where there is yet another by then, so that
 * nobody's later change is taken away.
 */
export function createRuleUndo(bridge: Bridge, view: () => StateView | null): RuleUndo {
  /** Puts a rule back to the version that was there before; null: there was none. */
  function putBack(ruleId: string, version: number, before: number | null): Promise<Answer<unknown>> {
    return before === null
      ? bridge.removeRule({ ruleId, version })
      : bridge.restoreRule({ ruleId, version: before, over: version })
  }
  return {
    save(rule) {
      const before = view()?.rules.find(({ id }) => id === rule.id)
      if (!before) return null
      // What was saved has the next version; main refuses if there is yet another by then.
      const back = { ...before, version: rule.version + 1 }
      const { agentNames } = view()?.settings.privacy ?? {}
      return {
        deed: { kind: 'rule', name: before.name },
        back: () => bridge.saveRule(back),
        ...(agentNames ? { agentNames } : {})
      }
    },
    create: ({ rule }, { ruleId, version }) => ({
      deed: { kind: 'newRule', name: rule.name },
      back: () => bridge.removeRule({ ruleId, version })
    }),
    remove: ({ ruleId, version }, name) => ({
      deed: { kind: 'removeRule', name },
      back: () => bridge.restoreRule({ ruleId, version, over: null })
    }),
    restore: ({ ruleId, over }, { version, name }) => ({
      deed: { kind: 'restoreRule', name },
      back: () => putBack(ruleId, version, over)
    }),
    import({ changes }) {
      if (changes.length === 0) return null
      return {
        deed: { kind: 'importRules' },
        async back() {
          let answer: Answer<unknown> = { ok: true, value: undefined }
          for (const { ruleId, version, before } of changes) {
            const one = await putBack(ruleId, version, before)
            if (!one.ok) answer = one
          }
          return answer
        }
      }
    },
    nameOf: (ruleId) => view()?.rules.find(({ id }) => id === ruleId)?.name ?? ''
  }
}
