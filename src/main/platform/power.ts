import { networkInterfaces } from 'node:os'
import { net, powerMonitor } from 'electron'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

/** Electron tells of no network change in the main process, so it is asked. */
const ONLINE_POLL_MS = 2_000
/** Interfaces of containers and VPNs come and go in a stream, and each change has every connection try anew without its back-off. */
const CHANGES_APART_MS = 30_000
/** Such an address leads nowhere but to the next device. */
const LINK_LOCAL = /^(?:fe[89ab].:|169\.254\.)/i

export interface PowerEvents {
  /** The machine or the session is back: everything is to be looked at again. */
  readonly woke: (why: 'resume' | 'unlock' | 'online') => void
  /** The system's network went or came back. A false "present" does no harm: it only makes sources try. */
  readonly networkIs: (present: boolean) => void
}

/** The addresses of this computer: others after it changed from one network to another, cable and VPN included. */
function addresses(): string {
  const all = Object.entries(networkInterfaces()).flatMap(([name, list = []]) =>
    list.flatMap(({ internal, address }) => (internal || LINK_LOCAL.test(address) ? [] : [`${name} ${address}`]))
  )
  return all.sort().join('\n')
}

/** Asks for the network at once; it counts as present until then. */
export function watchPower(clock: Clock, events: PowerEvents): Disposable {
  const onResume = (): void => {
    events.woke('resume')
  }
  const onUnlock = (): void => {
    events.woke('unlock')
  }
  let online = true
  let known = addresses()
  let changeToldMs = -Infinity
  let timer: Disposable
  const poll = (): void => {
    const now = net.isOnline()
    const present = addresses()
    const { monoMs } = clock.now()
    if (now !== online) {
      online = now
      known = present
      events.networkIs(now)
    } else if (!now) known = present
    else if (present !== known && monoMs - changeToldMs >= CHANGES_APART_MS) {
      known = present
      changeToldMs = monoMs
      // The old network's connections say nothing of their end: whoever is asked finds out.
      events.woke('online')
    }
    timer = clock.after(ONLINE_POLL_MS, poll)
  }
  powerMonitor.on('resume', onResume)
  powerMonitor.on('unlock-screen', onUnlock)
  // At once: what is connected next should know it.
  poll()
  return disposable(() => {
    powerMonitor.off('resume', onResume)
    powerMonitor.off('unlock-screen', onUnlock)
    timer.dispose()
  })
}
