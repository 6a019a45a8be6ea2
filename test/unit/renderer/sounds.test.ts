import { expect, it } from 'vitest'
import { playSounds, type Heard } from '../../../src/renderer/boot/sounds.ts'
import { aFloor } from '../../fakes/a-floor.ts'
import { createFakeBridge } from '../../fakes/fake-bridge.ts'

function setUp(refuse = false) {
  const bridge = createFakeBridge(aFloor())
  const done: string[] = []
  const made: Heard[] = []
  playSounds(bridge, (file) => {
    const name = /(\w+)\.wav/.exec(file)?.[1] ?? file
    const heard: Heard = {
      volume: 1,
      play() {
        done.push(`play ${name} ${String(heard.volume)}`)
        return refuse ? Promise.reject(new Error('no device')) : Promise.resolve()
      },
      pause: () => done.push(`pause ${name}`)
    }
    made.push(heard)
    return heard
  })
  return { bridge, done }
}

it('plays what is wanted at its volume, one at a time, and says that it is heard', async () => {
  const { bridge, done } = setUp()
  bridge.push('sound:wanted', { id: 1, tone: 'drop', volume: 40 })
  bridge.push('sound:wanted', { id: 2, tone: 'alarm', volume: 100 })
  expect(done).toEqual(['play drop 0.4', 'pause drop', 'play alarm 1'])
  await Promise.resolve()
  expect(bridge.askedOf('sound:played')).toEqual([
    { id: 1, reason: null },
    { id: 2, reason: null }
  ])
})

it('says why nothing is heard', async () => {
  const { bridge } = setUp(true)
  bridge.push('sound:wanted', { id: 1, tone: 'bell', volume: 100 })
  await Promise.resolve()
  await Promise.resolve()
  expect(bridge.askedOf('sound:played')).toEqual([{ id: 1, reason: 'Error: no device' }])
})
