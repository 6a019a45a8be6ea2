import { describe, expect, it } from 'vitest'
import { isPersonalKey, isPersonalMeasure } from '../../../../src/core/privacy/personal.ts'

const text = (name: string, role?: 'agentName' | 'agentReason') => ({
  ...{ name, kind: 'text' as const, displayName: name },
  ...(role ? { role } : {})
})

describe('of a row about an agent', () => {
  for (const name of ['agentDisplayName', 'agentLoginId', 'agentFirstName', 'handle', 'note', 'agentId']) {
    it(`${name} tells who it is`, () => {
      expect(isPersonalMeasure(text(name), 'agent')).toBe(true)
      expect(isPersonalKey(name, 'agent')).toBe(true)
    })
  }
  for (const name of ['agentState', 'userStatus', 'channelId', 'queueName', 'teamName', 'siteId']) {
    it(`${name} does not`, () => {
      expect(isPersonalMeasure(text(name), 'agent')).toBe(false)
      expect(isPersonalKey(name, 'agent')).toBe(false)
    })
  }
  it('numbers and what plays a harmless role do not', () => {
    expect(isPersonalMeasure({ name: 'agentLogonDuration', kind: 'duration', displayName: '' }, 'agent')).toBe(false)
    expect(isPersonalMeasure(text('reasonCodeName', 'agentReason'), 'agent')).toBe(false)
  })
})

describe('of any other row', () => {
  it('only what is named after people tells who it is', () => {
    for (const subject of ['queue', 'other'] as const) {
      expect(isPersonalMeasure(text('lastAgentName'), subject)).toBe(true)
      expect(isPersonalMeasure(text('label'), subject)).toBe(false)
      expect(isPersonalMeasure(text('who', 'agentName'), subject)).toBe(true)
    }
    expect([isPersonalKey('loginId', undefined), isPersonalKey('queueId', undefined)]).toEqual([true, false])
  })
})
