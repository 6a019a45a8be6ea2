import { Variant } from '@jellybrick/dbus-next'
import type { Service } from './fake-notifications.ts'

export const PORTAL = 'org.freedesktop.portal.Desktop'
export const PORTAL_PATH = '/org/freedesktop/portal/desktop'
const NAMESPACE = 'org.gnome.desktop.notifications'
const KEY = 'show-banners'

/** What passes GNOME's settings on. */
export interface FakePortal {
  readonly service: Service
  /** Undefined: this desktop has no such key. */
  showBanners: boolean | undefined
  /** False: as before version 2, which knows `Read` only. */
  knowsReadOne: boolean
  /** As `showBanners`, told to everybody. */
  setShowBanners(shown: boolean): void
}

export function createFakePortal(emit: (signature: string, body: unknown[]) => void): FakePortal {
  const state: FakePortal = {
    showBanners: true,
    knowsReadOne: true,
    service(member, [namespace, key]) {
      if (namespace !== NAMESPACE || key !== KEY || state.showBanners === undefined) return undefined
      const value = new Variant('b', state.showBanners)
      if (member === 'ReadOne' && state.knowsReadOne) return { signature: 'v', body: [value] }
      if (member === 'Read') return { signature: 'v', body: [new Variant('v', value)] }
      return undefined
    },
    setShowBanners(shown) {
      state.showBanners = shown
      emit('ssv', [NAMESPACE, KEY, new Variant('b', shown)])
    }
  }
  return state
}
