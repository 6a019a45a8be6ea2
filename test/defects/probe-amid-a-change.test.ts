import { describe, expect, it } from 'vitest'
import type { Phase } from '../../src/core/connections/status.ts'
import { frame } from '../fakes/avaya-cloud.ts'
import { createRig } from '../unit/adapters/avaya/realtime-rig.ts'
import { AGENTS, aPlace, MINUTES, QUEUES, startRuntime } from '../unit/main/app/runtime-rig.ts'

/**
 * The loss was the first thing seen after sleep: looking at it began the feed anew while it was still changing, and the wait it set
 * afterwards ended the new connection.
 */
describe('a feed that is probed while it changes', () => {
  it('keeps the connection it makes after sleep when the loss of the old one is the first thing seen', async () => {
    const rig = await startRuntime(aPlace())
    await rig.goLive()
    rig.clock.sleep(MINUTES(10), false)
    rig.socketOf(QUEUES).close()
    await rig.pass(1)
    expect(rig.sockets.all).toHaveLength(3)
    const [queues, agents] = [rig.socketOf(QUEUES), rig.socketOf(AGENTS)]
    queues.open()
    queues.message(
      JSON.stringify({ event: 'authenticationResponse', status: rig.cloud.authenticate(queues.sent[0] ?? '{}') })
    )
    rig.queue('Sales', 1, 'INITIALIZING')
    rig.queue('Sales', 1)
    rig.answer()
    expect(rig.phases()).toEqual(['live', 'live'])
    await rig.passAnswered(MINUTES(1))
    expect([queues.terminated, agents.terminated, rig.sockets.all.length]).toEqual([false, false, 3])
    expect(rig.phases()).toEqual(['live', 'live'])
    expect(rig.told()).toEqual([])
  })

  it.each<Phase>(['backoff', 'connecting', 'syncing', 'live'])(
    'is live afterwards, on one socket (%s)',
    async (phase) => {
      const rig = createRig()
      const { feedStatus } = rig.sink
      let probed = 0
      await rig.live()
      Object.assign(rig.sink, {
        feedStatus(...told: Parameters<typeof feedStatus>) {
          feedStatus(...told)
          if (told[1].phase === phase && (probed += 1) === 1) rig.source.probe()
        }
      })
      rig.sockets.last().close()
      for (let seconds = 0; seconds < 20; seconds += 1) {
        const socket = rig.sockets.last()
        if (!socket.terminated && socket.sent.length === 0) {
          await rig.accept()
          socket.message(frame({ payloadType: 'INITIALIZING' }))
          socket.message(frame())
        }
        await rig.pass(1_000)
        if (!socket.terminated && socket.pings.length > 0) socket.pong()
      }
      expect(probed).toBeGreaterThan(0)
      expect([rig.phase(), rig.sockets.openCount(), rig.sockets.all.length]).toEqual(['live', 1, 2])
    }
  )
})
