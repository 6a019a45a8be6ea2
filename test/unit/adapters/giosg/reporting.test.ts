import { describe, expect, it } from 'vitest'
import { createCancellation } from '../../../../src/core/cancellation.ts'
import type { ListProgress } from '../../../../src/core/connections/source.ts'
import { answered, pathOf, reportingRig } from './rig.ts'

const PLACE = { workflowId: 'w1', targetId: 't1' }
const target = (id: string, changes: object = {}) => ({
  id,
  name: `Target ${id}`,
  reporting_threshold: 5,
  reporting_bound: 'LOWER',
  reporting_period: 'P1D',
  notification_period: 'P1D',
  reporting_field: 'count',
  reporting_query: { vendor: 'x' },
  reporting_datasource: 'GENERIC_REPORTING',
  are_notifications_active: true,
  ...changes
})
const bar = { id: 'b1', name: 'Floor', is_notification_active: true, channel_id: 'c1', last_notification_sent: null }
const slackBot = { id: 's1', token: 'xoxb-1-very-secret', channel: '#floor', user: 'floor', icon_url: null }
const slackHook = { id: 's2', incoming_webhook_url: 'https://hooks.slack.com/services/T/B/very-secret', icon_url: 'i' }
const email = { id: 'e1', email: 'a@b.fi', is_bundleable: true, last_notification_sent: '2021-04-01T10:10:57.242' }

describe('targets', () => {
  it('come with all that can be edited', async () => {
    const { reporting } = reportingRig(() => answered(200, [target('t1')]))
    expect(await reporting.target(PLACE)).toMatchObject({
      ok: true,
      value: { id: 't1', query: { vendor: 'x' }, datasource: 'GENERIC_REPORTING', notificationsActive: true }
    })
  })

  it('lose only what is odd about them', async () => {
    const odd = { reporting_datasource: 'STARS', are_notifications_active: 'yes', target_active_from: 5, mystery: {} }
    const { reporting } = reportingRig(() => answered(200, [target('t1', { ...odd, reporting_query: undefined })]))
    expect(await reporting.targets('w1')).toMatchObject({
      value: [{ id: 't1', query: null, datasource: null, notificationsActive: null }]
    })
  })

  it('one that is not in its list is not found', async () => {
    const { reporting } = reportingRig(() => answered(200, { results: [target('t2')], next: null }))
    expect(await reporting.target(PLACE)).toMatchObject({ failure: { code: 'notFound', step: 'targets' } })
  })
})

describe('workflows', () => {
  it('one is asked for by itself', async () => {
    const answer = { id: 'w1', name: 'Sales', created_at: '2021-04-01T10:10:57.242Z' }
    const { reporting, calls } = reportingRig(() => answered(200, answer))
    expect(await reporting.workflow('w1')).toMatchObject({
      value: { id: 'w1', description: '', createdAtMs: Date.UTC(2021, 3, 1, 10, 10, 57, 242), modifiedAtMs: null }
    })
    expect(calls()).toEqual(['GET /workflows/w1'])
  })

  it('of the newer edition are named as such', async () => {
    const { reporting, calls } = reportingRig((request) =>
      pathOf(request) === '/reports/' ? answered(200, []) : answered(404, { detail: 'Not found.' })
    )
    expect(await reporting.workflows()).toMatchObject({ failure: { code: 'newerEdition', step: 'workflows' } })
    expect(calls()).toEqual(['GET /workflows', 'GET /reports/'])
  })

  it.each([
    [answered(404, {}), 'notFound'],
    [answered(200, '<html>Page</html>'), 'notFound'],
    [answered(403, {}), 'notFound']
  ])('without the reports of the newer edition are just not found: %j', async (reports, code) => {
    const { reporting } = reportingRig((request) => (pathOf(request) === '/reports/' ? reports : answered(404, {})))
    expect(await reporting.workflows()).toMatchObject({ failure: { code } })
  })
})

