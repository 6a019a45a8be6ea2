import { describe, expect, it } from 'vitest'
import { createGiosgProbe, createGiosgTargets } from '../../../../src/adapters/giosg/source.ts'
import {
  barSchema,
  emailSchema,
  settingsSchema,
  slackSchema,
  targetSchema,
  targetTestSchema,
  userSchema,
  workflowSchema
} from '../../../../src/adapters/giosg/schema.ts'
import { toBarSettings, toEmailSettings, toSlackSettings } from '../../../../src/adapters/giosg/settings.ts'
import type { GiosgConfig } from '../../../../src/core/connections/connection.ts'
import type { Target } from '../../../../src/core/targets/target.ts'
import { ok } from '../../../../src/core/result.ts'
import { createCloudHttp } from '../../../fakes/cloud-http.ts'
import { GiosgCloud } from '../../../fakes/giosg-cloud.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { renamed, wire } from '../avaya/wire.ts'

function rig(tokenKind: GiosgConfig['tokenKind'] = 'token') {
  const cloud = new GiosgCloud()
  const http = createCloudHttp((request) => cloud.handle(request))
  const clock = createVirtualClock()
  const config: GiosgConfig = {
    system: 'giosg',
    name: 'Chat',
    organizationId: cloud.organizationId,
    apiBaseUrl: cloud.origin,
    serviceBaseUrl: 'https://service.giosg.example',
    tokenKind
  }
  const connection = { id: 'g1', config, demo: false }
  const secret = () => Promise.resolve(ok('giosg-1234'))
  const deps = { http, clock, random: createSetRandom(0), logger: silentLogger, secret }
  return {
    cloud,
    http,
    clock,
    targets: createGiosgTargets(connection, deps),
    probe: createGiosgProbe(connection, deps)
  }
}

const failureOf = async (result: Promise<{ ok: boolean }>): Promise<unknown> => await result

describe("the documents' answers", () => {
  it.each([
    ['giosg/workflow.json', workflowSchema, ['id', 'name']],
    [
      'giosg/target.json',
      targetSchema,
      ['id', 'name', 'reporting_threshold', 'reporting_bound', 'reporting_period', 'notification_period']
    ],
    ['giosg/target-test.json', targetTestSchema, ['selected_period', 'value']],
    ['giosg/bar.json', barSchema, ['id']],
    ['giosg/slack-bot.json', slackSchema, ['id']],
    ['giosg/slack-webhook.json', slackSchema, ['id']],
    ['giosg/email.json', emailSchema, ['id']],
    ['giosg/notifications.json', settingsSchema, []],
    ['giosg/user-me.json', userSchema, ['id']]
  ] as const)('%s is read, and not with a field under another name', (name, schema, fields) => {
    expect(schema.safeParse(wire(name)).success).toBe(true)
    for (const field of fields) expect(schema.safeParse(renamed(wire(name), field)).success).toBe(false)
  })

  it.each([
    ['giosg/bar.json', toBarSettings, 'channel_id', { channelId: 'b7a0b1f4-9b1c-4b0e-9f0a-2d8f6a2f9c10' }],
    ['giosg/email.json', toEmailSettings, 'email', { email: 'sales@example.com', lastSentAtMs: null }],
    ['giosg/slack-bot.json', toSlackSettings, 'token', { access: { shape: 'bot', token: 'set', channel: '#sales' } }],
    [
      'giosg/slack-webhook.json',
      toSlackSettings,
      'incoming_webhook_url',
      { access: { shape: 'webhook', webhookUrl: 'set', iconUrl: 'https://example.com/icon.png' } }
    ]
  ] as const)('%s is mapped, and another way with a field under another name', (name, read, field, expected) => {
    const place = { connectionId: 'g1', targetId: 't1' }
    const skip = () => undefined
    const base = { connectionId: 'g1', targetId: 't1', name: 'Sales floor', active: true }
    expect(read(place, [wire(name)], skip)).toMatchObject([{ ...base, ...expected }])
    expect(read(place, [renamed(wire(name), field)], skip)).not.toMatchObject([{ ...base, ...expected }])
  })

  it('the target is mapped', async () => {
    const { cloud, targets } = rig()
    cloud.workflows = [wire('giosg/workflow.json')]
    cloud.targets = { [String(wire('giosg/workflow.json')['id'])]: [wire('giosg/target.json')] }
    const read = await targets.readAll()
    expect(read.ok && read.value.targets).toEqual([
      {
        id: '90f4b0c6-6c3b-4e2a-8a0f-6d0a3f3b7c55',
        connectionId: 'g1',
        workflowId: '2a1b1e0c-6a39-4b6f-9a51-0f7a0e2d3c11',
        name: 'Increase the monthly sales by 30%',
        threshold: 1300,
        bound: wire('giosg/target.json')['reporting_bound'],
        reportingPeriod: wire('giosg/target.json')['reporting_period'],
        notificationPeriod: wire('giosg/target.json')['notification_period'],
        field: 'count',
        activeFromMs: Date.parse(String(wire('giosg/target.json')['target_active_from'])),
        activeUntilMs: Date.parse(String(wire('giosg/target.json')['target_active_until'])),
        query: wire('giosg/target.json')['reporting_query'],
        datasource: wire('giosg/target.json')['reporting_datasource'],
        notificationsActive: wire('giosg/target.json')['are_notifications_active']
      }
    ])
  })
})

