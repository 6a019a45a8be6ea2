import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import type { RealtimeRule, Rule } from '../../../../src/core/alerts/rule.ts'
import { formatAge, formatDuration, formatNumber, formatShare } from '../../../../src/core/text/format.ts'
import { ruleDifferences, ruleFacts } from '../../../../src/renderer/features/alerts/rule-diff.ts'
import { ruleLine } from '../../../../src/renderer/features/alerts/rule-text.ts'
import { createTexts } from '../../../../src/renderer/text/texts.ts'
import type { Format } from '../../../../src/renderer/text/use-text.ts'
import type { Translate } from '../../../../src/renderer/text/catalogue.ts'
import { agentFeed, queueFeed } from '../../../fakes/a-floor.ts'

const texts = createTexts('en')
const t: Translate = (key, params) => texts.i18n.t(key, { ...params })
const format = {
  duration: formatDuration,
  number: (value: number) => formatNumber(value, 'en'),
  share: (value: number) => formatShare(value, 'en'),
  age: (ms: number) => formatAge(ms, 'en')
} as Format
const words = { t, format, feeds: [queueFeed(), agentFeed()] }
const [first] = defaultRules()
if (first?.kind !== 'realtime') throw new Error('the first default rule reads rows')
const waiting: RealtimeRule = first
const OFFERED = { kind: 'measure', measure: { role: 'offered' } }
const differences = (part: object, before: Rule = waiting) =>
  ruleDifferences(before, { ...before, version: 2, ...part }, words)

describe('the difference of two versions', () => {
  it('is nothing where only the number is another', () => {
    expect(differences({})).toEqual([])
  })

  it.each<[object, string]>([
    [{ name: 'Mine' }, 'name: Contacts waiting → Mine'],
    [{ enabled: false }, 'on: yes → no'],
    [{ severity: 'info' }, 'severity: critical → info'],
    [{ condition: { op: '>=', threshold: 12, clear: 5 } }, 'alert when: over 8 → at least 12'],
    [{ condition: { op: '>', threshold: 8 } }, 'clears at: none, was 5'],
    [{ pendingForMs: 60_000 }, 'tell after: 0:10 → 1:00'],
    [{ repeatEveryMs: 300_000 }, 'tell again every: once only → 5:00'],
    [{ repeatEveryMs: null, repeatAtMost: 3 }, 'tell again at most: 3, none before'],
    [{ mode: 'shadow' }, 'mode: live → shadow'],
    [{ over: 'sum' }, 'taken: each one → sum'],
    [{ producer: 'agent' }, 'watches: queues → agents'],
    [
      { scope: [{ by: { role: 'queueName' }, oneOf: ['Sales', 'Support'] }] },
      'only those: all → queueName is Sales, Support'
    ],
    [
      { metric: { kind: 'ratio', numerator: { role: 'answered' }, denominator: { role: 'offered' } } },
      'looks at: contactsQueueing → Answered of Offered, %'
    ],
    [{ noData: { policy: 'alert', afterMs: 60_000 } }, 'without data: alert without data for 1:00, none before'],
    [{ critical: { threshold: 20 } }, 'critical: over 20, none before'],
    [{ critical: { threshold: 20, clear: 12 } }, 'critical: over 20 until 12, none before'],
    [
      { also: { join: 'any', conditions: [{ metric: OFFERED, condition: { op: '>=', threshold: 10, clear: 4 } }] } },
      'further conditions: any of: Offered at least 10 until 4, none before'
    ],
    [
      {
        over: 'sum',
        also: {
          join: 'all',
          conditions: [
            { over: 'max', metric: OFFERED, condition: { op: '<', threshold: 10 } },
            { over: 'count', condition: { op: '>', threshold: 2 } }
          ]
        }
      },
      'further conditions: all of: greatest of Offered under 10; how many over 2, none before'
    ],
    [{ unstable: null }, 'alerts that come and go: become one, as usual → are told one by one'],
    [
      { unstable: { times: 3, withinMs: 600_000, calmForMs: 300_000, steadyForMs: 120_000 } },
      'alerts that come and go: become one, as usual → become one after 3 within 10:00, until 5:00 of all-clear or 2:00 without any'
    ],
    [{ beyond: { level: 12 } }, 'another setting (beyond): level 12, none before']
  ])('of %j is one sentence in words', (part, sentence) => {
    expect(differences(part)).toContain(sentence)
  })

  it('tells each of several', () => {
    expect(differences({ name: 'Mine', severity: 'info', announceEnd: true })).toHaveLength(3)
  })

  it('knows the rules over targets', () => {
    const target = defaultRules().find(({ kind }) => kind === 'target')
    if (!target) throw new Error('no rule over targets')
    expect(differences({ states: ['exceeded'] }, target)).toEqual(['target states: reached → exceeded'])
  })
})

describe('a rule in words', () => {
  it('has its second level, further conditions and what comes and goes in the line of the list', () => {
    const rule: RealtimeRule = {
      ...waiting,
      severity: 'warning',
      critical: { threshold: 20, clear: 12 },
      also: {
        join: 'any',
        conditions: [
          { metric: { kind: 'measure', measure: { role: 'offered' } }, condition: { op: '>', threshold: 100 } }
        ]
      },
      unstable: null
    }
    expect(ruleLine(rule, words.feeds, t, format)).toBe(
      'over 8 · or Offered over 100 · clears at 5 · critical over 20 until 12 · after 0:10 · those that come and go are told one by one'
    )
  })

  it('says everything once, for every rule of the product', () => {
    for (const rule of defaultRules()) {
      const labels = ruleFacts(rule, words).map(({ label }) => label)
      expect(new Set(labels).size).toBe(labels.length)
      expect(
        ruleFacts(rule, words)
          .map(({ value }) => value)
          .join()
      ).not.toMatch(/[{}[\]]|undefined/)
    }
  })
})
