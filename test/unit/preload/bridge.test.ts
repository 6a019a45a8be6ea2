import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '../../../src/contract/bridge.ts'
import { pushes } from '../../../src/contract/pushes.ts'
import { requests } from '../../../src/contract/requests.ts'

type Listener = (...args: unknown[]) => void

const fake = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  listeners: new Map<string, Set<(...args: unknown[]) => void>>(),
  answer: (): Promise<unknown> => Promise.resolve({ ok: true, value: undefined })
}))
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => fake.exposed.set(name, api) },
  ipcRenderer: {
    invoke: (...args: unknown[]) => {
      fake.invoked.push(args)
      return fake.answer()
    },
    on: (name: string, run: Listener) => {
      const set = fake.listeners.get(name) ?? new Set()
      fake.listeners.set(name, set.add(run))
    },
    removeListener: (name: string, run: Listener) => fake.listeners.get(name)?.delete(run)
  }
}))

const ASKS = {
  getState: 'state:get',
  getRows: 'rows:get',
  acknowledgeAlert: 'alert:acknowledge',
  snooze: 'alert:snooze',
  saveRule: 'rule:save',
  testTarget: 'target:test',
  retryConnection: 'connection:retry',
  changeSettings: 'settings:change',
  dismissProblem: 'problem:dismiss',
  openView: 'window:open',
  closePanel: 'panel:close',
  quit: 'app:quit'
} as const
const HEARS = {
  onStateChanged: 'state:changed',
  onRowsChanged: 'rows:changed',
  onViewRequested: 'view:requested'
} as const

const event = { sender: 'must never reach a page' }
const push = (name: string, payload: unknown): void => {
  for (const run of fake.listeners.get(name) ?? []) run(event, payload)
}

let bridge: Bridge

beforeEach(async () => {
  vi.resetModules()
  fake.exposed.clear()
  fake.invoked.length = 0
  fake.listeners.clear()
  fake.answer = () => Promise.resolve({ ok: true, value: undefined })
  await import('../../../src/preload/index.ts')
  bridge = fake.exposed.get('floorwatch') as Bridge
})

describe('the bridge', () => {
  it('is frozen and holds exactly one function per ability of the contract', () => {
    expect(Object.isFrozen(bridge)).toBe(true)
    expect(Object.keys(bridge).sort()).toEqual([...Object.keys(ASKS), ...Object.keys(HEARS)].sort())
    expect(Object.values(ASKS).sort()).toEqual(Object.keys(requests).sort())
    expect(Object.values(HEARS).sort()).toEqual(Object.keys(pushes).sort())
    expect([...fake.exposed.keys()]).toEqual(['floorwatch'])
  })

  it.each(Object.entries(ASKS))('%s asks on %s and hands on the answer', async (name, channel) => {
    const run = bridge[name as keyof typeof ASKS] as (input: unknown) => Promise<unknown>
    expect(await run({ some: 'input' })).toEqual({ ok: true, value: undefined })
    expect(fake.invoked).toEqual([[channel, { some: 'input' }]])
  })

  it('answers `cancelled` when main is gone instead of throwing', async () => {
    fake.answer = () => Promise.reject(new Error('reply was never sent'))
    expect(await bridge.getState()).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  })

  it.each(Object.entries(HEARS))('%s hears %s as data only, until stopped', (name, channel) => {
    const heard: unknown[][] = []
    const listen = bridge[name as keyof typeof HEARS] as (run: Listener) => () => void
    const stop = listen((...args) => heard.push(args))
    push(channel, { revision: 1 })
    stop()
    push(channel, { revision: 2 })
    expect(heard).toEqual([[{ revision: 1 }]])
  })

  it('keeps the view asked for before the page listens, and only the last one', () => {
    push('view:requested', { view: 'alerts' })
    push('view:requested', { view: 'targets' })
    const heard: unknown[] = []
    bridge.onViewRequested((view) => heard.push(view))
    bridge.onViewRequested((view) => heard.push(view))()
    expect(heard).toEqual([{ view: 'targets' }])
  })
})
