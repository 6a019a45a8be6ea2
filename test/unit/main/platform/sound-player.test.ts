import { expect, it } from 'vitest'
import { createPublish } from '../../../../src/main/ipc/publish.ts'
import { createWindowSounds } from '../../../../src/main/platform/sound-player.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import { asWindow, createFakeWindow } from './fake-window.ts'

function setUp(isLoading: boolean) {
  const clock = createVirtualClock()
  const shape = { title: '', width: 1, height: 1, frame: true, resizable: true, skipTaskbar: false, alwaysOnTop: false }
  const window = createFakeWindow({ ...shape, backgroundColor: '#fff' }, 'x')
  window.loaded = !isLoading
  const publish = createPublish({ logger: createRecordingLogger(), checkPayloads: true })
  return { clock, window, sounds: createWindowSounds({ clock, publish, window: () => asWindow(window) }) }
}

it('asks one page, and has its answer', async () => {
  const { window, sounds } = setUp(false)
  const first = sounds.play('bell', 40)
  const second = sounds.play('alarm', 100)
  expect(window.sent).toEqual([
    ['sound:wanted', { id: 1, tone: 'bell', volume: 40 }],
    ['sound:wanted', { id: 2, tone: 'alarm', volume: 100 }]
  ])
  sounds.played(2, 'NotSupportedError')
  sounds.played(1, null)
  sounds.played(7, null)
  expect(await first).toEqual({ kind: 'played' })
  expect(await second).toEqual({ kind: 'failed', reason: 'NotSupportedError' })
})

it('waits for a page that is made for it, but plays nothing late', async () => {
  const { clock, window, sounds } = setUp(true)
  const outcome = sounds.play('bell', 40)
  expect(window.sent).toEqual([])
  clock.advance(5_000)
  expect(await outcome).toEqual({ kind: 'failed', reason: 'no page answered' })
  window.load()
  expect(window.sent).toEqual([])

  const again = setUp(true)
  void again.sounds.play('bell', 40)
  again.window.load()
  expect(again.window.sent).toHaveLength(1)
  again.sounds.dispose()
  expect(again.clock.pendingTimers()).toBe(0)
})
