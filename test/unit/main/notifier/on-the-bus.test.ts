import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { NoticeAnswer } from '../../../../src/core/ports/notifier.ts'
import { systemClock } from '../../../../src/main/app/system-clock.ts'
import { createDbusNotifier } from '../../../../src/main/platform/notifier-dbus.ts'
import { createNodeNotifier } from '../../../../src/main/platform/notifier-node.ts'
import type { NotifierBackend } from '../../../../src/main/platform/notifier-backend.ts'
import { createSessionBus, type SessionBus } from '../../../../src/main/platform/session-bus.ts'
import { startDesktop, type FakeDesktop } from '../../../e2e/rig/desktop.ts'
import { startPrivateBus, type PrivateBus } from '../../../e2e/rig/private-bus.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import { notice } from './notice.ts'

const ICON = '/usr/share/floorwatch/icon.png'

let folder: string
let daemon: PrivateBus
let desktop: FakeDesktop
let bus: SessionBus
let answers: NoticeAnswer[]
let backend: NotifierBackend
let kept: string | undefined

const makers = {
  dbus: () =>
    createDbusNotifier({
      bus,
      appName: 'Floorwatch',
      desktopEntry: 'floorwatch',
      iconPath: ICON,
      memory: { read: () => kept, write: (text) => void (kept = text) },
      hear: (answer) => answers.push(answer)
    }),
  node: () =>
    createNodeNotifier({
      clock: systemClock,
      appName: 'Floorwatch',
      iconPath: ICON,
      notifySend: true,
      hear: (answer) => answers.push(answer)
    })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'floorwatch-notifier-'))
  daemon = await startPrivateBus(folder)
  // notify-send finds its bus here.
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', daemon.address)
  desktop = await startDesktop({ address: daemon.address, trayHost: false })
  bus = createSessionBus({ clock: systemClock, logger: createRecordingLogger(), address: daemon.address })
  answers = []
  kept = undefined
})
afterEach(async () => {
  backend.dispose()
  bus.dispose()
  desktop.close()
  await daemon.stop()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe.each(['dbus', 'node'] as const)('the %s back-end', (name) => {
  beforeEach(() => {
    backend = makers[name]()
  })

  it('asks the desktop for silence where the notice has no sound, and not else', async () => {
    for (const sound of [false, true]) expect(await backend.show({ ...notice, sound })).toEqual({ kind: 'delivered' })
    const [silent, heard] = desktop.notifications.shown
    expect(silent?.hints['suppress-sound']).toBe(true)
    expect(heard?.hints).not.toHaveProperty('suppress-sound')
  })

  it('shows title, body, icon and name of the application', async () => {
    expect(await backend.show(notice)).toEqual({ kind: 'delivered' })
    expect(desktop.notifications.shown).toMatchObject([
      {
        app: 'Floorwatch',
        title: 'Sales: 12 contacts waiting',
        body: 'over 10 · for 1:20\nA &amp; B &lt;b&gt;',
        icon: ICON
      }
    ])
  })

  it.each([
    ['info', 0, -1],
    ['warning', 1, -1],
    ['critical', 2, 0]
  ] as const)('gives %s the urgency %d', async (severity, urgency, expireMs) => {
    await backend.show({ ...notice, severity })
    const [shown] = desktop.notifications.shown
    expect(shown?.hints['urgency']).toBe(urgency)
    if (severity === 'critical' || name === 'dbus') expect(shown?.expireMs).toBe(expireMs)
  })

  it.each([
    ['--help', 'a title that looks like an option'],
    ['$(touch /tmp/x) `id` "quoted" \\n', 'a title that looks like a command'],
    ['Kö\u0000nig\u001b[1m 👩‍💻', 'control characters'],
    ['half \ud83d', 'half a character']
  ])('shows %j as text: %s', async (title) => {
    expect(await backend.show({ ...notice, title, body: title })).toEqual({ kind: 'delivered' })
    const [shown] = desktop.notifications.shown
    const clean = title
      .replaceAll(/[\u0000\u001b]/g, ' ')
      .replaceAll('\ud83d', (half, at: number) => (title.codePointAt(at)! > 0xffff ? half : '\ufffd'))
    expect(shown?.title.trim()).toBe(clean.trim())
    expect(shown?.body.trim()).toBe(clean.trim())
  })

  it('fails with a reason where nobody shows notices, and works once somebody does', async () => {
    await desktop.setNotifications(false)
    const outcome = await backend.show(notice)
    expect(outcome).toMatchObject({ kind: 'failed' })
    expect(outcome.kind === 'failed' && outcome.reason).toMatch(/\w{5}/)
    await desktop.setNotifications(true)
    expect(await backend.show(notice)).toEqual({ kind: 'delivered' })
  })

  it('gives up in time on a server that does not answer, and says that it hangs', async () => {
    desktop.notifications.answers = false
    const beganMs = performance.now()
    const outcome = await backend.show(notice)
    expect(outcome).toMatchObject({ kind: 'failed', hanging: true })
    expect(outcome).not.toHaveProperty('missing')
    expect(performance.now() - beganMs).toBeLessThan(3_500)
  })
})

describe('the dbus back-end alone', () => {
  beforeEach(() => {
    backend = makers.dbus()
  })
  const shown = () => desktop.notifications.shown

  it('offers the actions and hears which was chosen', async () => {
    await backend.show(notice)
    expect(shown()[0]?.actions).toEqual([
      ...['default', 'Open', 'open', 'Open'],
      ...['acknowledge', 'Acknowledge', 'snooze', 'Snooze 15 min']
    ])
    for (const key of ['default', 'acknowledge', 'snooze', 'open', 'something else'])
      desktop.notifications.invoke(1, key)
    await vi.waitFor(() => expect(answers).toHaveLength(4))
    expect(answers.map((answer) => answer.action)).toEqual(['open', 'acknowledge', 'snooze', 'open'])
    expect(new Set(answers.map((answer) => answer.noticeId))).toEqual(new Set(['episode-1']))
  })

  it('does not take answers to notices of other programs for its own', async () => {
    await backend.show(notice)
    desktop.notifications.invoke(77, 'acknowledge')
    desktop.notifications.invoke(1, 'snooze')
    await vi.waitFor(() => expect(answers).toEqual([{ noticeId: 'episode-1', action: 'snooze' }]))
  })

  it('hears a click that comes before the call is answered', async () => {
    desktop.notifications.hasty = 'default'
    await backend.show(notice)
    await vi.waitFor(() => expect(answers).toEqual([{ noticeId: 'episode-1', action: 'open' }]))
  })

  it('knows of a notice that was closed before its call was answered', async () => {
    desktop.notifications.hasty = 'closed'
    await backend.show(notice)
    await backend.show(notice)
    expect(shown().map(({ replaces }) => replaces)).toEqual([0, 0])
  })

  it('replaces the notice of the same id, also when both come at once', async () => {
    await Promise.all([backend.show(notice), backend.show({ ...notice, title: 'second' })])
    await backend.show({ ...notice, id: 'episode-2' })
    expect(shown().map((one) => [one.id, one.replaces])).toEqual([
      [1, 0],
      [1, 1],
      [2, 0]
    ])
  })

  it('shows anew what the user has closed', async () => {
    await backend.show(notice)
    desktop.notifications.dismiss(1)
    // An answer of the server comes after the signal it sent before.
    await bus.call(
      {
        destination: 'org.freedesktop.Notifications',
        path: '/org/freedesktop/Notifications',
        interface: 'org.freedesktop.Notifications',
        member: 'GetServerInformation'
      },
      2_000
    )
    await backend.show(notice)
    expect(shown().at(-1)?.replaces).toBe(0)
  })

  it('takes a notice back, and only what it has shown', async () => {
    await backend.show(notice)
    backend.withdraw('unknown')
    backend.withdraw('episode-1')
    await vi.waitFor(() => expect(desktop.notifications.closed).toEqual([1]))
  })

  it('takes back, replaces and answers what an earlier run has shown', async () => {
    for (const id of ['one', 'two', 'three']) await backend.show({ ...notice, id })
    await vi.waitFor(() => expect(kept).toContain('three'))
    backend.dispose()
    backend = makers.dbus()
    backend.withdraw('one')
    await vi.waitFor(() => expect(desktop.notifications.closed).toEqual([1]))
    await backend.show({ ...notice, id: 'two' })
    expect(shown().at(-1)).toMatchObject({ id: 2, replaces: 2 })
    desktop.notifications.invoke(3, 'acknowledge')
    await vi.waitFor(() => expect(answers).toEqual([{ noticeId: 'three', action: 'acknowledge' }]))
  })

  it.each([
    ['of another server', (text: string) => text.replace(/:\d+\.\d+/, ':1.9999')],
    ['of another bus', (text: string) => text.replace(/"server":"\w/, '"server":"x')],
    ['that is none', () => '{"server":']
  ])('makes no use of a memory %s', async (_what, change) => {
    await backend.show(notice)
    await vi.waitFor(() => expect(kept).toContain('episode-1'))
    backend.dispose()
    kept = change(kept ?? '')
    backend = makers.dbus()
    backend.withdraw('episode-1')
    await backend.show(notice)
    expect(shown().at(-1)?.replaces).toBe(0)
    expect(desktop.notifications.closed).toEqual([])
  })

  it('forgets what a server has shown when that server leaves', async () => {
    await backend.show(notice)
    await vi.waitFor(() => expect(kept).toContain('episode-1'))
    await desktop.setNotifications(false)
    await vi.waitFor(() => expect(kept).not.toContain('episode-1'))
  })

  it('names the installed program, so that the desktop knows its settings', async () => {
    await backend.show(notice)
    expect(shown()[0]?.hints['desktop-entry']).toBe('floorwatch')
  })

  it('asks the server what it can: no markup, no actions, no body', async () => {
    desktop.notifications.capabilities = []
    await backend.show(notice)
    expect(shown()[0]).toMatchObject({
      title: 'Sales: 12 contacts waiting: over 10 · for 1:20\nA & B <b>',
      body: '',
      actions: []
    })
  })

  it('asks a new server again and does not replace the notices of the old one', async () => {
    await backend.show(notice)
    await desktop.setNotifications(false)
    desktop.notifications.capabilities = ['body']
    await desktop.setNotifications(true)
    await backend.show(notice)
    expect(shown().at(-1)).toMatchObject({ replaces: 0, actions: [], body: 'over 10 · for 1:20\nA & B <b>' })
  })

  it('says that nobody is there, apart from somebody who refuses', async () => {
    await desktop.setNotifications(false)
    expect(await backend.show(notice)).toMatchObject({ kind: 'failed', missing: true })
    await desktop.setNotifications(true)
    desktop.notifications.refuses = true
    const refused = await backend.show(notice)
    expect(refused).toMatchObject({ kind: 'failed' })
    expect(refused).not.toHaveProperty('missing')
  })

  it('works again after the bus itself was lost', async () => {
    await backend.show(notice)
    await daemon.stop()
    expect(await backend.show(notice)).toMatchObject({ kind: 'failed', missing: true })
    daemon = await startPrivateBus(folder)
    desktop.close()
    desktop = await startDesktop({ address: daemon.address, trayHost: false })
    expect(await backend.show(notice)).toEqual({ kind: 'delivered' })
    desktop.notifications.invoke(1, 'acknowledge')
    await vi.waitFor(() => expect(answers).toEqual([{ noticeId: 'episode-1', action: 'acknowledge' }]))
  })
})
