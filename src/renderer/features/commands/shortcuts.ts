import type { ViewAddress } from '../../../contract/views.ts'
import type { TextKey } from '../../text/catalogue.ts'

type View = ViewAddress['view']

/** As `useHotkeys` of the kit writes them: `mod` is Cmd on a Mac and Ctrl elsewhere. */
export const PALETTE_KEYS = 'mod+K'
export const UNDO_KEYS = 'mod+Z'
export const SEARCH_KEYS = '/'
export const LIST_KEYS = 'shift+?'
export const WALLBOARD_KEYS = 'F11'

/** There are nine digits to go somewhere with. */
const DIGITS = 9

/** The keys that lead to a view, undefined where the digits have run out. */
export function viewKeys(order: readonly View[], view: View): string | undefined {
  const place = order.indexOf(view)
  return place >= 0 && place < DIGITS ? `mod+${place + 1}` : undefined
}

const NAMES: Readonly<Record<string, string>> = { 'shift+?': '?' }

/** As the keys are called on this keyboard: `Ctrl+K`, `⌘K`. */
export function keyNames(keys: string, isMac: boolean): string {
  const named = NAMES[keys] ?? keys
  return isMac ? named.replace('mod+', '⌘').replace('shift+', '⇧') : named.replace('mod+', 'Ctrl+')
}

export interface ShortcutLine {
  readonly keys: readonly string[]
  readonly text: TextKey
}

/** What the list of shortcuts shows beside the ways to the views. */
export const EVERYWHERE: readonly ShortcutLine[] = [
  { keys: [PALETTE_KEYS], text: 'command.find' },
  { keys: [SEARCH_KEYS], text: 'shortcut.search' },
  { keys: [UNDO_KEYS], text: 'shortcut.undo' },
  { keys: [WALLBOARD_KEYS], text: 'wallboard.command' },
  { keys: [LIST_KEYS], text: 'shortcut.list' },
  { keys: ['Esc'], text: 'shortcut.leave' }
]
export const IN_TABLES: readonly ShortcutLine[] = [
  { keys: ['←', '→', '↑', '↓'], text: 'shortcut.move' },
  { keys: ['Home', 'End'], text: 'shortcut.edges' },
  { keys: ['Enter'], text: 'shortcut.sort' }
]
export const IN_COMMANDS: readonly ShortcutLine[] = [
  { keys: ['↑', '↓'], text: 'shortcut.choose' },
  { keys: ['Enter'], text: 'shortcut.run' }
]
