import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  dictionarySchema,
  localesSchema,
  problemSchema,
  producerListSchema,
  producerSchema,
  subscriptionPageSchema,
  subscriptionSchema,
  tokenReplySchema
} from '../../../src/simulator/avaya/schema.ts'
import { startDemo, withDemo, type RunningDemo } from './demo-client.ts'

const PRODUCERS = ['Queue_itd_1.0.0', 'QueueByChannel_itd_1.0.0', 'Agent_itd_1.0.0', 'AgentByChannel_itd_1.0.0']

let demo: RunningDemo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.dispose())

const entry = () => demo.centre.ready.connections[0]
const tokenPath = (account = entry().accountId) => `/api/auth/v1/${account}/protocol/openid-connect/token`
const subscriptionsPath = () => `/api/notification/v1/accounts/${entry().accountId}/subscriptions`
const producersPath = () => `/api/analytics/producer-management/v1/accounts/${entry().accountId}/measure-producers`
const form = (change: Record<string, string> = {}) =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: entry().clientId,
    client_secret: entry().clientSecret,
    ...change
  })
const askToken = (body: URLSearchParams | string, headers: Record<string, string> = { appkey: entry().appKey }) =>
  demo.request(tokenPath(), { method: 'POST', headers, body })

describe('the token endpoint', () => {
  it('gives a token of 15 minutes and a refresh token that is good for another', async () => {
    const first = tokenReplySchema.parse((await askToken(form())).json)
    expect(first.expires_in).toBe(900)
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token }
    const second = tokenReplySchema.parse((await askToken(form(refresh))).json)
    expect(second.access_token).not.toBe(first.access_token)
    const misuse = await askToken(form({ ...refresh, refresh_token: first.access_token }))
    expect(misuse.status).toBe(400)
  })

  it('refuses JSON with 415', async () => {
    const answer = await askToken('{}', { appkey: entry().appKey, 'content-type': 'application/json' })
    expect(answer.status).toBe(415)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(problemSchema.parse(answer.json).status).toBe(415)
  })

  it('tells a wrong application key from wrong credentials', async () => {
    const key = await askToken(form(), { appkey: 'wrong' })
    expect([key.status, problemSchema.parse(key.json).detail]).toEqual([401, 'Invalid credentials (Appkey)'])
    const missing = await askToken(form(), {})
    expect(problemSchema.parse(missing.json).detail).toContain('(Appkey)')
    const secret = await askToken(form({ client_secret: 'wrong' }))
    expect(secret.status).toBe(401)
    expect(problemSchema.parse(secret.json).detail).not.toMatch(/Appkey|Access-Token/)
  })

  it('refuses an unknown grant and an unknown account', async () => {
    const grant = await askToken(form({ grant_type: 'implicit' }))
    expect([grant.status, problemSchema.parse(grant.json).violations?.[0]?.field]).toEqual([400, 'grant_type'])
    const account = await demo.request(tokenPath('ZZZZZZ'), {
      method: 'POST',
      headers: { appkey: entry().appKey },
      body: form()
    })
    expect(account.status).toBe(404)
  })
})

describe('calls with a token', () => {
  it('tell a wrong key, a wrong token and a foreign account apart', async () => {
    const noToken = await demo.request(subscriptionsPath(), { headers: { appkey: entry().appKey } })
    expect([noToken.status, problemSchema.parse(noToken.json).detail]).toEqual([
      401,
      'Invalid credentials (Access-Token)'
    ])
    const altered = `${(await demo.token()).slice(0, -2)}AA`
    const forged = await demo.avaya(subscriptionsPath(), { headers: { authorization: `Bearer ${altered}` } })
    expect(forged.status).toBe(401)
    const key = await demo.avaya(subscriptionsPath(), { headers: { appkey: 'wrong' } })
    expect(problemSchema.parse(key.json).detail).toContain('(Appkey)')
    const foreign = await demo.avaya('/api/notification/v1/accounts/ZZZZZZ/subscriptions')
    expect(foreign.status).toBe(403)
  })

  it('answer 404 and 405 as a problem', async () => {
    expect((await demo.avaya('/api/notification/v1/nothing')).status).toBe(404)
    const patch = await demo.avaya(subscriptionsPath(), { method: 'PATCH' })
    expect([patch.status, patch.headers.get('allow')]).toEqual([405, 'POST, GET'])
    expect(problemSchema.safeParse(patch.json).success).toBe(true)
  })

  it('end with the life of the token', async () => {
    await withDemo({ tokenLifeMs: 60_000 }, async (other) => {
      const token = await other.token()
      const list = () =>
        other.avaya(`/api/notification/v1/accounts/${other.centre.ready.connections[0].accountId}/subscriptions`, {
          headers: { authorization: `Bearer ${token}` }
        })
      expect((await list()).status).toBe(200)
      other.clock.advance(60_000)
      expect(problemSchema.parse((await list()).json).detail).toContain('(Access-Token)')
    })
  })
})