describe('notification settings', () => {
  const lists = { bar: [bar], slack: [slackBot, slackHook], email: [email] }

  it.each([
    ['one object', lists],
    ['a list with one', [lists]],
    ['a page', { results: [lists], next: null }],
    ['a list of parts', [{ bar: [bar] }, { slack: [slackBot, slackHook] }, { email: [email] }]],
    ['one object in place of a list', { ...lists, bar, email }]
  ])('are read from %s', async (_, body) => {
    const { reporting } = reportingRig(() => answered(200, body))
    const read = await reporting.settings(PLACE)
    expect(read.ok && read.value).toMatchObject([
      { kind: 'bar', id: 'b1', targetId: 't1', channelId: 'c1', active: true, lastSentAtMs: null },
      { kind: 'slack', id: 's1', access: { shape: 'bot', token: 'set', channel: '#floor', user: 'floor' } },
      { kind: 'slack', id: 's2', access: { shape: 'webhook', webhookUrl: 'set', iconUrl: 'i' }, active: null },
      { kind: 'email', id: 'e1', email: 'a@b.fi', bundleable: true, lastSentAtMs: 1617271857242 }
    ])
    expect(JSON.stringify(read)).not.toContain('very-secret')
  })

  it('missing kinds are none', async () => {
    expect(await reportingRig(() => answered(200, { bar: null })).reporting.settings(PLACE)).toMatchObject({
      value: []
    })
  })

  it('a Slack setting without its secret says so', async () => {
    const items = [
      { id: 's1', channel: '#floor' },
      { id: 's2', icon_url: 'i', token: '' }
    ]
    const { reporting } = reportingRig(() => answered(200, items))
    expect(await reporting.settingsOf('slack', PLACE)).toMatchObject({
      value: [{ access: { shape: 'bot', token: 'notSet' } }, { access: { shape: 'webhook', webhookUrl: 'notSet' } }]
    })
  })

  it('are read kind by kind where the address of all is wrong', async () => {
    const { reporting, calls } = reportingRig((request) => {
      const kind = pathOf(request).split('/notifications/')[1]
      if (kind === undefined) return answered(404, {})
      return answered(200, kind === 'bar' ? [bar] : kind === 'slack' ? [slackBot] : [email])
    })
    expect(await reporting.settings(PLACE)).toMatchObject({ value: [{ id: 'b1' }, { id: 's1' }, { id: 'e1' }] })
    expect(calls()).toHaveLength(4)
  })

  it.each(['{"slack": [{"id": "s1", "token": "tkn very-secret', '["very-secret"'])(
    'no word of an answer that breaks off is told or logged: %s',
    async (broken) => {
      const { reporting, warnings } = reportingRig(() => answered(200, broken))
      const told = [await reporting.settings(PLACE), await reporting.settingsOf('slack', PLACE), warnings]
      expect(JSON.stringify(told)).not.toContain('very-secret')
    }
  )

  it('no word of a setting that can’t be read is logged', async () => {
    const { reporting, warnings } = reportingRig(() => answered(200, [{ token: 'very-secret' }]))
    expect(await reporting.settingsOf('slack', PLACE)).toMatchObject({ value: [] })
    expect(warnings).toHaveLength(1)
    expect(JSON.stringify(warnings)).not.toContain('very-secret')
  })
})

describe('the lists of many workflows', () => {
  const ids = Array.from({ length: 60 }, (_, index) => `w${String(index)}`)
  const listsOf = (rig: ReturnType<typeof reportingRig>, cancellation = createCancellation().cancellation) => {
    const lists = new Map<string, number>()
    const progress: ListProgress[] = []
    const work = rig.reporting.targetLists(
      ids,
      { list: (id, targets) => lists.set(id, targets.length), progress: (step) => progress.push(step) },
      cancellation
    )
    return { lists, progress, work }
  }

  it('are told one by one, with how far it is', async () => {
    const rig = reportingRig(() => answered(200, [target('t1')]))
    const { lists, progress, work } = listsOf(rig)
    expect((await rig.over(work)).ok).toBe(true)
    expect([...lists.keys()].sort()).toEqual([...ids].sort())
    expect(progress).toEqual(Array.from({ length: 61 }, (_, done) => ({ done, total: 60 })))
    expect(rig.clock.pendingTimers()).toBe(0)
  })

  it.each([['30'], ['Mon, 06 May 2024 08:00:40 GMT'], [undefined]])(
    'wait as long as the service asks, and none is lost: Retry-After %s',
    async (retryAfter) => {
      const rig = reportingRig((_, index) =>
        index === 10 || index === 11
          ? answered(429, {}, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
          : answered(200, [])
      )
      const { lists, progress, work } = listsOf(rig)
      expect((await rig.over(work)).ok).toBe(true)
      expect(lists.size).toBe(60)
      expect(progress.at(-1)).toEqual({ done: 60, total: 60 })
      expect(rig.requests).toHaveLength(62)
    }
  )

  it('end when they are always turned away', async () => {
    const rig = reportingRig(() => answered(429, {}))
    const { work } = listsOf(rig)
    expect(await rig.over(work)).toMatchObject({ failure: { code: 'rateLimited' } })
  })

  it('end when cancelled, with nothing left behind', async () => {
    const owner = createCancellation()
    const rig = reportingRig((_, index) => {
      if (index === 5) owner.cancel()
      return answered(200, [])
    })
    const { work } = listsOf(rig, owner.cancellation)
    expect(await rig.over(work)).toMatchObject({ failure: { code: 'cancelled' } })
    expect(rig.requests.length).toBeLessThan(12)
    expect(rig.clock.pendingTimers()).toBe(0)
  })

  it('a person’s call goes before them', async () => {
    const rig = reportingRig((request) =>
      answered(200, pathOf(request) === '/workflows/mine' ? { id: 'mine', name: '' } : [])
    )
    const { work } = listsOf(rig)
    const mine = rig.reporting.workflow('mine')
    await rig.over(mine)
    const place = rig.calls().indexOf('GET /workflows/mine')
    expect(place).toBeLessThan(10)
    await rig.over(work)
  })
})
