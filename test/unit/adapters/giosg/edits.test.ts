import { describe, expect, it } from 'vitest'
import { createCancellation } from '../../../../src/core/cancellation.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import type { Edit } from '../../../../src/core/edits/edit.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import { answered, reportingRig, type Answer } from './rig.ts'

const TARGET = { workflowId: 'w1', targetId: 't1' }
const CREATE: Edit = { kind: 'workflow', op: 'create', draft: { name: 'Sales', description: '' } }
const CHANGE: Edit = { kind: 'workflow', op: 'change', id: 'w1', changes: { name: 'Sales' } }
const REMOVE: Edit = { kind: 'workflow', op: 'remove', id: 'w1' }
const BOT: Edit = {
  kind: 'slackSetting',
  op: 'create',
  ...TARGET,
  draft: { shape: 'bot', token: 'xoxb-very-secret', channel: '#floor', user: 'floor' }
}

const lost = (code: Failure['code'], detail: string): Answer => fail({ code, step: 'other', detail })
const silence = lost('timeout', 'no answer within 15000 ms')
const cut = lost('unreachable', 'UND_ERR_SOCKET other side closed')
const refusedToConnect = lost('unreachable', 'ECONNREFUSED connect ECONNREFUSED 127.0.0.1:1')

/** Answers in turn, the last one for ever. */
const inTurn = (...answers: readonly Answer[]) =>
  reportingRig((_, index) => answers[index] ?? answers.at(-1) ?? silence)

describe('what an edit sends', () => {
  it.each<[Edit, string, unknown]>([
    [CREATE, 'POST /workflows', { name: 'Sales', description: '' }],
    [CHANGE, 'PATCH /workflows/w1', { name: 'Sales' }],
    [REMOVE, 'DELETE /workflows/w1', undefined],
    [
      { kind: 'target', op: 'change', workflowId: 'w1', id: 't1', changes: { threshold: 5, activeFromMs: null } },
      'PATCH /workflows/w1/targets/t1',
      { reporting_threshold: 5, target_active_from: null }
    ],
    [
      { kind: 'target', op: 'change', workflowId: 'w1', id: 't1', changes: { query: { a: [1] }, activeUntilMs: 0 } },
      'PATCH /workflows/w1/targets/t1',
      { reporting_query: { a: [1] }, target_active_until: '1970-01-01T00:00:00.000Z' }
    ],
    [
      { kind: 'barSetting', op: 'change', ...TARGET, id: 's1', changes: { active: false } },
      'PATCH /workflows/w1/targets/t1/notifications/bar/s1',
      { is_notification_active: false }
    ],
    [
      BOT,
      'POST /workflows/w1/targets/t1/notifications/slack',
      { token: 'xoxb-very-secret', channel: '#floor', user: 'floor' }
    ],
    [
      { kind: 'slackSetting', op: 'change', ...TARGET, id: 's1', changes: { shape: 'webhook', iconUrl: 'https://x' } },
      'PATCH /workflows/w1/targets/t1/notifications/slack/s1',
      { icon_url: 'https://x' }
    ],
    [
      { kind: 'emailSetting', op: 'remove', ...TARGET, id: 's1' },
      'DELETE /workflows/w1/targets/t1/notifications/email/s1',
      undefined
    ]
  ])('%j', async (edit, call, body) => {
    const { edits, calls, bodies } = inTurn(answered(200, { id: 'x' }))
    expect((await edits.writeEdit(edit)).ok).toBe(true)
    expect(calls()).toEqual([call])
    expect(bodies()).toEqual([body])
  })

  it('a whole target has each of its fields under its own name', async () => {
    const { edits, bodies } = inTurn(answered(201, { id: 't9' }))
    const draft = {
      name: 'T',
      threshold: 1.5,
      bound: 'UPPER',
      reportingPeriod: 'P1W',
      notificationPeriod: 'P1D',
      datasource: 'GENERIC_REPORTING',
      field: 'count',
      query: {},
      notificationsActive: true,
      activeFromMs: null,
      activeUntilMs: null
    } as const
    expect(await edits.writeEdit({ kind: 'target', op: 'create', workflowId: 'w1', draft })).toEqual(ok({ id: 't9' }))
    expect(bodies()).toEqual([
      {
        name: 'T',
        reporting_threshold: 1.5,
        reporting_bound: 'UPPER',
        reporting_period: 'P1W',
        notification_period: 'P1D',
        reporting_datasource: 'GENERIC_REPORTING',
        reporting_field: 'count',
        reporting_query: {},
        are_notifications_active: true,
        target_active_from: null,
        target_active_until: null
      }
    ])
  })
})

