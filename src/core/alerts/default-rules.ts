import { AGENT_STATES } from '../measures/value.ts'
import { defaultRuleWords } from '../text/default-rule-words.ts'
import type { Rule } from './rule.ts'

const MINUTE_MS = 60_000
const once = { version: 1, enabled: true, repeatEveryMs: null, announceEnd: false } as const

/** True for a rule that came with the product, whatever was changed about it: it speaks of my floor. A user's own has its own scope. */
export function followsFloor(rule: Pick<Rule, 'id'>): boolean {
  return DEFAULT_IDS.has(rule.id)
}

/** What a new user starts with. The ids are stable: a rule that was changed is found again. */
export function defaultRules(): Rule[] {
  return [
    {
      ...once,
      id: 'default-contacts-waiting',
      kind: 'realtime',
      name: defaultRuleWords['default-contacts-waiting'],
      severity: 'critical',
      producer: 'queue',
      scope: [],
      over: 'each',
      metric: { kind: 'measure', measure: { role: 'contactsWaiting' } },
      condition: { op: '>', threshold: 8, clear: 5 },
      pendingForMs: 10_000,
      keepFiringForMs: 30_000
    },
    {
      ...once,
      id: 'default-after-contact-work',
      kind: 'realtime',
      name: defaultRuleWords['default-after-contact-work'],
      severity: 'warning',
      producer: 'agent',
      scope: [],
      over: 'each',
      metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
      condition: { op: '>', threshold: 5 * MINUTE_MS },
      pendingForMs: 0,
      keepFiringForMs: 0
    },
    {
      ...once,
      id: 'default-agents-ready',
      kind: 'realtime',
      name: defaultRuleWords['default-agents-ready'],
      severity: 'warning',
      producer: 'agent',
      scope: [{ by: { role: 'agentState' }, oneOf: ['READY'] }],
      over: 'count',
      among: [{ by: { role: 'agentState' }, oneOf: AGENT_STATES.filter((state) => state !== 'LOGGED_OUT') }],
      condition: { op: '<', threshold: 5, clear: 7 },
      pendingForMs: MINUTE_MS,
      keepFiringForMs: 30_000
    },
    {
      ...once,
      id: 'default-feed-lost',
      kind: 'feed',
      name: defaultRuleWords['default-feed-lost'],
      severity: 'critical',
      pendingForMs: 2_000,
      keepFiringForMs: 20_000
    },
    {
      ...once,
      id: 'default-target-reached',
      kind: 'target',
      name: defaultRuleWords['default-target-reached'],
      severity: 'info',
      states: ['reached'],
      pendingForMs: 0,
      keepFiringForMs: 0
    },
    {
      ...once,
      id: 'default-target-exceeded',
      kind: 'target',
      name: defaultRuleWords['default-target-exceeded'],
      severity: 'warning',
      states: ['exceeded'],
      pendingForMs: 0,
      keepFiringForMs: 0
    },
    {
      ...once,
      id: 'default-target-final',
      kind: 'target',
      name: defaultRuleWords['default-target-final'],
      severity: 'info',
      states: ['finalMet', 'finalMissed'],
      pendingForMs: 0,
      keepFiringForMs: 0
    },
    {
      ...once,
      // A forecast, so only for who wants it.
      enabled: false,
      id: 'default-target-at-risk',
      kind: 'target',
      name: defaultRuleWords['default-target-at-risk'],
      severity: 'warning',
      states: ['atRisk', 'outOfReach'],
      pendingForMs: 0,
      keepFiringForMs: 0
    }
  ]
}

const DEFAULT_IDS: ReadonlySet<string> = new Set(defaultRules().map(({ id }) => id))
