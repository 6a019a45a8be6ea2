import { net, powerMonitor } from 'electron'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

/** Electron tells of no network change in the main process, so it is asked. */
const ONLINE_POLL_MS = 2_000

export interface PowerEvents {
  /** The machine or the session is back: everything is to be looked at again. */
  readonly woke: (why: 'resume' | 'unlock' | 'online') => void
  /** The system says there is no network. A false "online" does no harm: `woke` only makes sources try. */
  readonly wentOffline: () => void
}

export function watchPower(clock: Clock, events: PowerEvents): Disposable {
  const onResume = (): void => {
    events.woke('resume')
  }
  const onUnlock = (): void => {
    events.woke('unlock')
  }
  let online = true
  let timer: Disposable
  const poll = (): void => {
    const now = net.isOnline()
    if (now !== online) {
      online = now
      if (now) events.woke('online')
      else events.wentOffline()
    }
    timer = clock.after(ONLINE_POLL_MS, poll)
  }
  powerMonitor.on('resume', onResume)
  powerMonitor.on('unlock-screen', onUnlock)
  timer = clock.after(ONLINE_POLL_MS, poll)
  return disposable(() => {
    powerMonitor.off('resume', onResume)
    powerMonitor.off('unlock-screen', onUnlock)
    timer.dispose()
  })
}
