import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { watchScreenLock } from '../../../../src/main/platform/screen-lock.ts'
import type { SessionBus } from '../../../../src/main/platform/session-bus.ts'

type Heard = Parameters<SessionBus['listen']>[1]

function aBus() {
  const listening = new Map<string, Heard>()
  const bus: Pick<SessionBus, 'listen'> = {
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
    const lock = watchScreenLock({ session, bus: undefined })
    expect(lock.locked()).toBe(false)
    session.emit('lock-screen')
    expect(lock.locked()).toBe(true)
    session.emit('unlock-screen')
    expect(lock.locked()).toBe(false)
    lock.dispose()
    expect(session.eventNames()).toEqual([])
  })

  it('is followed by what the screen saver of a Linux desktop tells, whichever it is', () => {
    const { bus, say, listening } = aBus()
    const lock = watchScreenLock({ session: new EventEmitter(), bus })
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
