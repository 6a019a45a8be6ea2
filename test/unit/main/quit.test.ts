import { afterEach, describe, expect, it } from 'vitest'
import { createQuit, type QuittableApp } from '../../../src/main/lifecycle/quit.ts'
import { silentLogger } from '../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../fakes/virtual-clock.ts'

function setUp(close: () => Promise<void>) {
  const clock = createVirtualClock()
  const exits: number[] = []
  let beforeQuit: (event: { preventDefault(): void }) => void = () => undefined
  const app: QuittableApp = {
    on: (_, listener) => (beforeQuit = listener),
    exit: (code) => exits.push(code),
    quit: () => undefined
  }
  const quit = createQuit({ app, clock, logger: silentLogger, close })
  return {
    clock,
    exits,
    quit,
    systemQuits: () => {
      let prevented = false
      beforeQuit({ preventDefault: () => (prevented = true) })
      return prevented
    }
  }
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 6; i += 1) await Promise.resolve()
}

describe('quitting', () => {
  let world: ReturnType<typeof setUp> | undefined
  afterEach(() => {
    world?.quit.dispose()
  })

  it('closes once, then ends, however often it is asked', async () => {
    let closed = 0
    world = setUp(() => {
      closed += 1
      return Promise.resolve()
    })
    expect(world.systemQuits()).toBe(true)
    world.quit.quit()
    await settle()
    expect(closed).toBe(1)
    expect(world.exits).toEqual([0])
  })

  it('ends within four seconds when closing hangs', () => {
    world = setUp(() => new Promise(() => undefined))
    world.quit.quit()
    world.clock.advance(3_999)
    expect(world.exits).toEqual([])
    world.clock.advance(1)
    expect(world.exits).toEqual([0])
  })

  it('ends also when closing fails', async () => {
    world = setUp(() => Promise.reject(new Error('disk gone')))
    world.quit.quit()
    await settle()
    expect(world.exits).toEqual([0])
  })
})
