import { describe, expect, test } from 'vitest'
import { requests } from '../../../../src/contract/requests.ts'
import { ALL_RULES, ruleSchema } from '../../../../src/core/alerts/rule.ts'
import { SNOOZE_ALL } from '../../../../src/core/alerts/snoozes.ts'
import { parseProvisioning } from '../../../../src/core/connections/provisioning.ts'
import { WAITING } from './scene.ts'

describe('the id that stands for all rules', () => {
  test('is what the journal keeps the snooze of everything under', () => {
    expect(ALL_RULES).toBe(SNOOZE_ALL)
  })

  test('is no rule’s, wherever one comes from', () => {
    const named = { ...WAITING, id: ALL_RULES }
    expect(ruleSchema.safeParse(named).error?.issues[0]?.path).toEqual(['id'])
    expect(requests['rule:save'].input.safeParse(named).success).toBe(false)
    const file = JSON.stringify({ version: 1, connections: [], rules: [named], settings: {} })
    const parsed = parseProvisioning(file)
    expect(parsed).toMatchObject({ ok: false, failure: [{ path: expect.stringContaining('rules') as string }] })
  })

  test('snoozes no rule: everything is snoozed only by the scope that says so', () => {
    const asked = (scope: object) => requests['alert:snooze'].input.safeParse({ scope, minutes: 15 }).success
    expect([asked({ kind: 'rule', ruleId: ALL_RULES }), asked({ kind: 'rule', ruleId: 'r1' })]).toEqual([false, true])
    expect(asked({ kind: 'all' })).toBe(true)
  })
})
