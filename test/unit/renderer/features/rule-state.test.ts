import { describe, expect, it } from 'vitest'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import { ruleState, stateRank, type RuleSurroundings } from '../../../../src/renderer/features/alerts/rule-state.ts'
import { agentFeed, anAlert, NOON_MS, queueFeed } from '../../../fakes/a-floor.ts'

const [waiting] = defaultRules()
if (!waiting) throw new Error('no default rule')
const own = { ruleId: waiting.id }
const around: RuleSurroundings = {
  ...{ alerts: [], feeds: [queueFeed(), agentFeed()], silent: new Set<string>(), isSnoozed: false, nowMs: NOON_MS }
}
const stateOf = (rule: Partial<Rule>, part: Partial<RuleSurroundings> = {}) =>
  ruleState({ ...waiting, ...rule } as Rule, { ...around, ...part })
const closed = { zone: 'UTC', days: ['sun' as const], fromMinute: 0, toMinute: 60 }
const firing = [
  anAlert({ id: 'a', ...own }),
  anAlert({ id: 'b', ...own, state: 'recovering' }),
  anAlert({ id: 'c', ruleId: 'x' })
]

describe('the state of a rule', () => {
  it.each([
    ['calm', {}, {}, { kind: 'calm' }],
    ['firing by its own alerts', {}, { alerts: firing }, { kind: 'firing', count: 2 }],
    ['pending', {}, { alerts: [anAlert({ ...own, state: 'pending' })] }, { kind: 'pending', count: 1 }],
    ['no data', {}, { alerts: [anAlert({ ...own, state: 'noData' })] }, { kind: 'noData', count: 1 }],
    ['held', {}, { silent: new Set([queueFeed().id]) }, { kind: 'held' }],
    ['held without a feed', {}, { feeds: [] }, { kind: 'held' }],
    ['not held by a feed it does not read', {}, { silent: new Set([agentFeed().id]) }, { kind: 'calm' }],
    ['snoozed', {}, { isSnoozed: true }, { kind: 'snoozed' }],
    ['firing though snoozed', {}, { isSnoozed: true, alerts: firing }, { kind: 'firing', count: 2 }],
    ['off whatever burns', { enabled: false }, { alerts: firing }, { kind: 'off' }],
    ['outside its hours', { hours: closed }, {}, { kind: 'outsideHours' }],
    ['in shadow', { mode: 'shadow' as const }, {}, { kind: 'shadow' }]
  ] as const)('is %s', (_what, rule, part, state) => {
    expect(stateOf(rule, part as Partial<RuleSurroundings>)).toEqual(state)
  })

  it('is more urgent the more it wants somebody, and of what fires the more severe', () => {
    const order = [
      stateRank({ kind: 'firing', count: 1 }, { ...waiting, severity: 'critical' }),
      stateRank({ kind: 'firing', count: 9 }, { ...waiting, severity: 'info' }),
      stateRank({ kind: 'noData', count: 1 }, waiting),
      stateRank({ kind: 'pending', count: 1 }, waiting),
      stateRank({ kind: 'calm' }, waiting),
      stateRank({ kind: 'off' }, waiting)
    ]
    expect([...order].sort((a, b) => a - b)).toEqual(order)
  })
})
