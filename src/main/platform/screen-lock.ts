import { disposable, type Disposable } from '../../core/disposable.ts'
import type { SessionBus } from './session-bus.ts'

/** What Electron tells of the session, on Windows and macOS. */
export interface SessionEvents {
  on(event: 'lock-screen' | 'unlock-screen', run: () => void): unknown
  off(event: 'lock-screen' | 'unlock-screen', run: () => void): unknown
}

/** Who tells on Linux: KDE and most others, GNOME, Cinnamon, MATE. */
const SCREEN_SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver'
] as const

export interface ScreenLock extends Disposable {
  /** False also where nobody tells. */
  locked(): boolean
}

/** Follows whether the screen is locked, by whatever this desktop has for it. `bus`: on Linux only. */
export function watchScreenLock(deps: {
  readonly session: SessionEvents
  readonly bus: Pick<SessionBus, 'listen'> | undefined
}): ScreenLock {
  const { session, bus } = deps
  let isLocked = false
  const lock = (): void => {
    isLocked = true
  }
  const unlock = (): void => {
    isLocked = false
  }
  session.on('lock-screen', lock)
  session.on('unlock-screen', unlock)
  const heard = SCREEN_SAVERS.map((name) =>
    bus?.listen({ interface: name, member: 'ActiveChanged' }, ({ body }) => {
      if (typeof body[0] === 'boolean') isLocked = body[0]
    })
  )
  return {
    locked: () => isLocked,
    ...disposable(() => {
      session.off('lock-screen', lock)
      session.off('unlock-screen', unlock)
      for (const one of heard) one?.dispose()
    })
  }
}
