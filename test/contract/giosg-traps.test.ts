import { describe, expect, it } from 'vitest'
import type { Edit } from '../../src/core/edits/edit.ts'
import type { TargetDetails } from '../../src/core/reporting/objects.ts'
import { changedFields } from '../../src/core/reporting/changed.ts'
import { readCascade } from '../../src/core/reporting/cascade.ts'
import { judge } from '../../src/core/targets/verdict.ts'
import { demoGiosg, startCentre, TARGET, valueOf, type DemoGiosg } from './demo-giosg.ts'

/** The traps of docs/wire-traps.md, each fallen into by some client. The titles are named there. */

const CREATE: Edit = { kind: 'workflow', op: 'create', draft: { name: 'Mine', description: '' } }

async function firstPlace(demo: DemoGiosg) {
  const [workflow] = valueOf(await demo.reporting.workflows())
  const [target] = valueOf(await demo.reporting.targets(workflow!.id))
  return { workflowId: workflow!.id, targetId: target!.id }
}

async function targetNamed(demo: DemoGiosg, name: string): Promise<TargetDetails> {
  for (const { id } of valueOf(await demo.reporting.workflows())) {
    const found = valueOf(await demo.reporting.targets(id)).find((target) => target.name === name)
    if (found) return found
  }
  throw new Error(`no target ${name}`)
}

async function slackOf(demo: DemoGiosg) {
  const place = await firstPlace(demo)
  const path = `/workflows/${place.workflowId}/targets/${place.targetId}/notifications`
  const clear = async () => {
    const { slack } = (await demo.raw(path)) as { slack: { id: string; token: string; incoming_webhook_url: string }[] }
    return slack
  }
  const [bot, hook] = await clear()
  return { place, clear, bot: bot!, hook: hook! }
}

describe('lists', () => {
  it('the next page is asked for where its link says', async () => {
    const demo = await demoGiosg()
    expect(valueOf(await demo.reporting.workflows())).toHaveLength(3)
    expect(demo.sent().map(({ call }) => call)).toEqual(['GET /workflows', 'GET /workflows?cursor=00000002'])
  })

  it.each(['cursor', 'numbered', 'bare'])('every list is read to its end: %s', async (giosgPaging) => {
    const demo = await demoGiosg()
    await demo.faults({ giosgPaging })
    const place = await firstPlace(demo)
    expect(valueOf(await demo.reporting.workflows())).toHaveLength(3)
    expect(valueOf(await demo.reporting.targets(place.workflowId))).toHaveLength(3)
    const extra = { kind: 'emailSetting', op: 'create', ...place } as const
    await demo.made({ ...extra, draft: { email: 'third@demo.example', bundleable: false, active: true } })
    expect(valueOf(await demo.reporting.settingsOf('email', place))).toHaveLength(3)
  })

  it('a next page on another origin is not asked for', async () => {
    const demo = await demoGiosg()
    await demo.faults({ giosgPaging: 'elsewhere' })
    expect(await demo.reporting.workflows()).toMatchObject({ failure: { code: 'unexpectedAnswer' } })
    expect(demo.bench.requests.map(({ url }) => new URL(url).hostname)).toEqual(['127.0.0.1'])
  })
})

describe('the token', () => {
  it.each([
    ['giosgBadToken', 'badCredential', 401],
    ['giosgNoSubscription', 'noSubscription', 403],
    ['giosgOtherOrganization', 'forbidden', 403],
    ['giosgForbidden', 'forbidden', 403]
  ])('a refusal is one of the token, of the contract or of a permission: %s', async (fault, code, httpStatus) => {
    const demo = await demoGiosg()
    await demo.faults({ [fault]: true })
    expect(await demo.reporting.workflows()).toMatchObject({ failure: { code, httpStatus } })
    expect(await demo.apply(CREATE)).toMatchObject({ failure: { failure: { code, httpStatus } } })
    expect(demo.sent()).toHaveLength(2)
  })

  it.each([
    ['token', 'Token', true],
    ['bearer', 'Bearer', false]
  ] as const)('goes with the scheme of its kind: %s', async (tokenKind, scheme, isTaken) => {
    const demo = await demoGiosg({}, { tokenKind })
    expect((await demo.reporting.workflows()).ok).toBe(isTaken)
    expect(demo.bench.requests[0]?.headers['authorization']).toBe(`${scheme} ${demo.token}`)
  })

  it('each host is asked for its own', async () => {
    const service = await startCentre()
    const { serviceBaseUrl } = service.ready.connections[1]
    const demo = await demoGiosg({}, { serviceBaseUrl })
    expect((await demo.bench.abilities.probe!.check()).ok).toBe(true)
    expect((await demo.reporting.workflows()).ok).toBe(true)
    const [user, workflows] = demo.bench.requests.map(({ url }) => new URL(url))
    expect([user!.origin, user!.pathname]).toEqual([serviceBaseUrl, '/api/v5/users/me'])
    expect(workflows!.origin).not.toBe(serviceBaseUrl)
  })
})

