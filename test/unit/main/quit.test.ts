import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { createQuit, type QuittableApp } from '../../../src/main/lifecycle/quit.ts'
import { silentLogger } from '../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../fakes/virtual-clock.ts'

function setUp(close: () => Promise<void>) {
  const clock = createVirtualClock()
  const exits: number[] = []
  const app = Object.assign(new EventEmitter(), {
    exit: (code: number) => exits.push(code),
    quit: () => undefined
  }) satisfies QuittableApp
  const power = new EventEmitter()
  const quit = createQuit({ app, power, clock, logger: silentLogger, close })
  const isPrevented = (from: EventEmitter, name: string): boolean => {
    let prevented = false
    from.emit(name, { preventDefault: () => (prevented = true) })
    return prevented
  }
  return {
    clock,
    exits,
    quit,
    app,
    power,
    systemQuits: () => isPrevented(app, 'before-quit'),
    systemShutsDown: () => isPrevented(power, 'shutdown')
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
    expect(world.quit.hasBegun()).toBe(false)
    expect(world.systemQuits()).toBe(true)
    expect(world.quit.hasBegun()).toBe(true)
    world.quit.quit()
    await settle()
    expect(closed).toBe(1)
    expect(world.exits).toEqual([0])
  })

  it('leaves when the computer shuts down, and asks for the time it needs', async () => {
    let closed = 0
    world = setUp(() => {
      closed += 1
      return Promise.resolve()
    })
    expect(world.systemShutsDown()).toBe(true)
    expect(closed).toBe(1)
    await settle()
    expect(world.exits).toEqual([0])
  })

  it('begins to close before the listener returns when Windows ends the session, which waits no longer', () => {
    let closed = 0
    world = setUp(() => {
      closed += 1
      return new Promise(() => undefined)
    })
    const [first, second] = [new EventEmitter(), new EventEmitter()]
    world.app.emit('browser-window-created', {}, first)
    world.app.emit('browser-window-created', {}, second)
    second.emit('session-end')
    first.emit('session-end')
    expect(closed).toBe(1)
  })

  it('listens to nothing after dispose', () => {
    world = setUp(() => Promise.resolve())
    world.quit.dispose()
    expect([world.app.eventNames(), world.power.eventNames()]).toEqual([[], []])
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
