import { describe, expect, it } from 'vitest'
import { createCancellation } from '../../src/core/cancellation.ts'
import type { TargetPlace } from '../../src/core/connections/source.ts'
import { readCascade } from '../../src/core/reporting/cascade.ts'
import { demoGiosg, TARGET, valueOf, type DemoGiosg } from './demo-giosg.ts'

const CHANNEL = '90f4b0c6-6c3b-4e2a-8a0f-6d0a3f3b7c55'

async function withTarget(demo: DemoGiosg): Promise<TargetPlace> {
  const workflowId = await demo.made({ kind: 'workflow', op: 'create', draft: { name: 'Mine', description: '' } })
  const targetId = await demo.made({ kind: 'target', op: 'create', workflowId, draft: TARGET })
  return { workflowId, targetId }
}

describe('workflows', () => {
  it('are listed, read, made, changed and removed', async () => {
    const demo = await demoGiosg()
    const before = valueOf(await demo.reporting.workflows())
    expect(before.map(({ name }) => name)).toEqual(['Reach every customer', 'Answer quickly', 'Less e-mail'])
    const id = await demo.made({ kind: 'workflow', op: 'create', draft: { name: 'Mine', description: 'First' } })
    expect(valueOf(await demo.reporting.workflow(id))).toMatchObject({ name: 'Mine', description: 'First' })
    expect(valueOf(await demo.apply({ kind: 'workflow', op: 'change', id, changes: { name: 'Ours' } }))).toEqual({ id })
    const after = valueOf(await demo.reporting.workflows())
    expect(after.at(-1)).toMatchObject({
      id,
      name: 'Ours',
      description: 'First',
      createdAtMs: expect.any(Number) as number
    })
    expect(valueOf(await demo.apply({ kind: 'workflow', op: 'remove', id }))).toEqual({ id })
    expect(await demo.reporting.workflow(id)).toMatchObject({ failure: { code: 'notFound' } })
    expect(valueOf(await demo.reporting.workflows())).toEqual(before)
  })
})

describe('targets', () => {
  it('are made with all their fields, changed one field at a time, tested and removed', async () => {
    const demo = await demoGiosg()
    const place = await withTarget(demo)
    const { workflowId, targetId } = place
    const read = valueOf(await demo.reporting.target(place))
    const { activeUntilMs: _none, ...fields } = TARGET
    expect(read).toMatchObject({ ...fields, id: targetId, workflowId })
    expect(read.activeUntilMs).toBeUndefined()
    const changes = { threshold: 20, bound: 'UPPER', activeUntilMs: Date.UTC(2027, 0, 1), activeFromMs: null } as const
    valueOf(await demo.apply({ kind: 'target', op: 'change', workflowId, id: targetId, changes }))
    const changed = valueOf(await demo.reporting.target(place))
    expect(changed).toMatchObject({
      threshold: 20,
      bound: 'UPPER',
      activeUntilMs: Date.UTC(2027, 0, 1),
      query: TARGET.query
    })
    expect(changed.activeFromMs).toBeUndefined()
    const test = valueOf(await demo.reporting.test(place))
    expect(test).toMatchObject({ targetId, selectedPeriod: 'P1D' })
    expect(test.value).toBeGreaterThan(0)
    valueOf(await demo.apply({ kind: 'target', op: 'remove', workflowId, id: targetId }))
    expect(await demo.reporting.target(place)).toMatchObject({ failure: { code: 'notFound', step: 'targets' } })
    expect(await demo.reporting.test(place)).toMatchObject({ failure: { code: 'notFound' } })
  })
})