describe('writing', () => {
  it('a change sends the changed fields only, and leaves what somebody else changed', async () => {
    const demo = await demoGiosg()
    const before = await targetNamed(demo, 'Answered today')
    const { workflowId, id } = before
    const change = (changes: object): Edit => ({ kind: 'target', op: 'change', workflowId, id, changes })
    valueOf(await demo.apply(change({ name: 'By somebody else' })))
    demo.sent()
    valueOf(await demo.apply(change(changedFields(before, { ...before, threshold: 77 }))))
    expect(demo.sent().map(({ body }) => body)).toEqual([{ reporting_threshold: 77 }])
    const after = valueOf(await demo.reporting.target({ workflowId, targetId: id }))
    expect(after).toMatchObject({ name: 'By somebody else', threshold: 77 })
  })

  it('a redirect is never followed', async () => {
    const demo = await demoGiosg()
    const { workflowId, targetId } = await firstPlace(demo)
    await demo.faults({ giosgRedirect: true })
    demo.sent()
    const edits: readonly Edit[] = [
      CREATE,
      { kind: 'workflow', op: 'change', id: workflowId, changes: { name: 'x' } },
      { kind: 'target', op: 'remove', workflowId, id: targetId }
    ]
    for (const edit of edits) {
      expect(await demo.apply(edit)).toMatchObject({ failure: { failure: { code: 'redirected' } } })
    }
    expect(demo.sent().map(({ call }) => call)).toEqual([
      'POST /workflows',
      `PATCH /workflows/${workflowId}`,
      `DELETE /workflows/${workflowId}/targets/${targetId}`
    ])
  })

  it('an answer without a body is an answer', async () => {
    const demo = await demoGiosg()
    const id = await demo.made(CREATE)
    await demo.faults({ giosgEmptyAnswers: true })
    expect(valueOf(await demo.apply({ kind: 'workflow', op: 'change', id, changes: { name: 'x' } }))).toEqual({ id })
    expect(valueOf(await demo.apply({ kind: 'workflow', op: 'remove', id }))).toEqual({ id })
    expect(valueOf(await demo.apply(CREATE))).toEqual({ id: null })
    expect(valueOf(await demo.reporting.workflows()).map(({ name }) => name)).toContain('Mine')
  })

  it('what a removal takes along is counted before', async () => {
    const demo = await demoGiosg()
    const { workflowId, targetId } = await firstPlace(demo)
    expect(valueOf(await readCascade(demo.reporting, { workflowId }))).toEqual({
      targets: ['Answered today', 'Abandoned today', 'Sales calls this month'],
      settings: { bar: 1, slack: 2, email: 3 }
    })
    valueOf(await demo.apply({ kind: 'workflow', op: 'remove', id: workflowId }))
    expect(await demo.reporting.targets(workflowId)).toMatchObject({ failure: { code: 'notFound' } })
    expect(await demo.reporting.settings({ workflowId, targetId })).toMatchObject({ failure: { code: 'notFound' } })
  })
})

describe('Slack', () => {
  it('its two shapes are never mixed, not even by empty fields', async () => {
    const demo = await demoGiosg()
    const { place } = await slackOf(demo)
    const create = { kind: 'slackSetting', op: 'create', ...place } as const
    const bot = { shape: 'bot', token: 'xoxb-1-abc', channel: '#floor', user: 'floor' } as const
    const hook = { shape: 'webhook', webhookUrl: 'https://hooks.slack.com/x', iconUrl: 'https://x.example/i' } as const
    const mixed: object = { ...bot, webhookUrl: '' }
    demo.sent()
    expect(await demo.apply({ ...create, draft: mixed as typeof bot })).toMatchObject({
      failure: { reason: 'invalid' }
    })
    expect(demo.sent()).toEqual([])
    await demo.made({ ...create, draft: bot })
    await demo.made({ ...create, draft: hook })
    expect(demo.sent().map(({ body }) => Object.keys(body as object).sort())).toEqual([
      ['channel', 'token', 'user'],
      ['icon_url', 'incoming_webhook_url']
    ])
  })

  it('its secrets are told to nobody: not in what is read, not in a failure, not in the log', async () => {
    const demo = await demoGiosg({ seed: 3 })
    const { place, bot, hook } = await slackOf(demo)
    expect(bot.token).toMatch(/^xoxb-/)
    const create = { kind: 'slackSetting', op: 'create', ...place } as const
    const told: unknown[] = [await demo.reporting.settings(place), await demo.reporting.settingsOf('slack', place)]
    // Refused by the service, whose complaints may repeat what was sent.
    const webhookUrl = 'ftp://very-secret.example'
    told.push(await demo.sink.writeEdit({ ...create, draft: { shape: 'webhook', webhookUrl, iconUrl: 'x' } }))
    await demo.faults({ giosgErrorPage: 500 })
    told.push(await demo.sink.writeEdit({ ...create, draft: { shape: 'webhook', webhookUrl, iconUrl: 'x' } }))
    told.push(await demo.reporting.settings(place))
    const words = JSON.stringify([told, demo.bench.logged])
    expect(words).toContain('"token":"set"')
    expect(words).toContain('"webhookUrl":"set"')
    for (const secret of [bot.token, hook.incoming_webhook_url, 'very-secret', demo.token]) {
      expect(words).not.toContain(secret)
    }
  })

  it('a secret that was not entered anew is not sent, and a mask never', async () => {
    const demo = await demoGiosg()
    const { place, clear, bot } = await slackOf(demo)
    const change = { kind: 'slackSetting', op: 'change', ...place, id: bot.id } as const
    demo.sent()
    valueOf(await demo.apply({ ...change, changes: { shape: 'bot', channel: '#other' } }))
    expect(demo.sent().map(({ body }) => body)).toEqual([{ channel: '#other' }])
    for (const token of ['••••••', '***', 'set']) {
      const refused = await demo.apply({ ...change, changes: { shape: 'bot', token } })
      expect(refused).toMatchObject({ failure: { reason: 'invalid', problems: [{ field: 'token', code: 'masked' }] } })
    }
    expect(demo.sent()).toEqual([])
    expect((await clear())[0]).toMatchObject({ channel: '#other', token: bot.token })
  })
})

