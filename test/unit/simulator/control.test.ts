import { describe, expect, it } from 'vitest'
import { problemSchema } from '../../../src/simulator/avaya/schema.ts'
import type { ControlState } from '../../../src/simulator/control/state.ts'
import { SCENARIO_IDS } from '../../../src/simulator/scenario/scenario.ts'
import { withDemo, type RunningDemo } from './demo-client.ts'

const SECOND = 1_000
const ME = '/api/v5/users/me'

const state = async (demo: RunningDemo): Promise<ControlState> => (await demo.control()).json as ControlState
const live = async (demo: RunningDemo, producer?: string) =>
  demo.socket(await demo.subscribe(producer), await demo.token())

describe('the control door', () => {
  it('opens with its own token only', async () => {
    await withDemo({}, async (demo) => {
      expect((await demo.request('/control')).status).toBe(401)
      expect((await demo.request('/control', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
      expect((await demo.giosg('/control')).status).toBe(401)
      expect((await demo.control()).status).toBe(200)
    })
  })

  it.each([
    ['{"speed":61}', 'speed'],
    ['{"scenario":"lunch"}', 'scenario'],
    ['{"faults":{"authStatus":"MAYBE"}}', 'faults.authStatus'],
    ['{"unknown":1}', 'unknown'],
    ['not json', 'not JSON']
  ])('refuses %s and names what is wrong', async (body, word) => {
    await withDemo({}, async (demo) => {
      const headers = { authorization: 'Bearer test-control' }
      const answer = await demo.request('/control', { method: 'POST', headers, body })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain(word)
    })
  })

  it('tells the truth behind the wire', async () => {
    await withDemo({ scenario: 'monday-rush', speed: 2 }, async (demo) => {
      await live(demo)
      demo.clock.advance(5 * SECOND)
      const now = await state(demo)
      expect(now).toMatchObject({ scenario: 'monday-rush', speed: 2, seed: 1, elapsedSeconds: 10, sockets: 1 })
      expect(now).toMatchObject({ subscriptions: 1, rushSeconds: null, floorTime: '2026-11-23T09:29:50.000+02:00' })
      expect(now.queues).toHaveLength(12)
      expect(now.targets).toHaveLength(6)
    })
  })

  it('changes the speed without a jump', async () => {
    await withDemo({ speed: 1 }, async (demo) => {
      demo.clock.advance(10 * SECOND)
      await demo.control({ speed: 60 })
      expect((await state(demo)).elapsedSeconds).toBe(10)
      demo.clock.advance(1 * SECOND)
      expect((await state(demo)).elapsedSeconds).toBe(70)
    })
  })

  it('does not let the floor run away while the machine sleeps', async () => {
    await withDemo({ speed: 1 }, async (demo) => {
      demo.clock.advance(1 * SECOND)
      demo.clock.jumpWall(8 * 3_600_000)
      demo.clock.advance(1 * SECOND)
      expect((await state(demo)).elapsedSeconds).toBe(2)
    })
  })

  it('starts the rush at once', async () => {
    await withDemo({ scenario: 'quiet-day' }, async (demo) => {
      await demo.control({ rush: true })
      demo.clock.advance(50 * SECOND)
      const now = await state(demo)
      expect(now.rushSeconds).toBe(50)
      expect(now.queues.find(({ name }) => name === 'Sales')?.waiting).toBeGreaterThan(8)
    })
  })

  it('begins another scenario for clients that stay connected', async () => {
    await withDemo({ scenario: 'quiet-day' }, async (demo) => {
      const socket = await live(demo, 'Agent_itd_1.0.0')
      await demo.control({ faults: { giosgForbidden: true } })
      await demo.control({ scenario: 'monday-rush' })
      demo.clock.advance(1 * SECOND)
      await socket.settled()
      const present = new Set<string>()
      for (const row of socket.rows()) {
        const id = row.keys['agentId'] ?? ''
        if (row.eventAction === 'DELETE') present.delete(id)
        else present.add(id)
      }
      const now = await state(demo)
      expect(now).toMatchObject({ scenario: 'monday-rush', elapsedSeconds: 1 })
      expect(now.faults.giosgForbidden).toBe(false)
      expect(present.size).toBe(150 - (now.agents['LOGGED_OUT'] ?? 0))
    })
  })

  it('repeats rows to reach a message rate', async () => {
    await withDemo({}, async (demo) => {
      const sockets = [await live(demo), await live(demo, 'Agent_itd_1.0.0')]
      const before = (await state(demo)).messagesSent
      await demo.control({ messagesPerSecond: 100 })
      demo.clock.advance(10 * SECOND)
      for (const socket of sockets) await socket.settled()
      const sent = (await state(demo)).messagesSent - before
      expect(sent).toBeGreaterThan(980)
      expect(sent).toBeLessThan(1_050)
      for (const socket of sockets) expect(socket.rows().length).toBeGreaterThan(450)
      await demo.control({ messagesPerSecond: 0 })
      demo.clock.advance(10 * SECOND)
      expect((await state(demo)).messagesSent - before - sent).toBeLessThan(200)
    })
  })
})

describe('a fault', () => {
  it.each([
    [{ refuseToken: true }, 401, /Invalid client/],
    [{ badAppKey: true }, 401, /\(Appkey\)/],
    [{ serverError: true }, 503, /down/]
  ])('%j shows at the token endpoint and goes away again', async (faults, status, words) => {
    await withDemo({}, async (demo) => {
      const { accountId, appKey, clientId, clientSecret } = demo.centre.ready.connections[0]
      const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
      const ask = () =>
        demo.request(`/api/auth/v1/${accountId}/protocol/openid-connect/token`, {
          method: 'POST',
          headers: { appkey: appKey },
          body: new URLSearchParams(body)
        })
      await demo.control({ faults })
      const answer = await ask()
      expect(answer.status).toBe(status)
      expect(problemSchema.parse(answer.json).detail).toMatch(words)
      await demo.control({ faults: Object.fromEntries(Object.keys(faults).map((name) => [name, false])) })
      expect((await ask()).status).toBe(200)
    })
  })

  it.each([
    [{ badAccessToken: true }, 401],
    [{ forbidden: true }, 403]
  ])('%j shows at calls with a token', async (faults, status) => {
    await withDemo({}, async (demo) => {
      await demo.control({ faults })
      const account = demo.centre.ready.connections[0].accountId
      expect((await demo.avaya(`/api/notification/v1/accounts/${account}/subscriptions`)).status).toBe(status)
    })
  })

  it.each([
    [{ giosg429: { retryAfterSeconds: 7 } }, 429],
    [{ giosg429: { retryAfterSeconds: null } }, 429],
    [{ giosgBadToken: true }, 401],
    [{ giosgForbidden: true }, 403],
    [{ serverError: true }, 503]
  ])('%j shows at giosg', async (faults, status) => {
    await withDemo({}, async (demo) => {
      await demo.control({ faults })
      const answer = await demo.giosg(ME)
      expect(answer.status).toBe(status)
      const wait = 'giosg429' in faults ? faults.giosg429.retryAfterSeconds : null
      expect(answer.headers.get('retry-after')).toBe(wait === null ? null : String(wait))
    })
  })

  it('puts a web page where JSON is due, but not at the control door', async () => {
    await withDemo({}, async (demo) => {
      await demo.control({ faults: { htmlInsteadOfJson: true } })
      const answer = await demo.giosg(ME)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html'])
      expect((await demo.control()).status).toBe(200)
    })
  })

  it('drops sockets without a handshake, or closes them with a code', async () => {
    await withDemo({}, async (demo) => {
      const dropped = await live(demo)
      await demo.control({ faults: { dropSockets: true } })
      expect(await dropped.closed).toBe(1006)
      const closed = await live(demo)
      await demo.control({ faults: { closeCode: 1012 } })
      expect(await closed.closed).toBe(1012)
    })
  })

  it('refuses new sockets with 503 and leaves the old ones alone', async () => {
    await withDemo({}, async (demo) => {
      const old = await live(demo)
      await demo.control({ faults: { refuseConnections: true } })
      await expect(live(demo)).rejects.toThrow('503')
      await old.settled()
      await demo.control({ faults: { refuseConnections: false } })
      await live(demo)
    })
  })

  it('leaves sockets half-open: no frame, no pong, no answer to a new one, until it ends', async () => {
    await withDemo({}, async (demo) => {
      const socket = await live(demo)
      const waiting = await demo.subscribe()
      await demo.control({ faults: { pauseSockets: true } })
      const heard = socket.heard.length
      let pongs = 0
      socket.raw.on('pong', () => pongs++)
      socket.raw.ping()
      const opening = demo.socket(waiting).then(
        () => 'opened',
        () => 'refused'
      )
      demo.clock.advance(60 * SECOND)
      // A round trip over another connection: what the socket was to hear would have come before.
      await demo.control()
      expect([socket.heard.length, pongs, socket.raw.readyState]).toEqual([heard, 0, socket.raw.OPEN])
      await demo.control({ faults: { pauseSockets: false } })
      expect(await socket.closed).toBe(1006)
      expect(await opening).toBe('refused')
    })
  })

  it('sends frames that make no sense between good ones', async () => {
    await withDemo({}, async (demo) => {
      const socket = await live(demo)
      await demo.control({ faults: { malformedFrames: 6 } })
      await socket.settled()
      expect(socket.heard.slice(13)).toHaveLength(6)
      demo.clock.advance(30 * SECOND)
      await socket.settled()
      expect(JSON.parse(socket.heard.at(-1)!)).toMatchObject({ payloadType: 'LIVE' })
    })
  })
})

describe('a scenario', () => {
  it.each(SCENARIO_IDS)('%s can be played for ten minutes', async (scenario) => {
    await withDemo({ scenario, speed: 10 }, async (demo) => {
      for (let n = 0; n < 60; n++) demo.clock.advance(10 * SECOND)
      expect((await state(demo)).elapsedSeconds).toBe(6_000)
    })
  })

  it('outage drops the sockets, refuses everything for 45 s and recovers by itself', async () => {
    await withDemo({ scenario: 'outage' }, async (demo) => {
      const socket = await live(demo)
      demo.clock.advance(29 * SECOND)
      await socket.settled()
      demo.clock.advance(1 * SECOND)
      expect(await socket.closed).toBe(1006)
      expect((await demo.giosg(ME)).status).toBe(503)
      demo.clock.advance(45 * SECOND)
      expect((await demo.giosg(ME)).status).toBe(200)
      await live(demo)
    })
  })

  it('flapping feed hurts the sockets again and again, in turn', async () => {
    await withDemo({ scenario: 'flapping-feed' }, async (demo) => {
      for (const _round of [1, 2]) {
        const first = await live(demo)
        demo.clock.advance(15 * SECOND)
        expect(await first.closed).toBe(1006)
        const second = await live(demo)
        demo.clock.advance(25 * SECOND)
        expect(await second.closed).toBe(1012)
        demo.clock.advance(20 * SECOND)
        expect((await state(demo)).faults.pauseSockets).toBe(true)
        demo.clock.advance(40 * SECOND)
        expect((await state(demo)).faults.pauseSockets).toBe(false)
      }
    })
  })
})