describe('notification settings', () => {
  it('of each kind are made, listed, changed and removed', async () => {
    const demo = await demoGiosg()
    const place = await withTarget(demo)
    expect(valueOf(await demo.reporting.settings(place))).toEqual([])
    const bar = await demo.made({
      kind: 'barSetting',
      op: 'create',
      ...place,
      draft: { name: 'Floor', active: true, channelId: CHANNEL }
    })
    const bot = await demo.made({
      kind: 'slackSetting',
      op: 'create',
      ...place,
      draft: { shape: 'bot', token: 'xoxb-1-abc', channel: '#floor', user: 'floor', name: 'Slack' }
    })
    const hook = await demo.made({
      kind: 'slackSetting',
      op: 'create',
      ...place,
      draft: { shape: 'webhook', webhookUrl: 'https://hooks.slack.com/services/T/B/x', iconUrl: 'https://x.example/i' }
    })
    const email = await demo.made({
      kind: 'emailSetting',
      op: 'create',
      ...place,
      draft: { email: 'a@demo.example', bundleable: false, active: true }
    })
    const all = valueOf(await demo.reporting.settings(place))
    expect(all).toMatchObject([
      { kind: 'bar', id: bar, targetId: place.targetId, name: 'Floor', channelId: CHANNEL, lastSentAtMs: null },
      { kind: 'slack', id: bot, access: { shape: 'bot', token: 'set', channel: '#floor', user: 'floor' } },
      { kind: 'slack', id: hook, access: { shape: 'webhook', webhookUrl: 'set', iconUrl: 'https://x.example/i' } },
      { kind: 'email', id: email, email: 'a@demo.example', bundleable: false }
    ])
    for (const kind of ['bar', 'slack', 'email'] as const) {
      expect(valueOf(await demo.reporting.settingsOf(kind, place))).toEqual(all.filter((one) => one.kind === kind))
    }
    valueOf(await demo.apply({ kind: 'barSetting', op: 'change', ...place, id: bar, changes: { active: false } }))
    valueOf(
      await demo.apply({
        kind: 'emailSetting',
        op: 'change',
        ...place,
        id: email,
        changes: { email: 'b@demo.example' }
      })
    )
    expect(valueOf(await demo.reporting.settingsOf('bar', place))).toMatchObject([{ active: false, name: 'Floor' }])
    expect(valueOf(await demo.reporting.settingsOf('email', place))).toMatchObject([{ email: 'b@demo.example' }])
    for (const [kind, id] of [
      ['barSetting', bar],
      ['slackSetting', bot],
      ['slackSetting', hook],
      ['emailSetting', email]
    ] as const)
      valueOf(await demo.apply({ kind, op: 'remove', ...place, id }))
    expect(valueOf(await demo.reporting.settings(place))).toEqual([])
  })

  it('the demo’s own have every kind and both shapes', async () => {
    const demo = await demoGiosg()
    const [workflow] = valueOf(await demo.reporting.workflows())
    const [target] = valueOf(await demo.reporting.targets(workflow!.id))
    const settings = valueOf(await demo.reporting.settings({ workflowId: workflow!.id, targetId: target!.id }))
    const shapes = settings.map((one) => (one.kind === 'slack' ? one.access.shape : one.kind))
    expect(shapes).toEqual(['bar', 'bot', 'webhook', 'email', 'email'])
    expect(settings.some(({ lastSentAtMs }) => lastSentAtMs !== null)).toBe(true)
    const cascade = { bar: 1, slack: 2, email: 2 }
    expect(valueOf(await readCascade(demo.reporting, { workflowId: workflow!.id, targetId: target!.id }))).toEqual({
      targets: [],
      settings: cascade
    })
  })
})

describe('what the service refuses', () => {
  it('comes back at the field it is about, by the name the field has here', async () => {
    const demo = await demoGiosg()
    const place = await withTarget(demo)
    // Past the checks of the edit service: what this version takes for good, and the service does not.
    const change = (changes: object) =>
      demo.sink.writeEdit({ kind: 'target', op: 'change', workflowId: place.workflowId, id: place.targetId, changes })
    expect(await change({ field: 'stars' })).toMatchObject({
      failure: { code: 'rejected', step: 'edit', httpStatus: 400, fields: { field: ['The query has no such column.'] } }
    })
    expect(await change({ threshold: 'many', name: '' })).toMatchObject({
      failure: {
        fields: { threshold: ['A valid number is required.'], name: ['This field may not be blank.'] }
      }
    })
    const query = await change({ query: { ...(TARGET.query as object), granularity: 'often' } })
    expect(query.ok ? {} : query.failure.fields).toHaveProperty('query')
    expect(await change({ activeUntilMs: 0 })).toMatchObject({
      failure: { fields: { activeUntilMs: ['Must be after target_active_from.'] } }
    })
  })

  it('of a whole setting is general', async () => {
    const demo = await demoGiosg()
    const place = await withTarget(demo)
    const id = await demo.made({
      kind: 'slackSetting',
      op: 'create',
      ...place,
      draft: { shape: 'bot', token: 'xoxb-1-abc', channel: '#floor', user: 'floor' }
    })
    const changes = { shape: 'webhook', iconUrl: 'https://x.example/i' } as const
    const refused = await demo.sink.writeEdit({ kind: 'slackSetting', op: 'change', ...place, id, changes })
    expect(refused.ok ? {} : refused.failure.fields).toHaveProperty('general')
  })
})

