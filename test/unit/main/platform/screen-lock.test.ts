import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { fail } from '../../../../src/core/result.ts'
import { systemClock } from '../../../../src/main/app/system-clock.ts'
import { watchScreenLock } from '../../../../src/main/platform/screen-lock.ts'
import { createSessionBus, type SessionBus } from '../../../../src/main/platform/session-bus.ts'
import { startDesktop, type FakeDesktop } from '../../../e2e/rig/desktop.ts'
import { startPrivateBus, type PrivateBus } from '../../../e2e/rig/private-bus.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

type Heard = Parameters<SessionBus['listen']>[1]

function aBus() {
  const listening = new Map<string, Heard>()
  const bus: Pick<SessionBus, 'listen' | 'call' | 'hasOwner'> = {
    call: () => Promise.resolve(fail({ kind: 'noBus', detail: '' })),
    hasOwner: () => Promise.resolve(false),
    listen(rule, heard) {
      listening.set(rule.interface, heard)
      return { dispose: () => void listening.delete(rule.interface) }
    }
  }
  const say = (name: string, ...body: unknown[]): void =>
    listening.get(name)?.({ sender: ':1.1', path: '/', interface: name, member: 'ActiveChanged', body })
  return { bus, say, listening }
}

describe('the lock of the screen', () => {
  it('is followed by what the system tells Electron', () => {
    const session = new EventEmitter()
    const lock = watchScreenLock({ clock: systemClock, session, bus: undefined })
    expect([lock.locked(), lock.unknown()]).toEqual([false, false])
    session.emit('lock-screen')
    expect(lock.locked()).toBe(true)
    session.emit('unlock-screen')
    expect(lock.locked()).toBe(false)
    lock.dispose()
    expect(session.eventNames()).toEqual([])
  })

  it('is told each time it is another one, and not again', () => {
    const session = new EventEmitter()
    const told: boolean[] = []
    const lock = watchScreenLock({
      ...{ clock: systemClock, session, bus: undefined },
      changed: (locked) => void told.push(locked)
    })
    for (const name of ['unlock-screen', 'lock-screen', 'lock-screen', 'unlock-screen', 'unlock-screen']) {
      session.emit(name)
    }
    expect(told).toEqual([false, true, false])
    lock.dispose()
  })

  it.each([
    ['locked', [true]],
    ['active', [false]],
    ['idle', [false]],
    ['unknown', []]
  ] as const)('is %s at the start, by what the system answers', (state, expected) => {
    const clock = createVirtualClock()
    const told: boolean[] = []
    const session = Object.assign(new EventEmitter(), { getSystemIdleState: () => state })
    const lock = watchScreenLock({ clock, session, bus: undefined, changed: (locked) => void told.push(locked) })
    expect(told).toEqual([])
    clock.advance(0)
    expect([told, lock.locked()]).toEqual([expected, state === 'locked'])
    lock.dispose()
  })

  it('is followed by what the screen saver of a Linux desktop tells, whichever it is', () => {
    const { bus, say, listening } = aBus()
    const lock = watchScreenLock({ clock: systemClock, session: new EventEmitter(), bus })
    for (const name of ['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver']) {
      say(name, true)
      expect(lock.locked()).toBe(true)
      say(name, 'nonsense')
      expect(lock.locked()).toBe(true)
      say(name, false)
      expect(lock.locked()).toBe(false)
    }
    lock.dispose()
    expect(listening.size).toBe(0)
  })
})

