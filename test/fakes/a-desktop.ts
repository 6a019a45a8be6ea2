import type { RuntimeDeps } from '../../src/main/app/runtime-types.ts'
import { ok } from '../../src/core/result.ts'

/** A desktop with a tray and a notification server, on which nothing starts at login. */
export function aDesktop(): Pick<RuntimeDeps, 'autostart' | 'desktopFacts' | 'desktop' | 'redact' | 'fileDialogs'> {
  let on = false
  return {
    autostart: {
      read: () => ok({ on, file: '/autostart/floorwatch.desktop' }),
      set(wanted) {
        on = wanted
        return ok({ on, file: '/autostart/floorwatch.desktop' })
      }
    },
    desktopFacts: async () => ({
      system: 'Linux 6.1 x64',
      tray: true,
      notices: { server: 'test 1', abilities: ['body'] }
    }),
    desktop: () => ({ doNotDisturb: 'off', shortcut: 'none' }),
    redact: (text) => text,
    // Nobody is there to choose a file.
    fileDialogs: { save: async () => ok(null), open: async () => ok(null) }
  }
}
