import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import { ruleSchema } from '../../../../src/core/alerts/rule.ts'
import { draftOf, parseDuration, readDraft } from '../../../../src/renderer/features/alerts/rule-draft.ts'

const [waiting] = defaultRules()
if (!waiting) throw new Error('no default rule')

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

describe('the rule form', () => {
  it('gives back the same rule when nothing was changed, for every default rule', () => {
    for (const rule of defaultRules()) {
      const unit = rule.kind === 'realtime' && rule.metric?.kind === 'elapsed' ? 'duration' : 'number'
      expect(readDraft(rule, draftOf(rule, unit), unit)).toEqual({ rule })
    }
  })

  it('takes another threshold, in a form that main accepts', () => {
    const read = readDraft(waiting, { ...draftOf(waiting, 'number'), threshold: '12', clear: '10' }, 'number')
    expect(read).toMatchObject({ rule: { condition: { op: '>', threshold: 12, clear: 10 } } })
    expect('rule' in read && ruleSchema.safeParse(read.rule).success).toBe(true)
  })

  it('refuses what makes no sense at its field', () => {
    const draft = draftOf(waiting, 'number')
    expect(readDraft(waiting, { ...draft, threshold: 'many' }, 'number')).toHaveProperty('refused.threshold')
    expect(readDraft(waiting, { ...draft, threshold: '3', clear: '5' }, 'number')).toHaveProperty('refused.clear')
    expect(readDraft(waiting, { ...draft, pendingFor: '99:99:99' }, 'number')).toHaveProperty('refused.pendingFor')
  })
})
