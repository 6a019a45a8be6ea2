import { describe, expect, it } from 'vitest'
import {
  barProblems,
  emailProblems,
  slackProblems,
  targetProblems,
  workflowProblems
} from '../../../../src/core/reporting/check.ts'
import type { SlackChanges, TargetChanges, TargetDraft } from '../../../../src/core/reporting/drafts.ts'

const TARGET: TargetDraft = {
  name: 'Answered today',
  threshold: 1500,
  bound: 'LOWER',
  reportingPeriod: 'P1D',
  notificationPeriod: 'P1W',
  datasource: 'GENERIC_REPORTING',
  field: 'count',
  query: { aggregations: ['count'] },
  notificationsActive: true,
  activeFromMs: null,
  activeUntilMs: null
}

describe('a target', () => {
  it('that is whole has no problem, nor have changes of any part of it', () => {
    expect(targetProblems(TARGET)).toEqual([])
    for (const [name, value] of Object.entries<unknown>({ ...TARGET }))
      expect(targetProblems({ [name]: value })).toEqual([])
  })

  it.each([
    [{ name: ' ' }, 'name', 'empty'],
    [{ name: 'x'.repeat(201) }, 'name', 'tooLong'],
    [{ threshold: Number.NaN }, 'threshold', 'notANumber'],
    [{ threshold: Number.POSITIVE_INFINITY }, 'threshold', 'notANumber'],
    [{ threshold: '5' }, 'threshold', 'notANumber'],
    [{ bound: 'upper' }, 'bound', 'notABound'],
    [{ reportingPeriod: 'P1Y' }, 'reportingPeriod', 'notAPeriod'],
    [{ notificationPeriod: '' }, 'notificationPeriod', 'notAPeriod'],
    [{ datasource: 'CHAT_SESSIONS' }, 'datasource', 'datasourceNotUsable'],
    [{ datasource: 'VISITOR_SESSIONS' }, 'datasource', 'datasourceNotUsable'],
    [{ field: '' }, 'field', 'empty'],
    [{ query: [] }, 'query', 'notAnObject'],
    [{ query: null }, 'query', 'notAnObject'],
    [{ query: 'select' }, 'query', 'notAnObject'],
    [{ notificationsActive: 'yes' }, 'notificationsActive', 'empty'],
    [{ activeFromMs: Number.NaN }, 'activeFromMs', 'notAMoment'],
    [{ activeFromMs: 2, activeUntilMs: 2 }, 'activeUntilMs', 'untilBeforeFrom'],
    [{ activeFromMs: 3, activeUntilMs: 2 }, 'activeUntilMs', 'untilBeforeFrom']
  ])('with %j has a problem at %s: %s', (change, field, code) => {
    expect(targetProblems({ ...TARGET, ...(change as TargetChanges) })).toEqual([{ field, code }])
  })

  it('whose one end is changed is held against the other end as it is', () => {
    const known = { activeFromMs: 100, activeUntilMs: 200 }
    expect(targetProblems({ activeUntilMs: 50 }, known)).toEqual([{ field: 'activeUntilMs', code: 'untilBeforeFrom' }])
    expect(targetProblems({ activeUntilMs: null }, known)).toEqual([])
    expect(targetProblems({ name: 'other' }, { activeFromMs: 3, activeUntilMs: 2 })).toEqual([])
  })
})

describe('a workflow', () => {
  it('needs a name, no description', () => {
    expect(workflowProblems({ name: 'Sales', description: '' })).toEqual([])
    expect(workflowProblems({ name: '', description: 'x'.repeat(2_001) })).toEqual([
      { field: 'name', code: 'empty' },
      { field: 'description', code: 'tooLong' }
    ])
  })
})

describe('the settings', () => {
  it('BAR wants the id of a chat', () => {
    expect(barProblems({ name: 'x', active: true, channelId: '90f4b0c6-6c3b-4e2a-8a0f-6d0a3f3b7c55' })).toEqual([])
    expect(barProblems({ channelId: 'general' })).toEqual([{ field: 'channelId', code: 'notAnId' }])
    expect(barProblems({ channelId: '' })).toEqual([{ field: 'channelId', code: 'empty' }])
  })

  it.each(['a@b.fi', 'first.last+tag@sub.example.com', 'ä@ö.example'])('takes the address %s', (email) => {
    expect(emailProblems({ email })).toEqual([])
  })

  it.each(['a', 'a@b', '@b.fi', 'a@', 'a b@c.fi', 'a@b.fi, c@d.fi', 'Ada <a@b.fi>', 'a@b.f'])(
    'refuses the address %s',
    (email) => {
      expect(emailProblems({ email })).toEqual([{ field: 'email', code: 'notAnAddress' }])
    }
  )

  it('Slack takes each shape by itself', () => {
    expect(slackProblems({ shape: 'bot', token: 'xoxb-1-abc', channel: '#sales', user: 'floor' })).toEqual([])
    const webhookUrl = 'https://hooks.slack.com/services/T0/B0/abc'
    expect(slackProblems({ shape: 'webhook', webhookUrl, iconUrl: 'https://x.example/i.png' })).toEqual([])
  })

  it('Slack refuses fields of the other shape, empty ones too', () => {
    const mixed = {
      shape: 'bot',
      token: 'xoxb-1-abc',
      channel: '#sales',
      user: 'floor',
      webhookUrl: ''
    } as SlackChanges
    expect(slackProblems(mixed)).toEqual([{ field: 'webhookUrl', code: 'otherShape' }])
    const other = { shape: 'webhook', webhookUrl: 'https://x.example/y', iconUrl: 'https://x.example/z', token: 'abcd' }
    expect(slackProblems(other as SlackChanges)).toEqual([{ field: 'token', code: 'otherShape' }])
  })

  it.each(['***', '••••••••', 'xxxx', '[redacted]', 'set', 'notSet'])(
    'Slack takes no mask for a secret: %s',
    (token) => {
      expect(slackProblems({ shape: 'bot', token })).toEqual([{ field: 'token', code: 'masked' }])
      expect(slackProblems({ shape: 'webhook', webhookUrl: token })).toEqual([{ field: 'webhookUrl', code: 'masked' }])
    }
  )

  it('Slack wants addresses over https', () => {
    expect(slackProblems({ shape: 'webhook', webhookUrl: 'http://hooks.slack.com/x' })).toEqual([
      { field: 'webhookUrl', code: 'notHttps' }
    ])
  })
})
