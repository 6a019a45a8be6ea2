import type { Answer } from '../../src/contract/bridge.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../src/contract/requests.ts'

type RuleRequest = Exclude<Extract<RequestName, `rule:${string}`>, 'rule:save'> | 'alert:search'
type RuleAnswers = { [N in RuleRequest]: (input: RequestInput<N>) => Promise<Answer<RequestOutput<N>>> }

const answer = <T>(value: T) => ({ ok: true, value }) as const

/** What main says about rules unless a test says otherwise: there is nothing yet, and everything works. */
export const RULE_ANSWERS: RuleAnswers = {
  'rule:create': async () => answer({ ruleId: 'created', version: 1 }),
  'rule:remove': async () => answer(undefined),
  'rule:restore': async ({ ruleId, version, over }) =>
    answer({ ruleId, version: (over ?? version) + 1, name: 'Restored' }),
  'rule:versions': async () => answer({ versions: [] }),
  'rule:removed': async () => answer({ removed: [] }),
  'rule:noise': async () => answer({ rules: [] }),
  'rule:preview': async () =>
    answer({
      ...{ state: 'live', unit: 'number', rows: 4, inScope: 4, keys: 4, breaching: 1 },
      worst: [
        { name: 'Sales', value: 12, isBreach: true },
        { name: 'Support', value: 3, isBreach: false }
      ]
    }),
  'rule:export': async () => answer({ kind: 'written', fileName: 'floorwatch-rules.json', rules: 6, leftOut: 0 }),
  'rule:readFile': async () => answer({ kind: 'cancelled' }),
  'rule:import': async () => answer({ changes: [] }),
  'alert:search': async () => answer({ alerts: [], next: null })
}
