import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import { ruleSchema, type RealtimeRule, type Rule } from '../../../../src/core/alerts/rule.ts'
import {
  draftOf,
  NEW_FURTHER,
  NEW_RULE,
  newDraft,
  type DraftField,
  type RuleDraft
} from '../../../../src/renderer/features/alerts/rule-draft.ts'
import { parseDuration } from '../../../../src/renderer/features/alerts/rule-conditions.ts'
import { readDraft } from '../../../../src/renderer/features/alerts/rule-reading.ts'
import { unitsOf } from '../../../../src/renderer/features/alerts/rule-measures.ts'
import { agentFeed, queueFeed } from '../../../fakes/a-floor.ts'

const FEEDS = [queueFeed(), agentFeed()]
const [first] = defaultRules()
if (first?.kind !== 'realtime') throw new Error('the first default rule reads rows')
const waiting: RealtimeRule = first

const draftFor = (rule: Rule): RuleDraft => draftOf(rule, unitsOf(rule, FEEDS), 'Europe/Helsinki')
const readOf = (part: Partial<RuleDraft>, rule: Rule = waiting) =>
  readDraft(rule, { ...draftFor(rule), ...part }, FEEDS)

/** Every optional field in use at once. */
const WHOLE: RealtimeRule = {
  ...waiting,
  scope: [
    { by: { role: 'queueName' }, oneOf: ['Sales', 'Support'] },
    { by: { key: 'queueId' }, oneOf: ['q1'] },
    { by: { name: 'channelId' }, oneOf: ['VOICE'] }
  ],
  over: 'avg',
  metric: { kind: 'ratio', numerator: { role: 'answered' }, denominator: { role: 'offered' } },
  condition: { op: '<', threshold: 80, clear: 85.5 },
  pendingForMs: 1_500,
  repeatEveryMs: 90_500,
  repeatAtMost: 3,
  severity: 'warning',
  mode: 'shadow',
  noData: { policy: 'alert', afterMs: 60_000 },
  critical: { threshold: 50, clear: 60.5 },
  also: {
    join: 'any',
    conditions: [
      { over: 'count', condition: { op: '=', threshold: 0 } },
      { metric: { kind: 'measure', measure: { role: 'offered' } }, condition: { op: '>=', threshold: 10, clear: 4 } }
    ]
  },
  unstable: { times: 3, withinMs: 600_500, calmForMs: 300_000, steadyForMs: 120_000 },
  hours: { zone: 'Europe/Helsinki', days: ['mon', 'sat'], fromMinute: 485, toMinute: 0, holidays: ['2026-12-24'] }
}
const COUNT: RealtimeRule = {
  ...waiting,
  ...{ id: 'count', producer: 'agent', over: 'count', scope: [{ by: { role: 'agentState' }, oneOf: ['READY'] }] },
  among: [{ by: { role: 'agentState' }, oneOf: ['READY', 'ACTIVE'] }],
  condition: { op: '=', threshold: 0 },
  also: {
    join: 'all',
    conditions: [
      {
        over: 'max',
        metric: { kind: 'elapsed', measure: { role: 'stateSince' } },
        condition: { op: '>', threshold: 90_500 }
      }
    ]
  }
}
const { metric: _none, ...COUNTING } = COUNT
const EACH: RealtimeRule = {
  ...waiting,
  severity: 'info',
  critical: { threshold: 20 },
  also: {
    join: 'all',
    conditions: [{ metric: { kind: 'measure', measure: { role: 'offered' } }, condition: { op: '>', threshold: 0 } }]
  },
  unstable: null
}
const PLAIN: Partial<RuleDraft> = { critical: '', criticalClear: '', also: [], unstable: 'usual' }
const further = (part: Partial<RuleDraft['also'][number]>): Partial<RuleDraft> => ({
  also: [{ ...NEW_FURTHER, measure: 'role:offered', threshold: '3', ...part }]
})
const second = (critical: string, criticalClear = '', severity: RuleDraft['severity'] = 'warning') => ({
  ...{ critical, criticalClear, severity }
})

