import { describe, expect, it } from 'vitest'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { createRig, QUEUE_FEED } from './realtime-rig.ts'

describe('losing the connection', () => {
  it('waits with a full-jitter back-off and says until when', async () => {
    const rig = createRig({ random: 0.5 })
    await rig.live()
    rig.sockets.last().close(1006)
    const status = rig.sink.last(QUEUE_FEED)
    expect(status).toMatchObject({ phase: 'backoff', attempt: 1, failure: { code: 'closedByServer' } })
    expect(status?.retryAtMs).toBe(rig.clock.now().wallMs + 500)
    await rig.pass(500)
    expect(rig.sockets.all).toHaveLength(2)
    expect(rig.sink.last(QUEUE_FEED)?.generation).toBe(2)
  })

  it('takes a new snapshot under a new generation and keeps the subscription', async () => {
    const rig = createRig()
    await rig.live()
    rig.sockets.last().close()
    await rig.pass(500)
    await rig.accept()
    rig.sockets.last().message(frame())
    expect(rig.sink.told.slice(-4)).toEqual(['heard', 'live', 'snapshot 2 ended', 'rows 2'])
    expect(rig.cloud.count(/POST .*subscriptions$/)).toBe(1)
    expect(rig.failure()).toBeUndefined()
  })

  it('goes on counting when it is accepted and dropped again', async () => {
    const rig = createRig({ random: 0.5 })
    await rig.live()
    for (let time = 1; time <= 6; time++) {
      rig.sockets.last().close()
      expect(rig.sink.last(QUEUE_FEED)?.attempt).toBe(time)
      await rig.pass(20_000)
      await rig.accept()
      rig.sockets.last().message(frame())
    }
  })

  it('starts over after half a minute of proven life', async () => {
    const rig = createRig()
    await rig.live()
    rig.sockets.last().close()
    await rig.pass(500)
    await rig.accept()
    rig.sockets.last().message(frame())
    for (let second = 0; second < 31; second += 5) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    rig.sockets.last().close()
    expect(rig.sink.last(QUEUE_FEED)?.attempt).toBe(1)
  })

  it('tries at least every two seconds while the outage is young', async () => {
    const rig = createRig({ random: 0.999 })
    await rig.live()
    rig.http.down = { code: 'unreachable', step: 'other', detail: '' }
    rig.sockets.last().close()
    const seen = rig.sockets.all.length
    for (let time = 0; time < 3; time++) {
      await rig.pass(2_000)
      expect(rig.sockets.all.length).toBeGreaterThan(seen + time)
      rig.sockets.last().close(1006, { code: 'unreachable' })
    }
  })

  it('waits at least as long as the server asks', async () => {
    const rig = createRig({ random: 0 })
    await rig.live()
    rig.sockets.last().close(1006, { code: 'rateLimited', retryAfterMs: 7_000 })
    expect(rig.sink.last(QUEUE_FEED)?.retryAtMs).toBe(rig.clock.now().wallMs + 7_000)
  })

  it('an old socket that still speaks is not heard', async () => {
    const rig = createRig()
    await rig.live()
    const old = rig.sockets.last()
    rig.clock.advance(8_000)
    rig.clock.advance(6_000)
    expect(old.terminated).toBe(true)
    const told = rig.sink.told.length
    old.message(frame())
    old.pong()
    expect(rig.sink.told).toHaveLength(told)
  })

  it('never has two sockets open', async () => {
    const rig = createRig()
    await rig.live()
    for (let time = 0; time < 5; time++) {
      rig.source.probe()
      rig.clock.advance(3_000)
      await rig.pass(1_000)
      expect(rig.sockets.openCount()).toBeLessThanOrEqual(1)
    }
  })
})

