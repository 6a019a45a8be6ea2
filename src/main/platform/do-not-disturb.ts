import { disposable, type Disposable } from '../../core/disposable.ts'
import type { DoNotDisturb } from '../../core/ports/do-not-disturb.ts'
import type { SessionBus } from './session-bus.ts'
import type { BusMethod } from './session-bus-link.ts'

const PROPERTIES = 'org.freedesktop.DBus.Properties'
/** For one answer, ms. */
const PATIENCE_MS = 1_000

/** One who may tell. Values come as they are on the bus. */
interface Teller {
  readonly name: string
  /** Asked in turn until one is answered. */
  readonly questions: readonly BusMethod[]
  readonly told: { readonly interface: string; readonly path: string; readonly member: string; readonly arg0: string }
  /** The value that a signal carries, if it is about this. */
  readonly valueIn: (body: readonly unknown[]) => unknown
  /** True: notices are held. */
  readonly isOn: (value: boolean) => boolean
}

const NOTIFICATIONS = 'org.freedesktop.Notifications'
const NOTIFICATIONS_PATH = '/org/freedesktop/Notifications'
/** Plasma's server has it, beyond the specification. */
const INHIBITED = 'Inhibited'

const PORTAL = 'org.freedesktop.portal.Desktop'
const PORTAL_PATH = '/org/freedesktop/portal/desktop'
const PORTAL_SETTINGS = 'org.freedesktop.portal.Settings'
const GNOME = 'org.gnome.desktop.notifications'
const SHOW_BANNERS = 'show-banners'

const portal = (member: string): BusMethod => ({
  ...{ destination: PORTAL, path: PORTAL_PATH, interface: PORTAL_SETTINGS },
  ...{ member, signature: 'ss', body: [GNOME, SHOW_BANNERS] }
})

const TELLERS: readonly Teller[] = [
  {
    name: NOTIFICATIONS,
    questions: [
      {
        ...{ destination: NOTIFICATIONS, path: NOTIFICATIONS_PATH, interface: PROPERTIES },
        ...{ member: 'Get', signature: 'ss', body: [NOTIFICATIONS, INHIBITED] }
      }
    ],
    told: { interface: PROPERTIES, path: NOTIFICATIONS_PATH, member: 'PropertiesChanged', arg0: NOTIFICATIONS },
    valueIn: ([, changed]) => (isObject(changed) ? changed[INHIBITED] : undefined),
    isOn: (inhibited) => inhibited
  },
  {
    name: PORTAL,
    // Older portals know the second one only.
    questions: [portal('ReadOne'), portal('Read')],
    told: { interface: PORTAL_SETTINGS, path: PORTAL_PATH, member: 'SettingChanged', arg0: GNOME },
    valueIn: ([, key, value]) => (key === SHOW_BANNERS ? value : undefined),
    isOn: (showsBanners) => !showsBanners
  }
]

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** A value within a value within a value. */
function plain(value: unknown): unknown {
  return isObject(value) && 'signature' in value && 'value' in value ? plain(value['value']) : value
}

export interface DoNotDisturbWatch extends Disposable {
  state(): DoNotDisturb
}

/**
 * Follows whether the desktop holds notices, by all that may tell on Linux; `bus` undefined: other systems hold them by themselves. One
 * that says `on` outweighs one that says `off`. No service is started for the question, and who leaves the bus says nothing any more.
 */
export function watchDoNotDisturb(deps: {
  readonly bus: Pick<SessionBus, 'listen' | 'call' | 'hasOwner'> | undefined
  readonly changed: () => void
}): DoNotDisturbWatch {
  const { bus } = deps
  if (!bus) return { state: () => 'system', ...disposable(() => undefined) }
  const known = new Map<string, boolean>()
  let done = false

  function state(): DoNotDisturb {
    const said = [...known.values()]
    if (said.includes(true)) return 'on'
    return said.includes(false) ? 'off' : 'unknown'
  }

  function follow(on: NonNullable<typeof bus>, teller: Teller): Disposable[] {
    /** Counts what was told and asked: an answer to an older question changes nothing. */
    let turn = 0
    function be(value: unknown): void {
      const before = state()
      if (typeof value === 'boolean') known.set(teller.name, teller.isOn(value))
      else known.delete(teller.name)
      if (!done && state() !== before) deps.changed()
    }
    async function answer(): Promise<unknown> {
      if (!(await on.hasOwner(teller.name, PATIENCE_MS))) return undefined
      for (const question of teller.questions) {
        const answered = await on.call(question, PATIENCE_MS)
        if (answered.ok) return plain(answered.value[0])
      }
      return undefined
    }
    async function ask(): Promise<void> {
      turn += 1
      const mine = turn
      const value = await answer()
      if (mine === turn) be(value)
    }
    return [
      on.listen(teller.told, ({ body }) => {
        const value = plain(teller.valueIn(body))
        if (typeof value !== 'boolean') return
        turn += 1
        be(value)
      }),
      // The last one asks: by then the bus knows that both are listened to.
      on.listen(
        { interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged', arg0: teller.name },
        () => void ask(),
        () => void ask()
      )
    ]
  }
  const heard = TELLERS.flatMap((teller) => follow(bus, teller))
  return {
    state,
    ...disposable(() => {
      done = true
      for (const one of heard) one.dispose()
    })
  }
}
