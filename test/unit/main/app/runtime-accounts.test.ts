import { describe, expect, it } from 'vitest'
import { AvayaCloud, frame } from '../../../fakes/avaya-cloud.ts'
import type { FakeSocket } from '../../../fakes/fake-sockets.ts'
import { settle } from '../../../fakes/settle.ts'
import { aPlace, QUEUES, startRuntime, type RuntimeRig } from './runtime-rig.ts'

function socketAbroad(app: RuntimeRig, abroad: AvayaCloud): FakeSocket {
  const socket = app.sockets.all.filter(({ url }) => abroad.subscriptions.has(url.split('/').at(-1) ?? '')).at(-1)
  if (!socket) throw new Error('no socket abroad')
  return socket
}

const phasesOf = (app: RuntimeRig): Record<string, string> =>
  Object.fromEntries(app.state().feeds.map(({ id, status }) => [id, status.phase]))
const waitingOf = (app: RuntimeRig): unknown[] =>
  app.runtime.publisher.rows().rows.flatMap(({ values }) => values['contactsQueueing'] ?? [])

describe('two accounts at once', () => {
  it('one whose application key is refused takes nothing from the other', async () => {
    const abroad = new AvayaCloud()
    abroad.appKey = 'another'
    const app = await startRuntime({ ...aPlace(), connections: ['abroad', 'floor'], abroad })
    await app.goLive(4)
    expect(phasesOf(app)).toEqual({
      [`floor/${QUEUES}`]: 'live',
      'floor/Agent_itd_1.0.0': 'live'
    })
    expect(waitingOf(app)).toEqual([4])
    const states = app.state().connections.map(({ id, status }) => [id, status.phase, status.failure?.code])
    expect(states).toEqual([
      ['abroad', 'failed', 'badAppKey'],
      ['floor', 'live', undefined]
    ])
    expect(app.cloud.log.filter((line) => line.includes('ABROAD'))).toEqual([])
    await app.close()
  })

  it('each has a subscription and a socket of its own: one that is cut leaves the other live, and both are left clean', async () => {
    const abroad = new AvayaCloud()
    const app = await startRuntime({ ...aPlace(), connections: ['abroad', 'floor'], abroad })
    await app.goLive(4)
    const socket = socketAbroad(app, abroad)
    socket.open()
    socket.message(
      JSON.stringify({ event: 'authenticationResponse', status: abroad.authenticate(socket.sent[0] ?? '{}') })
    )
    await settle()
    const keys = { channelId: 'VOICE', queueId: 'Sales' }
    for (const payloadType of ['INITIALIZING', 'LIVE'])
      socket.message(frame({ payloadType, keys, measures: { queueName: 'Sales', contactsQueueing: '9' } }))
    await app.passAnswered(2_000)
    expect(new Set(Object.values(phasesOf(app)))).toEqual(new Set(['live']))
    // Queues of one name and key in two accounts are two.
    expect(waitingOf(app).sort()).toEqual([4, 9])
    expect([app.cloud.subscriptions.size, abroad.subscriptions.size]).toEqual([2, 1])

    socket.close()
    app.queue('Sales', 5)
    await app.passAnswered(3_000)
    expect(phasesOf(app)).toMatchObject({ [`floor/${QUEUES}`]: 'live', 'floor/Agent_itd_1.0.0': 'live' })
    expect(phasesOf(app)[`abroad/${QUEUES}`]).not.toBe('live')
    expect(waitingOf(app).sort()).toEqual([5, 9])
    expect(app.notices.map(({ title, body }) => `${title} ${body}`.includes('Abroad'))).toEqual([true])

    await app.close()
    expect([app.cloud.subscriptions.size, abroad.subscriptions.size]).toEqual([0, 0])
  })
})
