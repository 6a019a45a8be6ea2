import type { Rule } from '../../src/core/alerts/rule.ts'
import { aFloor, anAlert, NOON_MS } from '../fakes/a-floor.ts'
import type { FakeBridge } from '../fakes/fake-bridge.ts'
import { moment } from './moment.tsx'
import type { Hands, Specimen } from './specimen.ts'

/** Rules in their list, in the form, and in what opens beside them. */

const { rules } = aFloor()
const [waiting, acw, ready] = rules
if (waiting?.kind !== 'realtime' || !acw || !ready) throw new Error('the made-up floor has the rules of the product')

const COMES = { times: 3, withinMs: 600_000, calmForMs: 300_000, steadyForMs: 120_000 }
const WHOLE: Rule = {
  ...waiting,
  ...{ id: 'whole', name: 'Answered in time', severity: 'warning', over: 'sum', version: 4 },
  scope: [{ by: { role: 'queueName' }, oneOf: ['Sales', 'Support'] }],
  metric: { kind: 'ratio', numerator: { role: 'answered' }, denominator: { role: 'offered' } },
  condition: { op: '<', threshold: 80, clear: 85 },
  critical: { threshold: 60, clear: 65 },
  also: {
    join: 'all',
    conditions: [
      { metric: { kind: 'measure', measure: { role: 'offered' } }, condition: { op: '>=', threshold: 20, clear: 10 } },
      { over: 'count', condition: { op: '>', threshold: 1 } }
    ]
  },
  unstable: COMES,
  ...{ repeatEveryMs: 900_000, repeatAtMost: 3 },
  noData: { policy: 'alert', afterMs: 60_000 },
  hours: {
    ...{ zone: 'Europe/Helsinki', days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: 480, toMinute: 1080 },
    holidays: ['2026-12-24', '2026-12-25']
  }
}
const over = {
  rules: [WHOLE, ...rules, { ...acw, id: 'off', name: 'Switched off', enabled: false }],
  alerts: [anAlert({ ruleId: waiting.id }), anAlert({ id: 'e2', ruleId: ready.id, state: 'pending' })]
}

function noise(bridge: FakeBridge): void {
  const days = [1, 0, 4, 2, 0, 7, 3].map((fired) => ({ fired, told: Math.ceil(fired / 2) }))
  const silent = days.map(() => ({ fired: 0, told: 0 }))
  bridge.answer('rule:noise', async () => ({
    ok: true,
    value: {
      rules: over.rules.map(({ id }, at) => ({
        ruleId: id,
        snoozedUntilMs: id === acw?.id ? NOON_MS + 900_000 : null,
        days: at < 2 ? days : silent,
        medianMs: at < 2 ? 250_000 : null
      }))
    }
  }))
}

function versions(bridge: FakeBridge): void {
  const told = [
    { rule: WHOLE, atMs: NOON_MS - 60_000, how: 'edited' as const },
    {
      rule: { ...WHOLE, version: 3, condition: { op: '<' as const, threshold: 75 }, critical: { threshold: 50 } },
      atMs: NOON_MS - 86_400_000,
      how: 'restored' as const
    },
    {
      rule: { ...WHOLE, version: 2, severity: 'info' as const, name: 'Answered' },
      atMs: NOON_MS - 90_000_000,
      how: 'imported' as const
    },
    { rule: { ...WHOLE, version: 1, name: 'Answered' }, atMs: NOON_MS - 99_000_000, how: 'created' as const }
  ]
  bridge.answer('rule:versions', async () => ({ ok: true, value: { versions: told } }))
  bridge.answer('rule:removed', async () => ({
    ok: true,
    value: { removed: [{ rule: { ...WHOLE, id: 'gone' }, atMs: NOON_MS, how: 'removed' }] }
  }))
}

function file(bridge: FakeBridge): void {
  bridge.answer('rule:readFile', async () => ({
    ok: true,
    value: {
      ...{ kind: 'read', fileName: 'floorwatch-rules.json', readId: 'r' },
      entries: [
        { verdict: 'added', rule: { ...WHOLE, id: 'n' }, present: null },
        {
          verdict: 'changed',
          rule: { ...waiting, severity: 'info', pendingForMs: 60_000 } as Rule,
          present: waiting ?? null
        },
        { verdict: 'unchanged', rule: ready as Rule, present: ready ?? null }
      ],
      errors: [{ path: 'rules[3].condition.clear', message: 'must lie on the good side of the threshold' }]
    }
  }))
}