describe('the platform restarted and forgot everything', () => {
  it('refused token: one new token, a new subscription, at once', async () => {
    const rig = createRig()
    await rig.live()
    rig.cloud.forget()
    rig.sockets.last().close()
    await rig.pass(500)
    expect(await rig.accept()).toBe('CONNECTION_FAILED_INVALID_TOKEN')
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
    expect(rig.subscriptions.ids()).toEqual([...rig.cloud.subscriptions.keys()])
    expect(rig.cloud.subscriptions.size).toBe(1)
  })

  it('unknown subscription: made anew at once', async () => {
    const rig = createRig()
    await rig.live()
    rig.cloud.subscriptions.clear()
    rig.sockets.last().close()
    await rig.pass(500)
    expect(await rig.accept()).toBe('CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION')
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
  })

  it('404 on the upgrade means the same', async () => {
    const rig = createRig()
    await rig.live()
    rig.cloud.subscriptions.clear()
    rig.sockets.last().close()
    await rig.pass(500)
    rig.sockets.last().close(1006, { code: 'notFound' })
    await rig.pass(250)
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
  })

  it('a subscription that lapsed is revived, not doubled', async () => {
    const rig = createRig()
    await rig.live()
    for (const subscription of rig.cloud.subscriptions.values()) subscription.status = 'INACTIVE'
    rig.sockets.last().close()
    await rig.pass(500)
    await rig.accept()
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
    expect(rig.cloud.count(/POST .*subscriptions$/)).toBe(1)
    expect(rig.cloud.count(/POST .*:renew$/)).toBe(1)
  })

  it('a subscription that is unknown although active is replaced in the end, without haste', async () => {
    const rig = createRig()
    await rig.start()
    const unknown = '{"event":"authenticationResponse","status":"CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION"}'
    for (let time = 0; time < 4; time++) {
      rig.sockets.last().open()
      rig.sockets.last().message(unknown)
      await rig.pass(4_000)
    }
    expect(rig.cloud.count(/POST .*subscriptions$/)).toBeGreaterThan(1)
    expect(rig.cloud.subscriptions.size).toBe(1)
    expect(rig.cloud.count(/./)).toBeLessThan(30)
  })
})

describe('replies to the authentication', () => {
  const reply = (status: string): string => JSON.stringify({ event: 'authenticationResponse', status })

  it('a token refused twice is a bad credential, and nothing more is tried', async () => {
    const rig = createRig()
    await rig.start()
    for (let time = 0; time < 2; time++) {
      rig.sockets.last().open()
      rig.sockets.last().message(reply('CONNECTION_FAILED_INVALID_TOKEN'))
      await rig.pass(500)
    }
    expect(rig.sink.last(QUEUE_FEED)).toMatchObject({ phase: 'failed', failure: { code: 'badCredential' } })
    await rig.pass(60_000)
    expect(rig.sockets.all).toHaveLength(2)
    expect(rig.cloud.count(/POST .*token$/)).toBe(2)
  })

  it.each([
    ['CONNECTION_FAILED_INTERNAL_SERVER_ERROR', 'backoff', 'serverError'],
    ['CONNECTION_FAILED_CONSTRAINT_VIOLATION', 'failed', 'rejected'],
    ['CONNECTION_FAILED_FOR_FUN', 'backoff', 'protocol']
  ])('%s leads to %s', async (status, phase, code) => {
    const rig = createRig()
    await rig.start()
    rig.sockets.last().open()
    rig.sockets.last().message(reply(status))
    expect(rig.sink.last(QUEUE_FEED)).toMatchObject({ phase, failure: { code, step: 'authenticate' } })
  })

  it('none at all runs into a deadline', async () => {
    const rig = createRig()
    await rig.start()
    rig.sockets.last().open()
    rig.clock.advance(9_999)
    expect(rig.phase()).toBe('authenticating')
    rig.clock.advance(1)
    expect(rig.failure()).toMatchObject({ code: 'timeout', step: 'authenticate' })
  })
})

describe('requests that fail', () => {
  it.each([
    ['dns', 'backoff'],
    ['unreachable', 'backoff'],
    ['tlsUntrusted', 'failed'],
    ['proxyLogin', 'failed'],
    ['unexpectedAnswer', 'backoff']
  ] as const)('%s leads to %s', async (code, phase) => {
    const rig = createRig()
    rig.http.down = { code, step: 'other', detail: '' }
    await rig.start()
    expect(rig.sink.last(QUEUE_FEED)).toMatchObject({ phase, failure: { code, step: 'token' } })
  })

  it('a platform that never answers runs into a deadline', async () => {
    const rig = createRig()
    rig.http.silent = true
    await rig.start()
    await rig.pass(45_000)
    expect(rig.sink.statuses.some(({ phase }) => phase === 'backoff')).toBe(true)
  })

  it('a web page in place of the platform is named', async () => {
    const rig = createRig()
    rig.cloud.intercept = () => ({ status: 200, body: '<html>Welcome to the hotel</html>' })
    await rig.start()
    expect(rig.failure()).toMatchObject({
      code: 'unexpectedAnswer',
      detail: expect.stringContaining('hotel') as string
    })
  })
})
