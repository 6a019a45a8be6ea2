import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../../src/main/app/system-clock.ts'
import { createSessionBus, type SessionBus } from '../../../../src/main/platform/session-bus.ts'
import { createLinuxTrayHost, createSteadyTrayHost, type TrayHost } from '../../../../src/main/platform/tray-host.ts'
import { startDesktop, type FakeDesktop } from '../../../e2e/rig/desktop.ts'
import { startPrivateBus, type PrivateBus } from '../../../e2e/rig/private-bus.ts'
import { createRecordingLogger } from '../recording-logger.ts'

let daemon: PrivateBus
let desktop: FakeDesktop
let bus: SessionBus
let host: TrayHost
let changes: boolean[]

async function start(trayHost: boolean): Promise<void> {
  desktop = await startDesktop({ address: daemon.address, trayHost, notifications: false })
  host = createLinuxTrayHost(bus, (present) => changes.push(present))
}

beforeEach(async () => {
  changes = []
  daemon = await startPrivateBus()
  bus = createSessionBus({ clock: systemClock, logger: createRecordingLogger(), address: daemon.address })
})
afterEach(async () => {
  host.dispose()
  bus.dispose()
  desktop.close()
  await daemon.stop()
})

/** A real message bus on a busy machine. */
const PATIENCE = { timeout: 5_000 }

describe('a Linux desktop', () => {
  it.each([true, false])('with a tray: %s', async (present) => {
    await start(present)
    expect(await host.present()).toBe(present)
    expect(changes).toEqual([])
  })

  it('whose tray comes up later is noticed', async () => {
    await start(false)
    expect(await host.present()).toBe(false)
    await desktop.setTrayHost(true)
    await vi.waitFor(() => expect(changes).toEqual([true]), PATIENCE)
  })

  it('whose panel restarts is noticed both times', async () => {
    await start(true)
    expect(await host.present()).toBe(true)
    await desktop.setTrayHost(false)
    await vi.waitFor(() => expect(changes).toEqual([false]), PATIENCE)
    await desktop.setTrayHost(true)
    await vi.waitFor(() => expect(changes).toEqual([false, true]), PATIENCE)
  })

  it('without a bus has no tray', async () => {
    await start(true)
    const none = createSessionBus({
      clock: systemClock,
      logger: createRecordingLogger(),
      address: 'unix:path=/nowhere'
    })
    const blind = createLinuxTrayHost(none, () => undefined)
    expect(await blind.present()).toBe(false)
    blind.dispose()
    none.dispose()
  })
})

it('Windows and macOS always have one', async () => {
  await start(true)
  expect(await createSteadyTrayHost().present()).toBe(true)
})