describe('a service in trouble', () => {
  const create = { kind: 'workflow', op: 'create', draft: { name: 'Once', description: '' } } as const
  const countOnce = async (demo: DemoGiosg): Promise<number> =>
    valueOf(await demo.reporting.workflows()).filter(({ name }) => name === 'Once').length

  it('a lost answer is told, nothing is made twice, and the list tells what became of it', async () => {
    const demo = await demoGiosg()
    // A connection that is kept open from before: some network stacks repeat on their own what breaks on such a one.
    expect(await countOnce(demo)).toBe(0)
    demo.sent()
    await demo.faults({ giosgLostAnswers: true })
    expect(await demo.apply(create)).toMatchObject({ failure: { failure: { code: 'unknownOutcome', step: 'edit' } } })
    expect(demo.sent().map(({ call }) => call)).toEqual(['POST /workflows'])
    await demo.faults({ giosgLostAnswers: false })
    expect(await countOnce(demo)).toBe(1)
  })

  it('a removal whose answers are lost is over', async () => {
    const demo = await demoGiosg()
    const id = await demo.made(create)
    await demo.faults({ giosgLostAnswers: true })
    // The second try finds nothing any more, and that answer is a refusal, which is not lost.
    expect(valueOf(await demo.apply({ kind: 'workflow', op: 'remove', id }))).toEqual({ id })
  })

  it('a late change is seen when the list is read again', async () => {
    const demo = await demoGiosg()
    await demo.faults({ giosgLateWritesMs: 600_000 })
    await demo.made(create)
    expect(await countOnce(demo)).toBe(0)
  })

  it('a slow answer is waited for', async () => {
    const demo = await demoGiosg()
    await demo.faults({ giosgSlowMs: 300 })
    expect(await countOnce(demo)).toBe(0)
  })

  it.each([
    [400, 'unexpectedAnswer'],
    [503, 'serverError'],
    [502, 'unknownOutcome']
  ])('a page of HTML with %i to making something is %s', async (status, code) => {
    const demo = await demoGiosg()
    await demo.faults({ giosgErrorPage: status })
    expect(await demo.apply(create)).toMatchObject({ failure: { failure: { code, httpStatus: status } } })
    expect(demo.sent()).toHaveLength(1)
  })

  it('a login page is no answer to a change', async () => {
    const demo = await demoGiosg()
    await demo.faults({ htmlInsteadOfJson: true })
    expect(await demo.apply(create)).toMatchObject({ failure: { failure: { code: 'unexpectedAnswer' } } })
    await demo.faults({ htmlInsteadOfJson: false })
    expect(await countOnce(demo)).toBe(0)
  })

  it.each([
    ['in seconds', { retryAfterSeconds: 1, calls: 2 }],
    ['as a date', { retryAfterSeconds: 2, calls: 2, asDate: true }],
    ['without a time', { retryAfterSeconds: null, calls: 1 }]
  ])(
    'a 429 %s is waited for, and every list is there',
    async (_, giosg429) => {
      const demo = await demoGiosg()
      const ids = valueOf(await demo.reporting.workflows()).map(({ id }) => id)
      await demo.faults({ giosg429 })
      const found = new Map<string, number>()
      const progress: string[] = []
      valueOf(
        await demo.reporting.targetLists(ids, {
          list: (id, targets) => found.set(id, targets.length),
          progress: ({ done, total }) => progress.push(`${String(done)}/${String(total)}`)
        })
      )
      expect(ids.map((id) => found.get(id))).toEqual([3, 2, 1])
      expect(progress).toEqual(['0/3', '1/3', '2/3', '3/3'])
      expect(demo.bench.clock.pendingTimers()).toBe(0)
    },
    20_000
  )

  it('many lists are read with progress, and can be called off', async () => {
    const demo = await demoGiosg({ reporting: { workflows: 60, targets: 20 } })
    const ids = valueOf(await demo.reporting.workflows()).map(({ id }) => id)
    expect(ids).toHaveLength(60)
    const owner = createCancellation()
    let targets = 0
    const list = (_: string, found: readonly unknown[]): void => void (targets += found.length)
    const progress = ({ done }: { done: number }): void => {
      if (done === 15) owner.cancel()
    }
    const read = await demo.reporting.targetLists(ids, { list, progress }, owner.cancellation)
    expect(read).toMatchObject({ failure: { code: 'cancelled' } })
    expect(targets).toBeGreaterThan(100)
    expect(demo.bench.clock.pendingTimers()).toBe(0)
  })

  it('the newer edition is named', async () => {
    const demo = await demoGiosg()
    await demo.faults({ giosgNewerEdition: true })
    expect(await demo.reporting.workflows()).toMatchObject({ failure: { code: 'newerEdition', step: 'workflows' } })
    expect(await demo.bench.abilities.targets?.readAll()).toMatchObject({ failure: { code: 'newerEdition' } })
  })
})
