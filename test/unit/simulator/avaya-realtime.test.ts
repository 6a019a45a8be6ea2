import { describe, expect, it } from 'vitest'
import { AUTHENTICATION_FAILURES, producerSchema, type EventData } from '../../../src/simulator/avaya/schema.ts'
import { withDemo, type RunningDemo } from './demo-client.ts'

const SECOND = 1_000

async function live(demo: RunningDemo, producerId?: string) {
  return demo.socket(await demo.subscribe(producerId), await demo.token())
}

/** What a client knows after these messages: rows by key, measures merged. */
function tableOf(rows: readonly EventData[]): Map<string, Record<string, string>> {
  const table = new Map<string, Record<string, string>>()
  for (const row of rows) {
    const key = JSON.stringify(row.keys)
    if (row.eventAction === 'DELETE') table.delete(key)
    else table.set(key, { ...table.get(key), ...row.measures })
  }
  return table
}

describe('the realtime socket', () => {
  it('confirms, then sends the snapshot, then goes live', async () => {
    await withDemo({}, async (demo) => {
      const socket = await live(demo)
      expect(JSON.parse(socket.heard[0]!)).toEqual({ event: 'authenticationResponse', status: 'CONNECTION_CONFIRMED' })
      expect(socket.rows().map((row) => row.payloadType)).toEqual(Array.from({ length: 12 }, () => 'INITIALIZING'))
      demo.clock.advance(20 * SECOND)
      await socket.settled()
      const later = socket.rows().slice(12)
      expect(later.length).toBeGreaterThan(5)
      expect(new Set(later.map((row) => row.payloadType))).toEqual(new Set(['LIVE']))
    })
  })

  it.each([
    ['Queue_itd_1.0.0', ['queueId']],
    ['QueueByChannel_itd_1.0.0', ['channelId', 'queueId']],
    ['Agent_itd_1.0.0', ['agentId']],
    ['AgentByChannel_itd_1.0.0', ['agentId', 'channelId']]
  ])('sends for %s exactly the keys and measures its producer lists, as strings', async (id, keys) => {
    await withDemo({}, async (demo) => {
      const account = demo.centre.ready.connections[0].accountId
      const path = `/api/analytics/producer-management/v1/accounts/${account}/measure-producers/${id}`
      const [set] = producerSchema.parse((await demo.avaya(path)).json).measureSets
      const listed = set?.measures.map(({ name }) => name).sort()
      const socket = await live(demo, id)
      demo.clock.advance(30 * SECOND)
      await socket.settled()
      expect(set?.keys).toEqual(keys)
      for (const row of socket.rows()) {
        expect(Object.keys(row.keys)).toEqual(keys)
        const names = Object.keys(row.measures ?? {}).sort()
        if (row.payloadType === 'INITIALIZING') expect(names).toEqual(listed)
        else expect(listed).toEqual(expect.arrayContaining(names))
      }
    })
  })

  it('writes numbers, truth values, durations, moments and what is missing as the service does', async () => {
    await withDemo({}, async (demo) => {
      const types = new Map<string, string>()
      for (const id of ['Queue_itd_1.0.0', 'Agent_itd_1.0.0']) {
        const account = demo.centre.ready.connections[0].accountId
        const path = `/api/analytics/producer-management/v1/accounts/${account}/measure-producers/${id}`
        const [set] = producerSchema.parse((await demo.avaya(path)).json).measureSets
        for (const { name, type } of set?.measures ?? []) types.set(name, type)
        const socket = await live(demo, id)
        for (const [name, value] of socket.rows().flatMap((row) => Object.entries(row.measures ?? {}))) {
          const type = types.get(name)
          if (type === 'NUMBER' || type === 'DURATION') expect(value).toMatch(/^\d+$/)
          else if (type === 'TIME_IN_STATE') expect(value).toMatch(/^(0|\d{13})$/)
          else expect(value).not.toBe('')
          if (name === 'isDefaultQueue') expect(value).toMatch(/^(true|false)$/)
        }
        if (id === 'Queue_itd_1.0.0') continue
        for (const { measures = {} } of socket.rows()) {
          expect(measures['reasonCodeName'] === 'N/A').toBe(measures['agentState'] !== 'NOT_READY')
          expect(measures['timeActive'] === '0').toBe(measures['agentState'] !== 'ACTIVE')
          expect(measures['timeInACW'] === '0').toBe(measures['agentState'] !== 'AFTER_CONTACT_WORK')
          expect(Number(measures['timeInState'])).toBeLessThanOrEqual(demo.clock.now().wallMs)
        }
      }
    })
  })

  it("speaks of the client's clock: a moment lies as long ago as it does on the floor, at any speed", async () => {
    for (const speed of [1, 30]) {
      await withDemo({ speed }, async (demo) => {
        const socket = await live(demo, 'Agent_itd_1.0.0')
        const before = socket.heard.length
        demo.clock.advance(10 * SECOND)
        await socket.settled()
        const { floorTime } = (await demo.control()).json as { floorTime: string }
        const started = socket
          .rows()
          .slice(before - 1)
          // Only what changed: a whole row may be of somebody who has been talking for long.
          .filter(({ measures = {} }) => measures['agentState'] === 'ACTIVE' && !('agentDisplayName' in measures))
        expect(started.length).toBeGreaterThan(0)
        // Whoever is said to have begun did so within the last ten seconds of real time, never in the future.
        for (const row of started) {
          const agoMs = demo.clock.now().wallMs - Number(row.measures?.['timeActive'])
          expect(agoMs).toBeGreaterThanOrEqual(0)
          expect(agoMs).toBeLessThan(10 * SECOND + 100 * speed)
        }
        expect(floorTime).toMatch(/T10:3\d:/)
      })
    }
  })

  it('keeps a client that merges what comes in step with the floor, over logouts too', async () => {
    await withDemo({ speed: 60 }, async (demo) => {
      const queues = await live(demo)
      const agents = await live(demo, 'Agent_itd_1.0.0')
      for (let minute = 0; minute < 6; minute++) {
        demo.clock.advance(60 * SECOND)
        await queues.settled()
        await agents.settled()
      }
      const state = (await demo.control()).json as {
        queues: { id: string; waiting: number; active: number }[]
        agents: Record<string, number>
      }
      const table = tableOf(queues.rows())
      for (const queue of state.queues) {
        const row = table.get(JSON.stringify({ queueId: queue.id }))
        expect([row?.['contactsQueueing'], row?.['active']]).toEqual([String(queue.waiting), String(queue.active)])
      }
      const counts: Record<string, number> = {}
      const present = [...tableOf(agents.rows()).values()]
      for (const row of present) counts[row['agentState'] ?? ''] = (counts[row['agentState'] ?? ''] ?? 0) + 1
      const { LOGGED_OUT: atHome = 0, ...working } = state.agents
      expect(counts).toEqual(working)
      expect(present.length + atHome).toBe(150)
      const live60 = agents.rows().filter((row) => row.payloadType === 'LIVE')
      expect(live60.filter((row) => row.eventAction === 'DELETE').length).toBeGreaterThan(10)
      const sizes = live60.map((row) => Object.keys(row.measures ?? {}).length)
      expect(new Set(sizes).size).toBeGreaterThan(2)
    })
  }, 30_000)

  it('answers a protocol ping with its payload', async () => {
    await withDemo({}, async (demo) => {
      const socket = await live(demo)
      const payload = new Promise((resolve) => socket.raw.once('pong', (data: Buffer) => resolve(data.toString())))
      socket.raw.ping('are you there')
      expect(await payload).toBe('are you there')
    })
  })

  it('closes after the silence limit and makes the subscription INACTIVE, unless there were pings', async () => {
    await withDemo({ pingIntervalMs: 30_000 }, async (demo) => {
      const subscription = await demo.subscribe()
      const socket = await demo.socket(subscription, await demo.token())
      for (let n = 0; n < 3; n++) {
        demo.clock.advance(29 * SECOND)
        await socket.settled()
      }
      expect(socket.raw.readyState).toBe(socket.raw.OPEN)
      demo.clock.advance(31 * SECOND)
      expect(await socket.closed).toBe(1008)
      const again = await demo.socket(subscription, await demo.token())
      expect(again.heard[0]).toContain('CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION')
    })
  })

  it('closes when the subscription lapses or is deleted', async () => {
    await withDemo({ tokenLifeMs: 60_000 }, async (demo) => {
      const lapsing = await live(demo)
      demo.clock.advance(61 * SECOND)
      expect(await lapsing.closed).toBe(1008)
      const subscription = await demo.subscribe()
      const deleted = await demo.socket(subscription, await demo.token())
      const account = demo.centre.ready.connections[0].accountId
      const path = `/api/notification/v1/accounts/${account}/subscriptions/${subscription.subscriptionId}`
      await demo.avaya(path, { method: 'DELETE' })
      expect(await deleted.closed).toBe(1000)
    })
  })

  it.each([
    ['a token that is none', { token: 'nonsense' }, 'CONNECTION_FAILED_INVALID_TOKEN'],
    [
      'another subscription',
      { subscriptionId: '00000000-0000-4000-8000-000000000000' },
      'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION'
    ],
    ['another event', { event: 'hello' }, 'CONNECTION_FAILED_CONSTRAINT_VIOLATION'],
    ['a number for a token', { token: 7 }, 'CONNECTION_FAILED_CONSTRAINT_VIOLATION']
  ])('answers an authentication with %s by the status for it, and closes', async (_what, change, status) => {
    await withDemo({}, async (demo) => {
      const subscription = await demo.subscribe()
      const socket = await demo.socket(subscription)
      const good = { event: 'authentication', subscriptionId: subscription.subscriptionId, token: await demo.token() }
      socket.raw.send(JSON.stringify({ ...good, ...change }))
      expect(await socket.closed).toBe(1008)
      expect(socket.heard).toEqual([JSON.stringify({ event: 'authenticationResponse', status })])
    })
  })

  it('refuses a subscription that is still PENDING, and takes it later', async () => {
    await withDemo({}, async (demo) => {
      await demo.control({ faults: { pendingMs: 2_000 } })
      const subscription = await demo.subscribe()
      const early = await demo.socket(subscription, await demo.token())
      expect(early.heard[0]).toContain('CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION')
      demo.clock.advance(2 * SECOND)
      const later = await demo.socket(subscription, await demo.token())
      expect(later.heard[0]).toContain('CONNECTION_CONFIRMED')
    })
  })

  it('closes on a client that never authenticates', async () => {
    await withDemo({}, async (demo) => {
      const socket = await demo.socket(await demo.subscribe())
      demo.clock.advance(31 * SECOND)
      expect(await socket.closed).toBe(1008)
    })
  })

  it.each(AUTHENTICATION_FAILURES)('can be told to answer %s', async (status) => {
    await withDemo({}, async (demo) => {
      await demo.control({ faults: { authStatus: status, observedAuthEvent: true } })
      const socket = await live(demo)
      expect(await socket.closed).toBe(1008)
      expect(socket.heard).toEqual([JSON.stringify({ event: 'AUTHENTICATION_RESPONSE', status })])
    })
  })

  it('answers 404 to a socket at another address', async () => {
    await withDemo({}, async (demo) => {
      const made = await demo.subscribe()
      const endpoint = made.transport.endpoint.replace('/rt/eu-1/feed/', '/ws/notification/')
      const elsewhere = { ...made, transport: { ...made.transport, endpoint } }
      await expect(demo.socket(elsewhere)).rejects.toThrow('404')
    })
  })
})
