import type { DesktopFacts } from '../../core/ports/desktop-facts.ts'
import type { SessionBus } from './session-bus.ts'

const NAME = 'org.freedesktop.Notifications'
const SERVER = { destination: NAME, path: '/org/freedesktop/Notifications', interface: NAME } as const
const LIMIT_MS = 1_000
/** More than any server has. */
const ABILITIES = 40
const LENGTH = 60

/** It goes into a text for support: a name or a number, on one line, and not longer than such things are. */
function plain(said: unknown): string {
  return String(said)
    .replace(/[^\p{L}\p{N} ._+-]/gu, '')
    .slice(0, LENGTH)
}

/** The notification server by name and version, and its abilities as it lists them; null: none answers. */
export async function askNotificationServer(bus: Pick<SessionBus, 'call'>): Promise<DesktopFacts['notices']> {
  const [about, can] = await Promise.all([
    bus.call({ ...SERVER, member: 'GetServerInformation' }, LIMIT_MS),
    bus.call({ ...SERVER, member: 'GetCapabilities' }, LIMIT_MS)
  ])
  if (!about.ok || !can.ok) return null
  const [name, , version] = about.value
  const [list] = can.value
  return {
    server: `${plain(name)} ${plain(version)}`,
    abilities: Array.isArray(list) ? list.slice(0, ABILITIES).map(plain) : []
  }
}