describe('targets', () => {
  it('UPPER means to stay under, LOWER to reach', async () => {
    const demo = await demoGiosg()
    const workflowId = await demo.made(CREATE)
    const states: string[] = []
    for (const bound of ['UPPER', 'LOWER'] as const) {
      const draft = { ...TARGET, bound, activeFromMs: null }
      const targetId = await demo.made({ kind: 'target', op: 'create', workflowId, draft })
      const place = { workflowId, targetId }
      const test = valueOf(await demo.reporting.test(place))
      const target = valueOf(await demo.reporting.target(place))
      for (const threshold of [Number(test.value) + 1, Number(test.value)]) {
        states.push(`${bound} ${judge({ ...target, threshold }, test, Date.now())}`)
      }
    }
    expect(states).toEqual(['UPPER running', 'UPPER exceeded', 'LOWER running', 'LOWER reached'])
  })

  it('a test speaks of the notification period, and no verdict comes of it where the other differs', async () => {
    const demo = await demoGiosg()
    const target = await targetNamed(demo, 'Sales calls this month')
    expect([target.reportingPeriod, target.notificationPeriod]).toEqual(['P1M', 'P1D'])
    const test = valueOf(await demo.reporting.test({ workflowId: target.workflowId, targetId: target.id }))
    expect(test.selectedPeriod).toBe('P1D')
    expect(judge(target, test, Date.now())).toBe('noVerdict')
  })

  it.each(['CHAT_SESSIONS', 'VISITOR_SESSIONS'] as const)(
    '%s is sent by nobody, and refused at its field',
    async (datasource) => {
      const demo = await demoGiosg()
      const { workflowId, targetId: id } = await firstPlace(demo)
      const edit: Edit = { kind: 'target', op: 'change', workflowId, id, changes: { datasource } }
      demo.sent()
      expect(await demo.apply(edit)).toMatchObject({
        failure: { problems: [{ field: 'datasource', code: 'datasourceNotUsable' }] }
      })
      expect(demo.sent()).toEqual([])
      const refused = await demo.sink.writeEdit(edit)
      expect(refused.ok ? {} : refused.failure.fields).toHaveProperty('datasource')
    }
  )

  it('a test belongs to the target that was asked for, and says no verdict of its own', async () => {
    const demo = await demoGiosg()
    const { workflowId, targetId } = await firstPlace(demo)
    const raw = (await demo.raw(`/workflows/${workflowId}/targets/${targetId}/test`)) as Record<string, unknown>
    expect(raw).toMatchObject({ workflow: 'Reach every customer', target: 'Answered today' })
    const test = valueOf(await demo.reporting.test({ workflowId, targetId }))
    expect(Object.keys(test).sort()).toEqual(['selectedPeriod', 'targetId', 'testedAtMs', 'timespan', 'value'])
    expect(test.targetId).toBe(targetId)
  })

  it.each([1, 2, 3, 4, 6, 7, 9, 12])(
    'unknown, missing and oddly shaped fields hide nothing, with seed %i',
    async (seed) => {
      const demo = await demoGiosg({ seed })
      const workflows = valueOf(await demo.reporting.workflows())
      expect(workflows.map(({ name }) => name)).toEqual(['Reach every customer', 'Answer quickly', 'Less e-mail'])
      const place = await firstPlace(demo)
      expect(valueOf(await demo.reporting.targets(place.workflowId))).toHaveLength(3)
      const kinds = valueOf(await demo.reporting.settings(place)).map((one) =>
        one.kind === 'slack' ? one.access.shape : one.kind
      )
      expect(kinds).toEqual(['bar', 'bot', 'webhook', 'email', 'email'])
      expect(demo.bench.logged).toEqual([])
    }
  )
})