describe('what the service took', () => {
  it.each([
    [answered(201, { id: 'w9' }), 'w9'],
    [answered(204), null],
    [answered(200, '{"broken"'), null],
    [answered(200, { uuid: 'w9' }), null]
  ])('is taken, whatever it tells of it: %j', async (answer, id) => {
    expect(await inTurn(answer).edits.writeEdit(CREATE)).toEqual(ok({ id }))
  })

  it('is not what a portal answers in its place', async () => {
    const { edits } = inTurn(answered(200, '<html>Please log in</html>', { 'content-type': 'text/html' }))
    expect(await edits.writeEdit(CREATE)).toMatchObject({ failure: { code: 'unexpectedAnswer', step: 'edit' } })
  })
})

describe('a refusal', () => {
  it('has its complaints at the fields as they are called here, others are general', async () => {
    const { edits } = inTurn(
      answered(400, {
        reporting_threshold: ['A valid number is required.'],
        reporting_query: { interval: { start: ['Wrong.'] } },
        made_up: ['What?'],
        non_field_errors: ['All wrong.']
      })
    )
    const edit: Edit = { kind: 'target', op: 'change', workflowId: 'w1', id: 't1', changes: { threshold: 5 } }
    expect(await edits.writeEdit(edit)).toMatchObject({
      failure: {
        code: 'rejected',
        step: 'edit',
        httpStatus: 400,
        fields: {
          threshold: ['A valid number is required.'],
          query: ['interval.start: Wrong.'],
          general: ['made_up: What?', 'All wrong.']
        }
      }
    })
  })

  it('does not repeat a secret that was sent, nor the token', async () => {
    const { edits } = inTurn(
      answered(400, { token: ['xoxb-very-secret is not valid'], channel: ['giosg-1234', 'xoxb-very-secret'] })
    )
    const refused = await edits.writeEdit(BOT)
    expect(refused).toMatchObject({ failure: { fields: { token: [expect.stringContaining('is not valid')] } } })
    expect(JSON.stringify(refused)).not.toMatch(/very-secret|giosg-1234/)
  })

  it.each([
    [401, { detail: 'Invalid token.' }, 'badCredential'],
    [403, { detail: 'Not yours.' }, 'forbidden'],
    [403, { detail: 'No active subscription.' }, 'noSubscription'],
    [404, { detail: 'Not found.' }, 'notFound'],
    [409, { name: ['Taken.'] }, 'rejected'],
    [400, '<html>Bad</html>', 'unexpectedAnswer'],
    [429, { detail: 'Slow down.' }, 'rateLimited'],
    [500, { detail: 'Oops.' }, 'serverError']
  ] as const)('%i %j is %s, and is not made twice', async (status, body, code) => {
    const { edits, requests } = inTurn(answered(status, body))
    expect(await edits.writeEdit(CREATE)).toMatchObject({ failure: { code } })
    expect(requests).toHaveLength(1)
  })

  it('a redirect is not followed', async () => {
    const { edits, requests } = inTurn(fail({ code: 'redirected', step: 'other', detail: '', httpStatus: 301 }))
    expect(await edits.writeEdit(CREATE)).toMatchObject({ failure: { code: 'redirected', step: 'edit' } })
    expect(requests).toHaveLength(1)
  })
})

