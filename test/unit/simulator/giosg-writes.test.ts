import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsSchema, targetSchema, workflowSchema, type TargetReply } from '../../../src/simulator/giosg/schema.ts'
import { startDemo, withDemo, type Answer, type RunningDemo } from './demo-client.ts'

let demo: RunningDemo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.dispose())

const root = (of: RunningDemo): string =>
  `/api/objectives/v1/orgs/${of.centre.ready.connections[1].organizationId}/workflows`

const send = (of: RunningDemo, method: string, path: string, body?: unknown): Promise<Answer> =>
  of.giosg(path, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
  })

const idOf = (answer: Answer): string => (answer.json as { id: string }).id

async function ids(of: RunningDemo, path: string): Promise<string[]> {
  const found: string[] = []
  for (let next: string | null = path; next !== null;) {
    const page = (await of.giosg(next)).json as { next: string | null; results: { id: string }[] }
    found.push(...page.results.map(({ id }) => id))
    next = page.next
  }
  return found
}

async function firstTarget(of: RunningDemo): Promise<{ path: string; target: TargetReply }> {
  const [workflowId] = await ids(of, root(of))
  const list = `${root(of)}/${workflowId!}/targets`
  const page = (await of.giosg(list)).json as { results: unknown[] }
  const target = targetSchema.parse(page.results[0])
  return { path: `${list}/${target.id}`, target }
}

const editable = ({ id: _id, organization_id: _org, workflow: _workflow, ...rest }: TargetReply) => rest

