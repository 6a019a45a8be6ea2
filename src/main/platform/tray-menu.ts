import type { MenuItemConstructorOptions } from 'electron'
import type { TrayAction, TrayEntry } from '../app/tray-model.ts'

/** Everything about a menu but its words: two equal texts need no rebuilding, only new labels. */
export function menuStructure(entries: readonly TrayEntry[]): string {
  return JSON.stringify(entries, (key, value: unknown) => (key === 'label' ? undefined : value))
}

export function menuLabels(entries: readonly TrayEntry[]): string {
  return JSON.stringify(
    entries.map((entry): unknown => {
      if (entry.kind === 'separator') return 0
      return entry.kind === 'submenu' ? [entry.label, menuLabels(entry.entries)] : entry.label
    })
  )
}

/** Names of queues come from outside: a single `&` would become an underlined letter and vanish. */
const literal = (label: string): string => label.replaceAll('&', '&&')

/** The menu in Electron's terms. `act` is called with the action of the item clicked. */
export function menuTemplate(
  entries: readonly TrayEntry[],
  act: (action: TrayAction) => void
): MenuItemConstructorOptions[] {
  return entries.map((entry) => {
    switch (entry.kind) {
      case 'separator':
        return { type: 'separator' }
      case 'submenu':
        return { label: literal(entry.label), submenu: menuTemplate(entry.entries, act) }
      case 'item': {
        const { action } = entry
        return {
          label: literal(entry.label),
          enabled: entry.enabled,
          ...(action ? { click: () => act(action) } : {})
        }
      }
    }
  })
}
