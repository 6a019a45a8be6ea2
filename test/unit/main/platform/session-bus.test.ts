import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../../src/main/app/system-clock.ts'
import { createSessionBus, type SessionBus } from '../../../../src/main/platform/session-bus.ts'
import { startDesktop, type FakeDesktop } from '../../../e2e/rig/desktop.ts'
import { startPrivateBus, type PrivateBus } from '../../../e2e/rig/private-bus.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { createRecordingLogger } from '../recording-logger.ts'

const NAME = 'org.freedesktop.Notifications'
const SERVER = { destination: NAME, path: '/org/freedesktop/Notifications', interface: NAME }

let folder: string
let daemon: PrivateBus
let desktop: FakeDesktop
let bus: SessionBus

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'floorwatch-bus-'))
  daemon = await startPrivateBus(folder)
  desktop = await startDesktop({ address: daemon.address, trayHost: false })
  bus = createSessionBus({ clock: systemClock, logger: createRecordingLogger(), address: daemon.address })
})
afterEach(async () => {
  bus.dispose()
  desktop.close()
  await daemon.stop()
  rmSync(folder, { recursive: true })
})

describe('a call', () => {
  it('is answered', async () => {
    const answer = await bus.call({ ...SERVER, member: 'GetCapabilities' }, 2_000)
    expect(answer).toEqual({ ok: true, value: [desktop.notifications.capabilities] })
  })

  it('tells what the other side refused', async () => {
    const answer = await bus.call({ ...SERVER, member: 'Nonsense' }, 2_000)
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'refused' } })
  })

  it('ends in time when nobody answers', async () => {
    desktop.notifications.answers = false
    const answer = await bus.call({ ...SERVER, member: 'GetCapabilities' }, 50)
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'timeout' } })
  })

  it('ends at once when the bus goes, and the next one finds the new bus', async () => {
    desktop.notifications.answers = false
    const waiting = bus.call({ ...SERVER, member: 'GetCapabilities' }, 60_000)
    expect(await bus.hasOwner(NAME, 2_000)).toBe(true)
    await daemon.stop()
    expect(await waiting).toMatchObject({ ok: false, failure: { kind: 'noBus' } })
    expect(await bus.call({ ...SERVER, member: 'GetCapabilities' }, 2_000)).toMatchObject({
      failure: { kind: 'noBus' }
    })
    daemon = await startPrivateBus(folder)
    desktop.close()
    desktop = await startDesktop({ address: daemon.address, trayHost: false })
    expect(await bus.call({ ...SERVER, member: 'GetCapabilities' }, 2_000)).toMatchObject({ ok: true })
  })
})

describe('without a bus', () => {
  it('every call says so', async () => {
    const none = createSessionBus({
      clock: systemClock,
      logger: createRecordingLogger(),
      address: `unix:path=${join(folder, 'nothing')}`
    })
    expect(await none.call({ ...SERVER, member: 'GetCapabilities' }, 2_000)).toMatchObject({
      failure: { kind: 'noBus' }
    })
    expect(await none.hasOwner(NAME, 2_000)).toBe(false)
    none.dispose()
  })
})

describe('listening', () => {
  const rule = { interface: NAME, member: 'ActionInvoked' }

  it('hears matching signals only, until disposed', async () => {
    const heard: unknown[] = []
    const linked = vi.fn()
    const ear = bus.listen(rule, ({ body }) => heard.push(body), linked)
    await vi.waitFor(() => expect(linked).toHaveBeenCalled())
    desktop.notifications.dismiss(1)
    desktop.notifications.invoke(2, 'open')
    await vi.waitFor(() => expect(heard).toEqual([[2, 'open']]))
    ear.dispose()
    desktop.notifications.invoke(3, 'open')
    // An answer after the signal proves that the signal was passed by.
    await bus.call({ ...SERVER, member: 'GetCapabilities' }, 2_000)
    expect(heard).toEqual([[2, 'open']])
  })

  it('goes on after the bus was lost and came back', async () => {
    const clock = createVirtualClock()
    const own = createSessionBus({ clock, logger: createRecordingLogger(), address: daemon.address })
    const heard: unknown[] = []
    const linked = vi.fn()
    own.listen(rule, ({ body }) => heard.push(body), linked)
    await vi.waitFor(() => expect(linked).toHaveBeenCalledTimes(1))
    await daemon.stop()
    await vi.waitFor(() => expect(clock.pendingTimers()).toBe(1))
    daemon = await startPrivateBus(folder)
    desktop.close()
    desktop = await startDesktop({ address: daemon.address, trayHost: false })
    clock.advance(5_000)
    await vi.waitFor(() => expect(linked).toHaveBeenCalledTimes(2))
    desktop.notifications.invoke(9, 'snooze')
    await vi.waitFor(() => expect(heard).toEqual([[9, 'snooze']]))
    own.dispose()
    expect(clock.pendingTimers()).toBe(0)
  })
})
