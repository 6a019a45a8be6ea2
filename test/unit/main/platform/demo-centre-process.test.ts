import type { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Disposable } from '../../../../src/core/disposable.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import { demoReady } from './demo-ready-message.ts'

interface FakeChild extends EventEmitter {
  readonly script: string
  readonly args: readonly string[]
  readonly stderr: EventEmitter
  killed: boolean
}

const children = vi.hoisted(() => [] as unknown[])
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  const fork = (script: string, args: string[]) => {
    const child = Object.assign(new Emitter(), { script, args, stderr: new Emitter(), pid: 42, killed: false })
    children.push(Object.assign(child, { kill: () => (child.killed = true) }))
    return child
  }
  return { utilityProcess: { fork } }
})
const { createDemoCentreProcess } = await import('../../../../src/main/platform/demo-centre-process.ts')

const child = (): FakeChild => children.at(-1) as FakeChild

let clock: VirtualClock
let log: string[]
let centre: Disposable

function start(port?: number): void {
  centre = createDemoCentreProcess({
    clock,
    logger: createRecordingLogger(),
    script: '/out/demo-centre.js',
    choice: { scenario: 'monday-rush', speed: 10, seed: 7, port },
    onReady: (ready, pid) => log.push(`ready ${ready.port} ${pid}`),
    onDown: (failure) => log.push(`down ${failure.code}`)
  })
}

beforeEach(() => {
  children.length = 0
  clock = createVirtualClock()
  log = []
})

describe('the demo centre', () => {
  it('is started as it was chosen and told of when it is ready', () => {
    start()
    expect(child()).toMatchObject({
      script: '/out/demo-centre.js',
      args: ['--port', '0', '--scenario', 'monday-rush', '--speed', '10', '--seed', '7']
    })
    child().emit('message', { type: 'something else' })
    child().emit('message', demoReady(4711))
    expect(log).toEqual(['ready 4711 42'])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('comes back on the same port a second after it died', () => {
    start()
    child().emit('message', demoReady(4711))
    child().emit('exit', 137)
    expect(log.at(-1)).toBe('down closedByServer')
    clock.advance(999)
    expect(children).toHaveLength(1)
    clock.advance(1)
    expect(child().args.slice(0, 2)).toEqual(['--port', '4711'])
  })

  it('is tried for ever, ever slower up to 5 s, and quickly again after a success', () => {
    start()
    const waits: number[] = []
    for (let round = 0; round < 8; round += 1) {
      const before = clock.now().monoMs
      child().emit('exit', 1)
      while (children.length === round + 1) clock.advance(100)
      waits.push(clock.now().monoMs - before)
    }
    expect(waits).toEqual([1000, 2000, 3000, 4000, 5000, 5000, 5000, 5000])
    child().emit('message', demoReady(4711))
    child().emit('exit', 1)
    clock.advance(1000)
    expect(children).toHaveLength(10)
  })

  it('says that its port is taken and goes to a free one', () => {
    start(4711)
    expect(child().args.slice(0, 2)).toEqual(['--port', '4711'])
    child().emit('exit', 3)
    expect(log).toEqual(['down portTaken'])
    clock.advance(1000)
    expect(child().args.slice(0, 2)).toEqual(['--port', '0'])
  })

  it('is stopped for good', () => {
    start()
    centre.dispose()
    expect(child().killed).toBe(true)
    child().emit('exit', 0)
    clock.advance(60_000)
    expect(children).toHaveLength(1)
    expect(log).toEqual([])
  })

  it('is stopped for good while it waits to come back', () => {
    start()
    child().emit('exit', 1)
    centre.dispose()
    clock.advance(60_000)
    expect(children).toHaveLength(1)
    expect(clock.pendingTimers()).toBe(0)
  })
})
