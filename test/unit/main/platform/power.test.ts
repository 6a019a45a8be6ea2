import type { EventEmitter } from 'node:events'
import { beforeEach, expect, it, vi } from 'vitest'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const electron = vi.hoisted(() => ({ online: true, monitor: undefined as unknown as EventEmitter }))
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  electron.monitor = new Emitter()
  return { powerMonitor: electron.monitor, net: { isOnline: () => electron.online } }
})
const network = vi.hoisted(() => ({ addresses: ['10.0.0.5'] }))
vi.mock('node:os', async (original) => ({
  ...(await original<object>()),
  networkInterfaces: () => ({
    lo: [{ internal: true, address: '127.0.0.1' }],
    eth0: network.addresses.map((address) => ({ internal: false, address }))
  })
}))
const { watchPower } = await import('../../../../src/main/platform/power.ts')

function start() {
  const clock = createVirtualClock()
  const heard: string[] = []
  const watch = watchPower(clock, {
    woke: (why) => heard.push(why),
    networkIs: (present) => heard.push(present ? 'online' : 'offline')
  })
  return { clock, heard, watch }
}

beforeEach(() => {
  electron.online = true
  network.addresses = ['10.0.0.5']
})

it('tells that the machine or the session is back', () => {
  const { heard, watch } = start()
  electron.monitor.emit('resume')
  electron.monitor.emit('unlock-screen')
  expect(heard).toEqual(['resume', 'unlock'])
  watch.dispose()
})

it('tells once that the network went and once that it came back', () => {
  const { clock, heard, watch } = start()
  clock.advance(10_000)
  expect(heard).toEqual([])
  electron.online = false
  clock.advance(10_000)
  expect(heard).toEqual(['offline'])
  electron.online = true
  clock.advance(2_000)
  expect(heard).toEqual(['offline', 'online'])
  watch.dispose()
})

it('tells of a missing network at once, not after the first two seconds', () => {
  electron.online = false
  const { heard, watch } = start()
  expect(heard).toEqual(['offline'])
  watch.dispose()
})

it('a change of network that leaves the computer online is told, once', () => {
  const { clock, heard, watch } = start()
  network.addresses = ['192.168.1.7']
  clock.advance(10_000)
  expect(heard).toEqual(['online'])
  watch.dispose()
})

it('addresses that come with the network, or go with it, are no change of their own', () => {
  const { clock, heard, watch } = start()
  electron.online = false
  network.addresses = []
  clock.advance(4_000)
  network.addresses = ['192.168.1.7']
  clock.advance(4_000)
  electron.online = true
  clock.advance(4_000)
  expect(heard).toEqual(['offline', 'online'])
  watch.dispose()
})

it('an interface that comes and goes all the time is told now and then, its last change in the end', () => {
  const { clock, heard, watch } = start()
  for (let second = 0; second < 300; second += 2) {
    network.addresses = second % 4 === 0 ? ['10.0.0.5', '172.17.0.1'] : ['10.0.0.5']
    clock.advance(2_000)
  }
  expect(heard.length).toBeGreaterThan(5)
  expect(heard.length).toBeLessThanOrEqual(11)
  const before = heard.length
  network.addresses = ['192.168.1.7']
  clock.advance(32_000)
  expect(heard).toHaveLength(before + 1)
  clock.advance(300_000)
  expect(heard).toHaveLength(before + 1)
  watch.dispose()
})

it('addresses that reach no further than the cable are no network', () => {
  const { clock, heard, watch } = start()
  network.addresses = ['10.0.0.5', 'fe80::42:acff:fe11:2', '169.254.7.7']
  clock.advance(60_000)
  expect(heard).toEqual([])
  watch.dispose()
})

it('leaves no timer and no listener', () => {
  const { clock, heard, watch } = start()
  watch.dispose()
  electron.monitor.emit('resume')
  expect(heard).toEqual([])
  expect(clock.pendingTimers()).toBe(0)
  expect(electron.monitor.eventNames()).toEqual([])
})
