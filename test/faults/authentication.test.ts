import { describe, expect, it } from 'vitest'
import { faultBenches } from './rig/bench.ts'
import type { FaultBench } from './rig/bench.ts'

/** From the open socket to the first rows; and tokens that end. */
const bench = faultBenches()
const ONE = { producers: ['Queue_itd_1.0.0'] }
const REPLY = /authenticationResponse/

const tokensAsked = (b: FaultBench): number => b.calls(/token -> /)

describe('the credential is refused', () => {
  it.each([
    [401, 'badCredential'],
    [403, 'forbidden']
  ])('by %i on the upgrade: one new token, then it waits for the user', async (status, code) => {
    const b = await bench({ ...ONE, speed: 12 })
    b.proxy.rule({ on: 'connect', action: { do: 'respond', answer: { status } } })
    b.start()
    await b.until(() => b.last()?.phase === 'failed', 'the end')
    expect(b.last()?.failure?.code).toBe(code)
    await b.pass(12_000)
    expect([b.proxy.log.count('asked'), tokensAsked(b)]).toEqual([2, 2])
    b.proxy.heal()
    b.source.probe()
    await b.until(b.isLive, 'live')
  })

  it('by the reply to the authentication: one new token, then it waits for the user', async () => {
    const b = await bench({ ...ONE, speed: 12 })
    const text = '{"event":"AUTHENTICATION_RESPONSE","status":"CONNECTION_FAILED_INVALID_TOKEN"}'
    b.proxy.rule({ on: 'frame', to: 'client', saying: REPLY, action: { do: 'replace', text } })
    b.start()
    await b.until(() => b.last()?.phase === 'failed', 'the end')
    expect(b.last()?.failure).toMatchObject({ code: 'badCredential', step: 'authenticate' })
    await b.pass(12_000)
    expect([b.proxy.log.count('asked'), tokensAsked(b)]).toEqual([2, 2])
    b.proxy.heal()
    b.source.probe()
    await b.until(b.isLive, 'live')
  })

  it('as an application key: never answered by a new token', async () => {
    const b = await bench({ ...ONE, speed: 12, secrets: { appKey: 'another-key-9', clientSecret: 'another-secret-9' } })
    b.start()
    await b.until(() => b.last()?.phase === 'failed', 'the end')
    expect(b.last()?.failure?.code).toBe('badAppKey')
    await b.pass(12_000)
    expect(tokensAsked(b)).toBe(1)
    const { appKey, clientSecret } = b.centre!.ready.connections[0]
    b.secrets = { appKey, clientSecret }
    b.source.probe()
    await b.until(b.isLive, 'live')
  })
})

describe('the reply', () => {
  it('never comes: a deadline, and another try', async () => {
    const b = await bench({ ...ONE, speed: 8 })
    b.proxy.rule({ on: 'frame', to: 'client', saying: REPLY, times: 1, action: { do: 'suppressOnwards' } })
    await b.live()
    const lost = b.sink.statuses.find(({ phase }) => phase === 'backoff')
    expect(lost?.failure).toMatchObject({ code: 'timeout', step: 'authenticate' })
    expect(b.sink.changes.length).toBeGreaterThan(0)
    expect(b.sink.told.indexOf('backoff')).toBeLessThan(b.sink.told.findIndex((told) => told.startsWith('rows')))
  })

  it('is overtaken by data, which is not believed', async () => {
    const b = await bench(ONE)
    const data = JSON.stringify({
      accountId: b.centre!.ready.connections[0].accountId,
      eventSourceId: 'IXCC_1.0.0',
      measureProducerId: 'Queue_itd_1.0.0',
      payloadType: 'LIVE',
      eventAction: 'UPSERT',
      keys: { queueId: 'nobody' },
      measures: { contactsQueueing: '99' }
    })
    b.proxy.rule({ on: 'frame', to: 'client', saying: REPLY, action: { do: 'inject', texts: [data], before: true } })
    await b.live()
    expect(b.proxy.log.count('rule', /inject/)).toBe(1)
    expect(b.sink.skipped.map(({ reason }) => reason)).toEqual(['beforeAuthentication'])
    expect(b.shown.lines('c1/Queue_itd_1.0.0').some((line) => line.includes('99/'))).toBe(false)
  })

  it('is good and no snapshot follows: a deadline, another try, and the count goes on', async () => {
    const b = await bench({ ...ONE, speed: 8 })
    b.proxy.rule({ on: 'frame', to: 'client', saying: /payloadType/, times: 1, action: { do: 'suppressOnwards' } })
    await b.live()
    const lost = b.sink.statuses.find(({ phase }) => phase === 'backoff')
    expect(lost).toMatchObject({ attempt: 1, failure: { code: 'timeout', step: 'snapshot' } })
    expect(b.last()).toMatchObject({ phase: 'live', attempt: 1 })
  })
})

describe('tokens end while live', () => {
  it('and are renewed ahead of that, the stream goes on', async () => {
    const b = await bench({ ...ONE, tokenLifeMs: 4_000, speed: 1 })
    await b.live()
    await b.until(() => b.calls(/:renew -> 200/) >= 2, 'two renewals')
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
    expect(tokensAsked(b)).toBeGreaterThanOrEqual(3)
    expect(b.proxy.log.count('asked')).toBe(1)
  })

  it('and none can be had: the old one serves until it is refused, then few tries, then live again', async () => {
    const b = await bench({ ...ONE, tokenLifeMs: 4_000, speed: 1 })
    await b.live()
    b.proxy.rule({ on: 'http', asking: /token$/, action: { do: 'respond', answer: { status: 503 } } })
    await b.until(() => b.calls(/token -> 503/) === 1, 'the refusal')
    await b.pass(100)
    expect(b.last()?.phase).toBe('live')
    await b.until(() => b.sink.phases().filter((phase) => phase === 'backoff').length >= 2, 'the end of the old one')
    expect(b.last()?.failure).toMatchObject({ code: 'serverError', step: 'token' })
    expect(tokensAsked(b)).toBeLessThanOrEqual(5)
    b.proxy.heal()
    await b.until(b.isLive, 'live')
  })
})