describe('reading workflows and targets', () => {
  it('follows every page of every list', async () => {
    const { targets } = rig()
    const read = await targets.readAll()
    expect(read.ok && read.value.workflows.map(({ name }) => name)).toEqual(['Sales', 'Service'])
    expect(read.ok && read.value.targets.map(({ id, workflowId }) => `${workflowId} ${id}`)).toEqual([
      'w1 t1',
      'w1 t2',
      'w2 t3'
    ])
  })

  it('leaves out what it can’t read and keeps the rest', async () => {
    const { cloud, targets } = rig()
    cloud.targets = { w1: [cloud.target('t1', { reporting_bound: 'SIDEWAYS' }), cloud.target('t2')], w2: [{}] }
    const read = await targets.readAll()
    expect(read.ok && read.value.targets.map(({ id }) => id)).toEqual(['t2'])
  })

  it('takes numbers written as text, small capitals, and times without a zone', async () => {
    const { cloud, targets } = rig()
    const odd = { reporting_threshold: '12.5', reporting_bound: 'upper', target_active_from: '2021-04-01T10:10:57.242' }
    cloud.targets = { w1: [cloud.target('t1', odd)], w2: [] }
    const read = await targets.readAll()
    expect(read.ok && read.value.targets[0]).toMatchObject({
      threshold: 12.5,
      bound: 'UPPER',
      activeFromMs: Date.UTC(2021, 3, 1, 10, 10, 57, 242)
    })
  })

  it('a workflow deleted in between has no targets', async () => {
    const { cloud, targets } = rig()
    cloud.targets = { w1: [cloud.target('t1')] }
    const read = await targets.readAll()
    expect(read.ok && read.value.targets.map(({ id }) => id)).toEqual(['t1'])
  })

  it('404 for all workflows is a wrong address, not an empty list', async () => {
    const { cloud, targets } = rig()
    cloud.targets = {}
    expect(await failureOf(targets.readAll())).toMatchObject({ failure: { code: 'notFound', step: 'targets' } })
  })

  it('asks for at most four lists at once', async () => {
    const { cloud, http, targets } = rig()
    cloud.workflows = Array.from({ length: 9 }, (_, index) => ({ id: `w${index}`, name: '' }))
    cloud.targets = Object.fromEntries(cloud.workflows.map((_, index) => [`w${index}`, []]))
    let open = 0
    let most = 0
    const send = http.send.bind(http)
    http.send = async (request) => {
      open += 1
      if (request.url.includes('/targets')) most = Math.max(most, open)
      const result = await send(request)
      open -= 1
      return result
    }
    expect((await targets.readAll()).ok).toBe(true)
    expect(most).toBe(4)
  })

  it('does not take the token to another host', async () => {
    const { cloud, targets } = rig()
    cloud.origin = 'https://evil.example'
    expect(await failureOf(targets.readAll())).toMatchObject({ failure: { code: 'unexpectedAnswer' } })
    expect(cloud.log).toHaveLength(1)
  })
})