describe('a lost answer', () => {
  it.each([silence, cut, answered(504, '<html>Gateway</html>'), answered(502)])(
    'to making something is not made twice: %j',
    async (answer) => {
      const { edits, requests } = inTurn(answer)
      expect(await edits.writeEdit(CREATE)).toMatchObject({ failure: { code: 'unknownOutcome', step: 'edit' } })
      expect(requests).toHaveLength(1)
    }
  )

  it('to a change is looked for once more', async () => {
    const { edits, requests, over } = inTurn(cut, answered(200, { id: 'w1' }))
    expect(await over(edits.writeEdit(CHANGE))).toEqual(ok({ id: 'w1' }))
    expect(requests).toHaveLength(2)
  })

  it('to a removal is over when the second try finds nothing, and the list neither', async () => {
    const { edits, over, calls } = inTurn(
      silence,
      answered(404, { detail: 'Not found.' }),
      answered(200, [{ id: 'w2' }])
    )
    expect(await over(edits.writeEdit(REMOVE))).toEqual(ok({ id: 'w1' }))
    expect(calls()).toEqual(['DELETE /workflows/w1', 'DELETE /workflows/w1', 'GET /workflows'])
  })

  it.each([
    ['still holds it', answered(200, [{ id: 'w1' }])],
    ['can’t be read', answered(403, {})]
  ])('is not made up: a removal of what is not found fails while its list %s', async (_, list) => {
    const { edits } = inTurn(answered(404, {}), list)
    expect(await edits.writeEdit(REMOVE)).toMatchObject({ failure: { code: 'notFound', step: 'edit' } })
  })

  it('twice is told as not known', async () => {
    const { edits, requests, over } = inTurn(silence)
    expect(await over(edits.writeEdit(REMOVE))).toMatchObject({ failure: { code: 'unknownOutcome' } })
    expect(requests).toHaveLength(2)
  })

  it('is none where no connection was made', async () => {
    const { edits } = inTurn(refusedToConnect)
    expect(await edits.writeEdit(CREATE)).toMatchObject({ failure: { code: 'unreachable' } })
  })
})

describe('a service that is busy', () => {
  it('503 to making something is told at once, to a change it is tried again', async () => {
    const making = inTurn(answered(503))
    expect(await making.edits.writeEdit(CREATE)).toMatchObject({ failure: { code: 'serverError' } })
    expect(making.requests).toHaveLength(1)
    const changing = inTurn(answered(503), answered(200, { id: 'w1' }))
    expect((await changing.over(changing.edits.writeEdit(CHANGE))).ok).toBe(true)
  })

  it('429 has done nothing, so even making something is tried again when the time is over', async () => {
    const { edits, over, clock } = inTurn(answered(429, {}, { 'retry-after': '3' }), answered(201, { id: 'w9' }))
    const beganMs = clock.now().monoMs
    expect(await over(edits.writeEdit(CREATE))).toEqual(ok({ id: 'w9' }))
    expect(clock.now().monoMs - beganMs).toBeGreaterThanOrEqual(3_000)
  })

  it('429 stops what comes after it too: one that would wait long is told so, and not sent', async () => {
    const { edits, requests, clock } = inTurn(answered(429, {}, { 'retry-after': '120' }), answered(201, { id: 'w9' }))
    await edits.writeEdit(CREATE)
    clock.advance(50_000)
    expect(await edits.writeEdit(CREATE)).toMatchObject({ failure: { code: 'rateLimited', retryAfterMs: 70_000 } })
    expect(requests).toHaveLength(1)
    clock.advance(70_000)
    expect(await edits.writeEdit(CREATE)).toEqual(ok({ id: 'w9' }))
  })

  it('429 with a long wait is told', async () => {
    const { edits, requests } = inTurn(answered(429, {}, { 'retry-after': '120' }))
    expect(await edits.writeEdit(CREATE)).toMatchObject({ failure: { code: 'rateLimited', retryAfterMs: 120_000 } })
    expect(requests).toHaveLength(1)
  })
})

describe('cancelling', () => {
  it('before its turn sends nothing', async () => {
    const { edits, requests } = inTurn(answered(201, { id: 'w9' }))
    const owner = createCancellation()
    owner.cancel()
    expect(await edits.writeEdit(CREATE, owner.cancellation)).toMatchObject({ failure: { code: 'cancelled' } })
    expect(requests).toEqual([])
  })

  it('once it is sent changes nothing: what became of it is told', async () => {
    const owner = createCancellation()
    const { edits, requests } = reportingRig(() => {
      owner.cancel()
      return answered(201, { id: 'w9' })
    })
    expect(await edits.writeEdit(CREATE, owner.cancellation)).toEqual(ok({ id: 'w9' }))
    expect(requests[0]?.cancellation).toBeUndefined()
  })
})
