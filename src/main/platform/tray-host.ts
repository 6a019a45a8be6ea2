import { disposable, type Disposable } from '../../core/disposable.ts'
import type { SessionBus } from './session-bus.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const WATCHER_OBJECT = { destination: WATCHER, path: '/StatusNotifierWatcher', interface: WATCHER } as const
/** Nobody waits for this answer longer: without one the application opens its window. */
const ASK_MS = 2_000

export interface TrayHost extends Disposable {
  /** True when something on this desktop shows tray icons. */
  present(): Promise<boolean>
}

/**
 * Watches whether a Linux desktop shows tray icons (a StatusNotifierHost). `changed` runs when that changed, and with true also when
 * another host took over: icons registered with the old one are gone.
 */
export function createLinuxTrayHost(bus: SessionBus, changed: (present: boolean) => void): TrayHost {
  let last: boolean | undefined
  let round = 0

  async function ask(): Promise<boolean> {
    const method = {
      ...WATCHER_OBJECT,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [WATCHER, 'IsStatusNotifierHostRegistered']
    }
    const answer = await bus.call(method, ASK_MS)
    const value = answer.ok ? answer.value[0] : undefined
    return typeof value === 'object' && value !== null && Reflect.get(value, 'value') === true
  }

  /** `anew`: the host is another one than before, even if there was one. */
  async function check(anew: boolean): Promise<boolean> {
    const mine = (round += 1)
    const present = await ask()
    // A later question has the newer answer.
    if (mine !== round) return present
    const differs = last !== undefined && (present !== last || (anew && present))
    last = present
    if (differs) changed(present)
    return present
  }

  const owner = bus.listen(
    { interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged', arg0: WATCHER },
    () => void check(true),
    () => void check(false)
  )
  const hosts = bus.listen({ interface: WATCHER, path: WATCHER_OBJECT.path }, ({ member }) => {
    if (member.startsWith('StatusNotifierHost')) void check(false)
  })

  return {
    present: () => check(false),
    ...disposable(() => {
      round += 1
      owner.dispose()
      hosts.dispose()
    })
  }
}

/** Windows and macOS always show them. */
export function createSteadyTrayHost(): TrayHost {
  return { present: () => Promise.resolve(true), dispose: () => undefined }
}