describe('what is written', () => {
  it('a workflow is made, changed, read and removed', async () => {
    const made = await send(demo, 'POST', root(demo), { name: ' Sales ', description: 'More' })
    expect(made.status).toBe(201)
    expect(workflowSchema.parse(made.json)).toMatchObject({ name: 'Sales', description: 'More' })
    const path = `${root(demo)}/${idOf(made)}`
    const changed = await send(demo, 'PATCH', path, { description: 'Less', id: 'mine', created_at: 'never' })
    expect([changed.status, changed.json]).toMatchObject([200, { id: idOf(made), name: 'Sales', description: 'Less' }])
    expect((await demo.giosg(path)).json).toEqual(changed.json)
    expect(await ids(demo, root(demo))).toContain(idOf(made))
    const removed = await send(demo, 'DELETE', path)
    expect([removed.status, removed.text]).toEqual([204, ''])
    expect((await demo.giosg(path)).status).toBe(404)
    expect((await send(demo, 'DELETE', path)).status).toBe(404)
  })

  it('a target counts what its query says from then on, and takes its settings with it', async () => {
    const { target } = await firstTarget(demo)
    const workflow = `${root(demo)}/${target.workflow}`
    const made = await send(demo, 'POST', `${workflow}/targets`, { ...editable(target), name: 'Mine' })
    expect(made.status).toBe(201)
    const path = `${workflow}/targets/${idOf(made)}`
    const value = ((await demo.giosg(`${path}/test`)).json as { value: number }).value
    expect(value).toBeGreaterThan(0)
    const query = { ...target.reporting_query, filters: {} }
    expect((await send(demo, 'PATCH', path, { reporting_query: query })).json).toMatchObject({ reporting_query: query })
    expect(((await demo.giosg(`${path}/test`)).json as { value: number }).value).toBeGreaterThan(value)
    const setting = await send(demo, 'POST', `${path}/notifications/email`, { email: 'a@demo.example' })
    expect(setting.status).toBe(201)
    expect((await send(demo, 'DELETE', path)).status).toBe(204)
    expect((await demo.giosg(`${path}/notifications`)).status).toBe(404)
    expect((await demo.giosg(`${path}/notifications/email`)).status).toBe(404)
  })

  it('an end is set and taken away', async () => {
    const { path } = await firstTarget(demo)
    const until = '2027-01-01T00:00:00.000Z'
    const set = await send(demo, 'PATCH', path, { target_active_until: until })
    expect(set.json).toMatchObject({ target_active_until: until })
    const away = await send(demo, 'PATCH', path, { target_active_until: null })
    expect(away.json).not.toHaveProperty('target_active_until')
  })

  it('settings of each kind, in all places they are read from', async () => {
    const { path } = await firstTarget(demo)
    const all = `${path}/notifications`
    const before = settingsSchema.parse((await demo.giosg(all)).json)
    expect([before.bar.length, before.slack.length, before.email.length]).toEqual([1, 2, 2])
    const made = {
      bar: { name: 'B', channel_id: '90f4b0c6-6c3b-4e2a-8a0f-6d0a3f3b7c55', is_notification_active: false },
      slack: { name: 'S', token: 'xoxb-1', channel: '#c', user: 'u' },
      email: { email: 'b@demo.example', is_bundleable: true }
    }
    for (const [kind, body] of Object.entries(made)) {
      const answer = await send(demo, 'POST', `${all}/${kind}`, body)
      expect([answer.status, answer.json]).toMatchObject([201, { ...body, last_notification_sent: null }])
      const one = `${all}/${kind}/${idOf(answer)}`
      expect(await ids(demo, `${all}/${kind}`)).toContain(idOf(answer))
      const switched = await send(demo, 'PATCH', one, { is_notification_active: true })
      expect([switched.status, switched.json]).toMatchObject([200, { ...body, is_notification_active: true }])
      expect((await send(demo, 'DELETE', one)).status).toBe(204)
    }
    expect((await demo.giosg(all)).json).toEqual(before)
  })

  it('secrets come back in clear, as documented', async () => {
    const { path } = await firstTarget(demo)
    const { slack } = settingsSchema.parse((await demo.giosg(`${path}/notifications`)).json)
    expect(slack[0]?.token).toMatch(/^xoxb-/)
    expect(slack[1]?.incoming_webhook_url).toMatch(/^https:\/\/hooks\.slack\.com\//)
  })
})

describe('what is refused', () => {
  it.each([
    [{}, { name: ['This field is required.'] }],
    [{ name: ' ' }, { name: ['This field may not be blank.'] }],
    [{ name: 5 }, { name: ['Not a valid string.'] }],
    [[], { non_field_errors: ['Invalid data. Expected a dictionary.'] }]
  ])('a workflow like %j', async (body, complaints) => {
    const answer = await send(demo, 'POST', root(demo), body)
    expect([answer.status, answer.json]).toEqual([400, complaints])
  })

  it('a body that is no JSON', async () => {
    const answer = await send(demo, 'POST', root(demo), '{"name": "x",}')
    expect([answer.status, answer.json]).toEqual([400, { detail: 'JSON parse error' }])
  })

  it.each([
    [{ reporting_threshold: 'many' }, { reporting_threshold: ['A valid number is required.'] }],
    [
      { reporting_datasource: 'CHAT_SESSIONS' },
      { reporting_datasource: ['Only GENERIC_REPORTING is supported at this moment.'] }
    ],
    [{ reporting_period: 'P1Y' }, { reporting_period: ['Not a valid choice.'] }],
    [{ reporting_field: 'stars' }, { reporting_field: ['The query has no such column.'] }],
    [
      { target_active_from: '2026-02-01T00:00:00Z', target_active_until: '2026-01-01T00:00:00Z' },
      { target_active_until: ['Must be after target_active_from.'] }
    ]
  ])('a target with %j, made or changed', async (change, complaints) => {
    const { path, target } = await firstTarget(demo)
    const made = await send(demo, 'POST', path.replace(/\/[^/]+$/, ''), { ...editable(target), ...change })
    const changed = await send(demo, 'PATCH', path, change)
    expect([made.status, made.json]).toEqual([400, complaints])
    expect([changed.status, changed.json]).toEqual([400, complaints])
  })

  it('a query with a part that is wrong, by that part', async () => {
    const { path, target } = await firstTarget(demo)
    const reporting_query = { ...target.reporting_query, granularity: 'often' }
    const answer = await send(demo, 'PATCH', path, { reporting_query })
    expect(answer.status).toBe(400)
    expect((answer.json as { reporting_query: string[] }).reporting_query[0]).toMatch(/^granularity: /)
  })

  it.each([
    { token: 'xoxb-1', channel: '#c', user: 'u', icon_url: '' },
    { token: 'xoxb-1', channel: '#c', user: 'u', incoming_webhook_url: 'https://hooks.slack.com/x' },
    { icon_url: 'https://x.example/i', incoming_webhook_url: 'https://x.example/w', user: null }
  ])('a mixture of the two Slack shapes: %j', async (body) => {
    const { path } = await firstTarget(demo)
    const answer = await send(demo, 'POST', `${path}/notifications/slack`, body)
    expect([answer.status, Object.keys(answer.json as object)]).toEqual([400, ['non_field_errors']])
  })

  it('a change of a Slack setting into the other shape', async () => {
    const { path } = await firstTarget(demo)
    const [bot] = await ids(demo, `${path}/notifications/slack`)
    const change = { incoming_webhook_url: 'https://hooks.slack.com/x' }
    expect((await send(demo, 'PATCH', `${path}/notifications/slack/${bot!}`, change)).status).toBe(400)
  })
})

describe('the oddities', () => {
  const settingsWith = async (seed: number): Promise<unknown> => {
    let read: unknown
    await withDemo({ seed }, async (other) => {
      const [workflowId] = await ids(other, root(other))
      const [targetId] = await ids(other, `${root(other)}/${workflowId!}/targets`)
      read = (await other.giosg(`${root(other)}/${workflowId!}/targets/${targetId!}/notifications`)).json
    })
    return read
  }

  it('differ by seed: one object or a list, nulls or nothing, fields too many', async () => {
    expect(Array.isArray(await settingsWith(1))).toBe(false)
    expect(Array.isArray(await settingsWith(2))).toBe(true)
    const withNulls = (await settingsWith(1)) as { slack: object[] }
    const without = (await settingsWith(9)) as { slack: object[] }
    expect([withNulls.slack[0], without.slack[0]]).toEqual([
      expect.objectContaining({ icon_url: null }),
      expect.not.objectContaining({ icon_url: null })
    ])
    expect(((await settingsWith(3)) as { bar: object[] }).bar[0]).toHaveProperty('is_draft', true)
  })
})

describe('many', () => {
  it('workflows and targets come in large pages, the same for the same seed', async () => {
    const reporting = { workflows: 120, targets: 20 }
    const all: string[][] = []
    for (let time = 0; time < 2; time++) {
      await withDemo({ reporting }, async (other) => {
        const workflows = await ids(other, root(other))
        all.push([...workflows, ...(await ids(other, `${root(other)}/${workflows[60]!}/targets`))])
      })
    }
    expect(all[0]).toHaveLength(140)
    expect(all[1]).toEqual(all[0])
  })
})
