import { describe, expect, it } from 'vitest'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { createRig } from './realtime-rig.ts'

describe('renewal', () => {
  it('renews ahead of the end, with a fresh token, again and again', async () => {
    const rig = createRig()
    rig.cloud.subscriptionLifeS = 100
    rig.cloud.tokenLifeS = 100
    await rig.live()
    for (let second = 0; second < 300; second += 5) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    expect(rig.cloud.count(/:renew$/)).toBe(5)
    expect(rig.cloud.count(/POST .*token$/)).toBe(6)
    expect(rig.sockets.all).toHaveLength(1)
  })

  it.each([
    ['the server says what time it is', -3_600_000, true],
    ['only this computer does', 0, false]
  ])('renews ahead of an end that is named as a moment, when %s', async (_, serverIsAheadMs, tellsDate) => {
    const rig = createRig()
    const { handle } = rig.cloud
    rig.cloud.handle = (request) => {
      const answer = handle.call(rig.cloud, request)
      const body = answer.body as Record<string, unknown> | undefined
      if (!body || !('expiresIn' in body)) return answer
      const serverMs = rig.clock.now().wallMs + serverIsAheadMs
      const { expiresIn: _in, ...rest } = body
      const expiresAt = new Date(serverMs + 900_000).toISOString().replace('Z', '123456Z')
      const headers = tellsDate ? { date: new Date(serverMs).toUTCString() } : undefined
      return { ...answer, body: { ...rest, expiresAt }, ...(headers && { headers }) }
    }
    await rig.live()
    // Whatever happens to the clock on the wall afterwards.
    rig.clock.jumpWall(86_400_000)
    for (let passed = 0; passed < 530_000; passed += 5_000) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    expect(rig.cloud.count(/:renew$/)).toBe(0)
    for (let passed = 0; passed < 20_000; passed += 5_000) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    expect(rig.cloud.count(/:renew$/)).toBe(1)
  })

  it('a renewal that fails for a passing reason leaves the stream alone and is tried again', async () => {
    const rig = createRig()
    rig.cloud.subscriptionLifeS = 100
    await rig.live()
    rig.cloud.intercept = ({ path }) => (path.endsWith(':renew') ? { status: 503 } : undefined)
    for (let second = 0; second < 80; second += 5) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    expect(rig.cloud.count(/:renew$/)).toBe(2)
    expect(rig.phase()).toBe('live')
  })

  it('one whose end has passed already is not renewed without a pause', async () => {
    const rig = createRig()
    rig.cloud.subscriptionLifeS = 0
    await rig.live()
    for (let second = 0; second < 60; second += 5) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    expect(rig.cloud.count(/:renew$/)).toBeLessThanOrEqual(61)
    expect(rig.phase()).toBe('live')
  })

  it.each([
    ['the application key', { status: 401, body: { detail: 'Invalid (Appkey)' } }, 1],
    ['the token, a new one too,', { status: 401, body: { detail: 'Invalid (Access-Token)' } }, 2]
  ])('a renewal for which %s is refused is not repeated over the same socket', async (_, answer, times) => {
    const rig = createRig()
    rig.cloud.subscriptionLifeS = 100
    await rig.live()
    rig.cloud.intercept = ({ path }) => (path.endsWith(':renew') ? answer : undefined)
    for (let second = 0; second < 300; second += 5) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    expect(rig.cloud.count(/:renew$/)).toBe(times)
    expect(rig.phase()).toBe('live')
  })

  it('a token that is not found says nothing of the subscription', async () => {
    const rig = createRig()
    rig.cloud.subscriptionLifeS = 100
    rig.cloud.tokenLifeS = 50
    await rig.live()
    rig.cloud.intercept = ({ path }) => (path.endsWith('/token') ? { status: 404 } : undefined)
    for (let second = 0; second < 80; second += 5) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    await rig.source.close()
    expect(rig.subscriptions.ids()).toEqual([...rig.cloud.subscriptions.keys()])
    expect(rig.subscriptions.ids()).toHaveLength(1)
  })

  it('a subscription that is gone is replaced at once', async () => {
    const rig = createRig()
    rig.cloud.subscriptionLifeS = 100
    await rig.live()
    rig.cloud.subscriptions.clear()
    for (let second = 0; second < 60; second += 5) {
      await rig.pass(5_000)
      rig.sockets.last().message(frame())
    }
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
    expect(rig.cloud.subscriptions.size).toBe(1)
  })
})
