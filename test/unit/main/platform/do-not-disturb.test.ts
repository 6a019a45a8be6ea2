import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../../../src/main/app/system-clock.ts'
import { watchDoNotDisturb } from '../../../../src/main/platform/do-not-disturb.ts'
import { createSessionBus, type SessionBus } from '../../../../src/main/platform/session-bus.ts'
import { startDesktop, type FakeDesktop } from '../../../e2e/rig/desktop.ts'
import { startPrivateBus, type PrivateBus } from '../../../e2e/rig/private-bus.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'

/** A real message bus of its own, with a desktop on it. */
async function aDesktop(notifications = true) {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-bus-'))
  const begin = async (): Promise<{ daemon: PrivateBus; desktop: FakeDesktop }> => {
    const daemon = await startPrivateBus(folder)
    return { daemon, desktop: await startDesktop({ address: daemon.address, trayHost: false, notifications }) }
  }
  const made = await begin()
  const bus = createSessionBus({ clock: systemClock, logger: silentLogger, address: made.daemon.address })
  onTestFinished(async () => {
    bus.dispose()
    made.desktop.close()
    await made.daemon.stop()
    rmSync(folder, { recursive: true })
  })
  const restart = async (): Promise<void> => {
    await made.daemon.stop()
    made.desktop.close()
    Object.assign(made, await begin())
  }
  const changed = vi.fn()
  const watch = () => {
    const found = watchDoNotDisturb({ bus, changed })
    onTestFinished(() => found.dispose())
    return found
  }
  return { made, bus, restart, watch, changed }
}

it('is what the notification server says, before and while it is listened to', async () => {
  const { made, watch, changed } = await aDesktop()
  made.desktop.notifications.inhibited = true
  const quiet = watch()
  expect(quiet.state()).toBe('unknown')
  await vi.waitFor(() => expect(quiet.state()).toBe('on'))
  made.desktop.notifications.setInhibited(false)
  await vi.waitFor(() => expect(quiet.state()).toBe('off'))
  expect(changed).toHaveBeenCalledTimes(2)
})

it.each([true, false])("is GNOME's key where a portal passes it on, new one: %s", async (knowsReadOne) => {
  const { made, watch } = await aDesktop()
  Object.assign(made.desktop.portal, { knowsReadOne, showBanners: false })
  await made.desktop.setPortal(true)
  const quiet = watch()
  await vi.waitFor(() => expect(quiet.state()).toBe('on'))
  made.desktop.portal.setShowBanners(true)
  await vi.waitFor(() => expect(quiet.state()).toBe('off'))
})

it('is unknown where nobody has such a thing, and that is not quiet', async () => {
  const { made, watch, bus, changed } = await aDesktop()
  made.desktop.portal.showBanners = undefined
  await made.desktop.setPortal(true)
  const quiet = watch()
  expect(await bus.hasOwner('org.freedesktop.Notifications', 1_000)).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(quiet.state()).toBe('unknown')
  expect(changed).not.toHaveBeenCalled()
})

it('who leaves says nothing any more, and who comes is asked', async () => {
  const { made, watch } = await aDesktop(false)
  made.desktop.notifications.inhibited = true
  const quiet = watch()
  await made.desktop.setNotifications(true)
  await vi.waitFor(() => expect(quiet.state()).toBe('on'))
  await made.desktop.setNotifications(false)
  await vi.waitFor(() => expect(quiet.state()).toBe('unknown'))
})

it('is asked for again when the bus was gone', async () => {
  const { made, watch, restart, bus } = await aDesktop()
  made.desktop.notifications.inhibited = true
  const quiet = watch()
  await vi.waitFor(() => expect(quiet.state()).toBe('on'))
  await restart()
  made.desktop.notifications.inhibited = false
  // The next use of the bus links anew.
  await vi.waitFor(async () => expect(await bus.hasOwner('org.freedesktop.Notifications', 1_000)).toBe(true))
  await vi.waitFor(() => expect(quiet.state()).toBe('off'))
})

it('one that says on outweighs one that says off', async () => {
  const { made, watch } = await aDesktop()
  made.desktop.notifications.inhibited = false
  made.desktop.portal.showBanners = false
  await made.desktop.setPortal(true)
  const quiet = watch()
  await vi.waitFor(() => expect(quiet.state()).toBe('on'))
})

it('what is told while the question is on its way is newer than its answer', async () => {
  const hears: Parameters<SessionBus['listen']>[1][] = []
  const links: (() => void)[] = []
  const answers: ((value: unknown) => void)[] = []
  const quiet = watchDoNotDisturb({
    changed: () => undefined,
    bus: {
      listen(_rule, heard, linked) {
        hears.push(heard)
        if (linked) links.push(linked)
        return { dispose: () => undefined }
      },
      hasOwner: (name) => Promise.resolve(name === 'org.freedesktop.Notifications'),
      call: () => new Promise((resolve) => void answers.push((value) => resolve({ ok: true, value: [value] })))
    }
  })
  for (const linked of links) linked()
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  const body = ['org.freedesktop.Notifications', { Inhibited: { signature: 'b', value: false } }, []]
  hears[0]?.({ sender: ':1.1', path: '/', interface: 'x', member: 'PropertiesChanged', body })
  answers[0]?.({ signature: 'b', value: true })
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(quiet.state()).toBe('off')
})

it('is left to the other systems', () => {
  const quiet = watchDoNotDisturb({ bus: undefined, changed: () => undefined })
  expect(quiet.state()).toBe('system')
})