describe('producer management', () => {
  it('lists the realtime producers without their measures', async () => {
    const answer = await demo.avaya(`${producersPath()}?processorType=ITD`)
    expect(producerListSchema.parse(answer.json).map((producer) => producer.measureProducerId)).toEqual(PRODUCERS)
    expect((await demo.avaya(`${producersPath()}?processorType=CDR`)).json).toEqual([])
  })

  it.each(PRODUCERS)('describes %s, and its dictionary has a word for every measure', async (id) => {
    const producer = producerSchema.parse((await demo.avaya(`${producersPath()}/${id}`)).json)
    const [locale = ''] = localesSchema.parse((await demo.avaya(`${producersPath()}/${id}/locales`)).json)
    const words = dictionarySchema.parse((await demo.avaya(`${producersPath()}/${id}/dictionaries/${locale}`)).json)
    expect(words.measures.map(({ name }) => name)).toEqual(producer.measureSets[0]?.measures.map(({ name }) => name))
    expect(new Set(words.measures.map(({ name }) => name)).size).toBe(words.measures.length)
  })

  it('knows no other producer and no other locale', async () => {
    expect((await demo.avaya(`${producersPath()}/Nobody_itd_1.0.0`)).status).toBe(404)
    expect((await demo.avaya(`${producersPath()}/Agent_itd_1.0.0/dictionaries/xx-XX`)).status).toBe(404)
  })
})

describe('subscriptions', () => {
  it('are made with nanoseconds, an endpoint of their own form and the life of the token', async () => {
    const made = await demo.subscribe('Agent_itd_1.0.0')
    expect(made.status).toBe('ACTIVE')
    expect(made.expiresIn).toBe(900)
    expect(made.createdAt).toMatch(/\.\d{9}Z$/)
    expect(made.transport.endpoint).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/rt\/eu-1\/feed\/[A-Z]{6}\/[0-9a-f-]{36}$/)
    expect(made.transport.pingInterval).toBe(300)
    const one = await demo.avaya(`${subscriptionsPath()}/${made.subscriptionId}`)
    expect(subscriptionSchema.parse(one.json)).toEqual(made)
  })

  it('are refused with the field that is wrong', async () => {
    const answer = await demo.avaya(subscriptionsPath(), {
      method: 'POST',
      body: JSON.stringify({ family: 'ANALYTICS', events: [], transport: { type: 'PIGEON' }, extensions: {} })
    })
    const fields = problemSchema.parse(answer.json).violations?.map(({ field }) => field)
    expect(answer.status).toBe(400)
    expect(fields).toEqual(['events', 'transport.type', 'extensions.measureProducerId'])
    expect((await demo.avaya(subscriptionsPath(), { method: 'POST', body: 'not json' })).status).toBe(400)
  })

  it('refuse a producer that does not exist', async () => {
    const wish = { family: 'ANALYTICS', events: ['ALL'], transport: { type: 'WEBSOCKET' } }
    const body = JSON.stringify({ ...wish, extensions: { measureProducerId: 'Nobody_itd_1.0.0' } })
    expect((await demo.avaya(subscriptionsPath(), { method: 'POST', body })).status).toBe(400)
  })

  it('are listed by pages with relative links, and no page is an empty string', async () => {
    await withDemo({}, async (other) => {
      const path = `/api/notification/v1/accounts/${other.centre.ready.connections[0].accountId}/subscriptions`
      const made: string[] = []
      for (let n = 0; n < 5; n++) made.push((await other.subscribe()).subscriptionId)
      const listed: string[] = []
      const links: string[] = []
      for (let next = `${path}?pageSize=2`; next !== '';) {
        const page = subscriptionPageSchema.parse((await other.avaya(next)).json)
        expect(page.pagination.total).toBe(5)
        listed.push(...page.subscriptions.map((subscription) => subscription.subscriptionId))
        links.push(page.links.prev)
        next = page.links.next
      }
      expect(listed).toEqual(made)
      expect(links).toEqual(['', `${path}?pageNumber=1&pageSize=2`, `${path}?pageNumber=2&pageSize=2`])
      expect((await other.avaya(`${path}?pageSize=26`)).status).toBe(400)
      expect((await other.avaya(`${path}?pageNumber=0`)).status).toBe(400)
    })
  })

  it('are deleted once, without a body', async () => {
    const made = await demo.subscribe()
    const path = `${subscriptionsPath()}/${made.subscriptionId}`
    const gone = await demo.avaya(path, { method: 'DELETE' })
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect((await demo.avaya(path, { method: 'DELETE' })).status).toBe(404)
    expect((await demo.avaya(path)).status).toBe(404)
    expect((await demo.avaya(`${path}:renew`, { method: 'POST' })).status).toBe(404)
  })

  it('lapse into INACTIVE, and renewing with a fresh token revives them', async () => {
    await withDemo({ tokenLifeMs: 60_000 }, async (other) => {
      const path = `/api/notification/v1/accounts/${other.centre.ready.connections[0].accountId}/subscriptions`
      const { subscriptionId } = await other.subscribe()
      const read = async () => subscriptionSchema.parse((await other.avaya(`${path}/${subscriptionId}`)).json)
      other.clock.advance(59_000)
      expect(await read()).toMatchObject({ status: 'ACTIVE', expiresIn: 1 })
      other.clock.advance(1_000)
      expect(await read()).toMatchObject({ status: 'INACTIVE', expiresIn: 0 })
      const renewed = await other.avaya(`${path}/${subscriptionId}:renew`, { method: 'POST' })
      expect(subscriptionSchema.parse(renewed.json)).toMatchObject({ status: 'ACTIVE', expiresIn: 60 })
    })
  })

  it('stay PENDING for as long as asked', async () => {
    await withDemo({}, async (other) => {
      const path = `/api/notification/v1/accounts/${other.centre.ready.connections[0].accountId}/subscriptions`
      await other.control({ faults: { pendingMs: 5_000 } })
      const { subscriptionId, status } = await other.subscribe()
      expect(status).toBe('PENDING')
      other.clock.advance(5_000)
      const later = await other.avaya(`${path}/${subscriptionId}`)
      expect(subscriptionSchema.parse(later.json).status).toBe('ACTIVE')
    })
  })
})