describe('testing a target', () => {
  const target = { id: 't/1', workflowId: 'w1' } as Target

  it('escapes ids and gives the value with its period', async () => {
    const { cloud, clock, targets } = rig()
    expect(await targets.test(target)).toEqual(
      ok({ targetId: 't/1', value: 12.5, selectedPeriod: 'P1W', timespan: 'last week', testedAtMs: clock.now().wallMs })
    )
    expect(cloud.log[0]).toMatch(/\/w1\/targets\/t%2F1\/test$/)
  })

  it('nothing counted is null, not zero', async () => {
    const { cloud, targets } = rig()
    cloud.test = { selected_period: 'P1D', value: null }
    expect(await targets.test(target)).toMatchObject({ value: { value: null } })
  })

  it('a missing value is a fault, not "nothing counted"', async () => {
    const { cloud, targets } = rig()
    cloud.test = { selected_period: 'P1D' }
    expect(await failureOf(targets.test(target))).toMatchObject({
      failure: { code: 'protocol', step: 'targetTest' }
    })
  })
})

describe('the token', () => {
  it.each(['token', 'bearer'] as const)('%s goes with its own scheme, and the person is named', async (kind) => {
    const { cloud, probe } = rig(kind)
    cloud.authorization = kind === 'token' ? 'Token giosg-1234' : 'Bearer giosg-1234'
    expect(await probe.check()).toEqual(ok({ owner: 'Ada L' }))
  })

  it.each([
    [{ status: 401, body: { detail: 'Not valid: giosg-1234!' } }, 'badCredential', 'Not valid: [redacted]!'],
    [{ status: 403, body: { detail: 'Not yours.' } }, 'forbidden', 'Not yours.'],
    [{ status: 403, body: { detail: 'No subscription.' } }, 'noSubscription', 'No subscription.'],
    [{ status: 403, body: { detail: 'Your licence has expired.' } }, 'noSubscription', 'Your licence has expired.'],
    [{ status: 403, body: { detail: 'Subscription expired' } }, 'noSubscription', 'Subscription expired'],
    [{ status: 403, body: { detail: 'Token has expired' } }, 'forbidden', 'Token has expired'],
    [
      { status: 403, body: { detail: 'No access to this organization.' } },
      'forbidden',
      'No access to this organization.'
    ],
    [{ status: 400, body: { name: ['Too long.'] } }, 'rejected', 'name: Too long.'],
    [{ status: 404 }, 'notFound', ''],
    [{ status: 403, body: '<html>Hotel</html>' }, 'unexpectedAnswer', 'Hotel']
  ])('answer %j is %s', async (refusal, code, detail) => {
    const { cloud, probe } = rig()
    cloud.intercept = () => refusal
    expect(await failureOf(probe.check())).toMatchObject({ failure: { code, detail, step: 'user' } })
    expect(cloud.log).toHaveLength(1)
  })

  it('a busy server is asked three times', async () => {
    const { cloud, clock, probe } = rig()
    cloud.intercept = () => ({ status: 503 })
    const checking = failureOf(probe.check())
    for (let time = 0; time < 3; time++) {
      await settle()
      clock.advance(2_000)
    }
    expect(await checking).toMatchObject({ failure: { code: 'serverError', httpStatus: 503 } })
    expect(cloud.log).toHaveLength(3)
  })
})
