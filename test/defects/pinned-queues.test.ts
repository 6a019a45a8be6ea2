import { expect, it } from 'vitest'
import { frame } from '../fakes/avaya-cloud.ts'
import { avayaConnection, createARuntime } from '../fakes/a-runtime.ts'

/** The tray menu was to show pinned queues, and nothing could pin one. */
it('a queue that a window pins is in the tray menu at once, the busiest ones without a pin are not', async () => {
  const rig = createARuntime()
  rig.runtime.useConnections([avayaConnection()].map(rig.entry))
  await rig.floorLive({ keys: { channelId: 'VOICE', queueId: 'quiet' }, measures: { contactsQueueing: '0' } })
  for (const queueId of ['one', 'two', 'three']) {
    rig.sockets.last().message(frame({ keys: { channelId: 'VOICE', queueId }, measures: { contactsQueueing: '9' } }))
  }
  await rig.pass(1_000)
  const inMenu = (): string[] => rig.trayLabels().filter((label) => /waiting$|no data$/.test(label))
  expect(inMenu()).toHaveLength(3)
  expect(inMenu().join()).not.toContain('quiet')

  const quiet = rig.runtime.publisher.rows().rows.find(({ keys }) => keys['queueId'] === 'quiet')
  await rig.runtime.handlers['settings:change']({ pinnedQueues: [quiet?.id ?? ''] })
  await rig.pass(500)
  expect(inMenu()).toEqual([expect.stringMatching(/quiet.*: 0 waiting/)])
  rig.sockets.last().close()
  await rig.pass(1_000)
  expect(inMenu()).toEqual([expect.stringMatching(/quiet.*: no data/)])
})