describe('a screen that was locked before anybody listened', () => {
  /** A message bus of its own with a desktop on it. */
  async function aDesktop() {
    const folder = mkdtempSync(join(tmpdir(), 'floorwatch-bus-'))
    const made: { daemon: PrivateBus; desktop: FakeDesktop } = await begin()
    async function begin() {
      const daemon = await startPrivateBus(folder)
      return { daemon, desktop: await startDesktop({ address: daemon.address, trayHost: false, notifications: false }) }
    }
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
    const watch = () => watchScreenLock({ clock: systemClock, session: new EventEmitter(), bus })
    return { made, bus, watch, restart }
  }

  it.each(['kde', 'gnome'] as const)('counts as locked: the screen saver of %s is asked', async (saver) => {
    const { made, watch } = await aDesktop()
    await made.desktop.setScreenSaver(true, saver)
    made.desktop.setScreenLocked(true, saver)
    const lock = watch()
    await vi.waitFor(() => expect(lock.locked()).toBe(true))
    made.desktop.setScreenLocked(false, saver)
    await vi.waitFor(() => expect(lock.locked()).toBe(false))
  })

  it('counts as locked where another screen saver says that it is not active', async () => {
    const { made, watch } = await aDesktop()
    await made.desktop.setScreenSaver(true, 'kde')
    await made.desktop.setScreenSaver(true, 'gnome')
    made.desktop.setScreenLocked(true, 'gnome')
    const lock = watch()
    await vi.waitFor(() => expect(lock.locked()).toBe(true))
  })

  it('is asked for again when the bus was gone, both ways', async () => {
    const { made, watch, restart, bus } = await aDesktop()
    await made.desktop.setScreenSaver(true)
    const lock = watch()
    expect(await bus.hasOwner('org.freedesktop.ScreenSaver', 1_000)).toBe(true)
    for (const locked of [true, false]) {
      await restart()
      made.desktop.setScreenLocked(locked)
      await made.desktop.setScreenSaver(true)
      // The next use of the bus links anew.
      await vi.waitFor(async () => expect(await bus.hasOwner('org.freedesktop.ScreenSaver', 1_000)).toBe(true))
      await vi.waitFor(() => expect(lock.locked()).toBe(locked))
    }
  })
})

describe('a screen that nobody has told of yet', () => {
  it('is unknown until the first answer, here that nobody is there who could tell', async () => {
    const { bus } = aBus()
    let linked: (() => void) | undefined
    const lock = watchScreenLock({
      clock: createVirtualClock(),
      session: new EventEmitter(),
      bus: {
        ...bus,
        listen(_rule, _hears, links) {
          linked = links
          return { dispose: () => undefined }
        }
      }
    })
    expect([lock.locked(), lock.unknown()]).toEqual([false, true])
    linked?.()
    await settle()
    expect([lock.locked(), lock.unknown()]).toEqual([false, false])
  })

  it('is unknown until somebody tells, and for two seconds at most where no bus is', () => {
    const clock = createVirtualClock()
    const { bus, say } = aBus()
    const told = watchScreenLock({ clock, session: new EventEmitter(), bus })
    const said: boolean[] = []
    const changed = (locked: boolean): void => void said.push(locked)
    const silent = watchScreenLock({ clock, session: new EventEmitter(), bus: aBus().bus, changed })
    say('org.gnome.ScreenSaver', false)
    expect([told.unknown(), silent.unknown()]).toEqual([false, true])
    clock.advance(1_999)
    expect([silent.unknown(), said]).toEqual([true, []])
    clock.advance(1)
    // A lock of an earlier run counts as over.
    expect([silent.unknown(), silent.locked(), said]).toEqual([false, false, [false]])
  })
})

it.each([
  [true, false],
  [false, true]
])('what is told while the question is on its way is newer than its answer: %s, %s', async (answered, told) => {
  const answers: ((active: boolean) => void)[] = []
  let linked: (() => void) | undefined
  let heard: Heard | undefined
  const lock = watchScreenLock({
    clock: systemClock,
    session: new EventEmitter(),
    bus: {
      listen(_rule, hears, links) {
        heard = hears
        linked = links
        return { dispose: () => undefined }
      },
      hasOwner: () => Promise.resolve(true),
      call: () => new Promise((resolve) => void answers.push((active) => resolve({ ok: true, value: [active] })))
    }
  })
  linked?.()
  await vi.waitFor(() => expect(answers).toHaveLength(4))
  heard?.({ sender: ':1.1', path: '/', interface: 'x', member: 'ActiveChanged', body: [told] })
  for (const answer of answers) answer(answered)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(lock.locked()).toBe(told)
})
