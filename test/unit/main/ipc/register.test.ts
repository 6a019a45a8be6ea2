import { beforeEach, describe, expect, it, vi } from 'vitest'
import { requests } from '../../../../src/contract/requests.ts'
import type { Handlers } from '../../../../src/main/app/handlers.ts'
import { createRecordingLogger } from '../recording-logger.ts'

const channels = vi.hoisted(() => new Map<string, (...args: unknown[]) => unknown>())
const listeners = vi.hoisted(() => new Set<string>())
vi.mock('electron', () => ({
  ipcMain: {
    handle: (name: string, run: (...args: unknown[]) => unknown) => channels.set(name, run),
    removeHandler: (name: string) => channels.delete(name),
    eventNames: () => [...listeners],
    removeAllListeners: (name: string) => listeners.delete(name)
  }
}))
const { closeStrayChannels, registerRequests } = await import('../../../../src/main/ipc/register.ts')

beforeEach(() => {
  channels.clear()
})

describe('registering', () => {
  it('opens exactly the channels of the contract and closes them again', () => {
    const open = registerRequests({} as Handlers, () => true, 'floorwatch-app://app', createRecordingLogger())
    expect([...channels.keys()].sort()).toEqual(Object.keys(requests).sort())
    open.dispose()
    expect([...channels.keys()]).toEqual([])
  })

  it('hands event and input of a channel to the answerer of that name', async () => {
    const got: unknown[] = []
    const handlers = { 'window:open': (view: unknown) => (got.push(view), { ok: true, value: undefined }) }
    registerRequests(handlers as unknown as Handlers, () => true, 'floorwatch-app://app', createRecordingLogger())
    const event = {
      sender: { isDestroyed: () => false },
      senderFrame: { parent: null, origin: 'floorwatch-app://app', url: 'floorwatch-app://app/main.html' }
    }
    const answer = await channels.get('window:open')?.(event, { view: 'alerts' })
    expect(answer).toEqual({ ok: true, value: undefined })
    expect(got).toEqual([{ view: 'alerts' }])
  })
})

it('a channel that a library opened by listening is closed, and nothing else', () => {
  registerRequests({} as Handlers, () => true, 'floorwatch-app://app', createRecordingLogger())
  listeners.add('error').add('electron-store-get-data')
  closeStrayChannels()
  expect([...listeners]).toEqual(['error'])
  expect([...channels.keys()].sort()).toEqual(Object.keys(requests).sort())
})