describe('durations as they are typed', () => {
  it.each([
    ['5:00', 300_000],
    ['1:02:03', 3_723_000],
    ['45', 45_000],
    [' 0:30 ', 30_000]
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  it.each(['', '5:60', '1:60:00', '-5', '5 min', '1:2:3:4'])('%s is none', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})

describe('the form of a rule', () => {
  it('gives back the same rule when nothing was changed, whatever the rule uses', () => {
    for (const rule of [...defaultRules(), WHOLE, COUNTING, EACH]) {
      expect(ruleSchema.safeParse(rule).success).toBe(true)
      expect(readOf({}, rule)).toEqual({ rule })
    }
  })

  it('keeps what it does not know of a rule', () => {
    const later = { ...waiting, beyond: { level: 12 }, condition: { ...waiting.condition, also: 3 } } as RealtimeRule
    expect(readOf({ threshold: '20' }, later)).toMatchObject({
      rule: { beyond: { level: 12 }, condition: { also: 3, threshold: 20 } }
    })
  })

  it('takes away what was switched off', () => {
    const read = readOf(
      { isShadow: false, hasHours: false, noData: 'none', repeat: 'never', clear: '', ...PLAIN },
      WHOLE
    )
    if (!('rule' in read)) throw new Error('refused')
    expect(Object.keys(read.rule)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(mode|hours|noData|repeatAtMost|critical|also|unstable)$/)])
    )
    expect(ruleSchema.safeParse(read.rule).success).toBe(true)
  })

  it('makes every kind of rule in a form that main accepts', () => {
    const parts: Partial<RuleDraft>[] = [
      {},
      { op: '=', clear: '3' },
      {
        over: 'sum',
        metric: 'ratio',
        measure: 'role:answered',
        denominator: 'role:offered',
        op: '<',
        threshold: '80,5'
      },
      { producer: 'agent', metric: 'elapsed', measure: 'role:afterContactSince', threshold: '5:00' },
      {
        producer: 'agent',
        over: 'count',
        scope: [{ by: 'role:agentState', oneOf: ['READY'] }],
        op: '<',
        threshold: '3'
      },
      second('12'),
      second('12', '6'),
      { op: '<', ...second('2') },
      further({}),
      further({ over: 'sum', op: '=', clear: '1' }),
      { over: 'sum', ...further({ over: 'count', measure: '' }), join: 'any' },
      { over: 'sum', ...further({ metric: 'ratio', denominator: 'role:answered', op: '<' }) },
      { unstable: 'own' },
      { unstable: 'never' },
      { kind: 'feed', unstable: 'own', unstableTimes: '20' },
      { kind: 'target', states: ['atRisk', 'outOfReach', 'finalMet', 'finalMissed'] },
      { kind: 'feed' },
      { kind: 'target', states: ['exceeded'] },
      { hasHours: true, from: '8:00', to: '17:30', holidays: '2026-12-24, 2026-12-25' },
      { repeat: '15', repeatAtMost: '3', noData: 'alert', noDataAfter: '2:00' }
    ]
    for (const part of parts) {
      const draft = { ...newDraft('Europe/Helsinki'), name: 'Mine', threshold: '4', ...part }
      const read = readDraft(NEW_RULE, draft, FEEDS)
      if (!('rule' in read)) throw new Error(JSON.stringify([part, read]))
      expect([part, ruleSchema.safeParse(read.rule).error?.issues]).toEqual([part, undefined])
    }
  })

  it.each<[DraftField, Partial<RuleDraft>, string]>([
    ['name', { name: '  ' }, 'ruleForm.refused.noName'],
    ['name', { name: 'x'.repeat(201) }, 'ruleForm.refused.longName'],
    ['threshold', { threshold: 'many', clear: '' }, 'rules.refused.notANumber'],
    ['threshold', { threshold: '-1', clear: '' }, 'rules.refused.negative'],
    ['clear', { threshold: '3', clear: '5' }, 'rules.refused.clearAbove'],
    ['clear', { op: '<=', threshold: '8', clear: '5' }, 'rules.refused.clearBelow'],
    ['pendingFor', { pendingFor: '99:99:99' }, 'rules.refused.notADuration'],
    ['pendingFor', { pendingFor: '30:00:00' }, 'rules.refused.tooLong'],
    ['measure', { measure: '' }, 'ruleForm.refused.noMeasure'],
    ['measure', { measure: 'name:invented' }, 'ruleForm.refused.unknownMeasure'],
    ['denominator', { metric: 'ratio', measure: 'role:offered', denominator: '' }, 'ruleForm.refused.noMeasure'],
    [
      'denominator',
      { metric: 'ratio', measure: 'role:offered', denominator: 'role:offered' },
      'ruleForm.refused.sameMeasure'
    ],
    ['scope.0', { scope: [{ by: '', oneOf: [] }] }, 'ruleForm.refused.noFilter'],
    ['scope.0', { scope: [{ by: 'role:agentState', oneOf: ['READY'] }] }, 'ruleForm.refused.unknownMeasure'],
    ['scope.0.oneOf', { scope: [{ by: 'role:queueName', oneOf: [] }] }, 'ruleForm.refused.noValues'],
    [
      'scope.1.oneOf',
      {
        scope: [
          { by: 'role:queueName', oneOf: ['Sales'] },
          { by: 'role:queueName', oneOf: ['Support'] }
        ]
      },
      'ruleForm.refused.emptyScope'
    ],
    ['among.0.oneOf', { over: 'count', among: [{ by: 'role:queueName', oneOf: [] }] }, 'ruleForm.refused.noValues'],
    [
      'op',
      { producer: 'agent', metric: 'elapsed', measure: 'role:stateSince', op: '=', threshold: '5:00' },
      'ruleForm.refused.timeNeverEqual'
    ],
    ['noDataAfter', { noData: 'ok', noDataAfter: 'soon' }, 'rules.refused.notADuration'],
    ['repeatAtMost', { repeat: '15', repeatAtMost: '0' }, 'ruleForm.refused.notACount'],
    ['days', { hasHours: true, days: [] }, 'ruleForm.refused.noDays'],
    ['from', { hasHours: true, from: '25:00' }, 'ruleForm.refused.notAClock'],
    ['to', { hasHours: true, to: '' }, 'ruleForm.refused.notAClock'],
    ['zone', { hasHours: true, zone: 'Nowhere/Town' }, 'ruleForm.refused.notAZone'],
    ['holidays', { hasHours: true, holidays: '2026-02-30' }, 'ruleForm.refused.notADate'],
    ['holidays', { hasHours: true, holidays: 'Christmas' }, 'ruleForm.refused.notADate'],
    ['critical', second('8'), 'ruleForm.refused.criticalBelow'],
    ['critical', { op: '<', clear: '', ...second('9') }, 'ruleForm.refused.criticalAbove'],
    ['critical', second('many'), 'rules.refused.notANumber'],
    ['critical', second('', '9'), 'rules.refused.notANumber'],
    ['critical', second('20', '', 'critical'), 'ruleForm.refused.isCritical'],
    ['critical', { op: '=', ...second('20') }, 'ruleForm.refused.noWorse'],
    ['criticalClear', second('20', '7'), 'ruleForm.refused.notBetween'],
    ['criticalClear', second('20', '21'), 'ruleForm.refused.notBetween'],
    ['criticalClear', second('20', 'soon'), 'rules.refused.notANumber'],
    ['also.0.measure', further({ measure: '' }), 'ruleForm.refused.noMeasure'],
    ['also.0.measure', further({ measure: 'name:invented' }), 'ruleForm.refused.unknownMeasure'],
    ['also.0.denominator', further({ metric: 'ratio', denominator: 'role:offered' }), 'ruleForm.refused.sameMeasure'],
    ['also.0.threshold', further({ threshold: '' }), 'rules.refused.notANumber'],
    ['also.0.clear', further({ clear: '4' }), 'rules.refused.clearAbove'],
    [
      'also.0.op',
      {
        producer: 'agent',
        measure: 'role:stateSince',
        metric: 'elapsed',
        threshold: '1:00',
        clear: '',
        ...further({ metric: 'elapsed', measure: 'role:stateSince', op: '!=' })
      },
      'ruleForm.refused.timeNeverEqual'
    ],
    ['unstableTimes', { unstable: 'own', unstableTimes: '1' }, 'ruleForm.refused.notATimes'],
    ['unstableWithin', { unstable: 'own', unstableWithin: '0:30' }, 'ruleForm.refused.tooShort'],
    ['calmFor', { unstable: 'own', calmFor: 'long' }, 'rules.refused.notADuration'],
    ['steadyFor', { unstable: 'own', steadyFor: '25:00:00' }, 'rules.refused.tooLong'],
    ['states', { kind: 'target', states: [] }, 'ruleForm.refused.noStates']
  ])('refuses a senseless %s', (field, part, why) => {
    const read = readOf(part)
    expect(read).toEqual({ refused: { [field]: why } })
  })

  it('does not call a measure unknown while no feed is there that could list it', () => {
    expect(readDraft(waiting, draftFor(waiting), [])).toHaveProperty('rule')
  })
})