const list = (name: string, title: string, after: (hands: Hands) => Promise<void>, prepare = noise): Specimen =>
  moment('alerts', name, title, {
    over,
    prepare,
    after: async (hands) => {
      await hands.press('alerts.rules')
      await after(hands)
    }
  })

const away = {
  ...{ sinceMs: NOON_MS - 3_600_000, fired: 7, ended: 2, burningIds: ['e1'] },
  named: [anAlert({ id: 'e1' }).episode, anAlert({ id: 'x', keyName: 'Support', severity: 'warning' }).episode]
}

const explained = anAlert({
  ...{ id: 'held', ruleId: waiting.id, keyName: 'Support', severity: 'warning', highest: 'critical', heldBy: 'site' },
  critical: { threshold: 20, clear: 15 },
  also: {
    ...{ join: 'all', holds: true },
    conditions: [
      {
        ...{ over: 'each', metric: { kind: 'measure', measure: { role: 'offered' } }, unit: 'number', op: '>' },
        ...{ threshold: 10, clear: null, value: 12, holds: true }
      }
    ]
  },
  unstable: { count: 7, firstAtMs: NOON_MS - 3_600_000, lastAtMs: NOON_MS - 60_000 },
  ...{ acknowledgedAtMs: NOON_MS - 60_000, acknowledgedUntilMs: NOON_MS + 1_800_000 }
})

export const RULE_MOMENTS: readonly Specimen[] = [
  moment('alerts', 'rule-explained', 'An alert that another one explains, and that comes and goes', {
    over: { ...over, alerts: [anAlert({ id: 'site', key: '*', keyName: 'Demo', ruleName: 'Whole site' }), explained] },
    after: async ({ bridge, settle }) => {
      bridge.push('view:requested', { view: 'alerts', focusId: 'held' })
      await settle()
    }
  }),
  moment('alerts', 'rule-away', 'What happened while the screen was locked', { over: { ...over, away } }),
  list('rule-list', 'Rules with their state and noise', async () => undefined),
  list(
    'rule-list-counting',
    'Rules whose noise is not known yet',
    async () => undefined,
    (bridge) => bridge.answer('rule:noise', () => new Promise(() => undefined))
  ),
  moment('alerts', 'rule-list-empty', 'No rules', {
    over: { rules: [], alerts: [] },
    after: ({ press }) => press('alerts.rules')
  }),
  list('rule-form-whole', 'A rule that uses everything', ({ press }) => press('rules.editNamed', 'name')),
  list('rule-form-new', 'A new rule, refused', async ({ press }) => {
    await press('ruleList.new')
    await press('ruleForm.addFilter')
    await press('ruleForm.create')
  }),
  list('rule-form-further', 'Levels and conditions, refused', async ({ press }) => {
    await press('ruleList.new')
    await press('ruleForm.addFurther')
    await press('ruleForm.create')
  }),
  ...(['feed', 'target'] as const).map((kind) =>
    moment('alerts', `rule-form-${kind}`, `A rule about ${kind}s`, {
      over: {
        rules: rules
          .filter((rule) => rule.kind === kind)
          .slice(0, 1)
          .map((rule) => ({ ...rule, unstable: COMES })),
        alerts: []
      },
      after: async ({ press }) => {
        await press('alerts.rules')
        await press('rules.editNamed', 'name')
      }
    })
  ),
  list(
    'rule-versions',
    'Versions of a rule',
    async ({ press }) => {
      await press('ruleList.more', 'name')
      await press('ruleList.versions')
    },
    versions
  ),
  list('rule-removed', 'Removed rules', ({ press }) => press('ruleList.removed'), versions),
  list('rule-import', 'What importing a file would do', ({ press }) => press('ruleList.import'), file),
  list(
    'rule-import-refused',
    'A file that can not be imported',
    ({ press }) => press('ruleList.import'),
    (bridge) =>
      bridge.answer('rule:readFile', async () => ({
        ok: true,
        value: {
          ...{ kind: 'refused', fileName: 'old.json' },
          errors: [{ path: 'version', message: 'is of a newer version of Floorwatch: update Floorwatch first' }]
        }
      }))
  ),
  moment('alerts', 'rule-then', 'The rule by which an alert fired, as it was', {
    over: { ...over, alerts: [anAlert({ ruleId: 'whole', ruleVersion: 2 })] },
    prepare: versions,
    after: async ({ press }) => {
      await press('alerts.showNamed', 'title')
      await press('ruleVersions.asItWas')
    }
  })
]
