/**
 * A shortcut that works in every program, in one spelling: `Control+Alt+F`. Modifiers come first, in the order of `MODIFIERS`, then one
 * key. `Super` is the Windows key, and Command on macOS. Without a validator: windows read it too.
 */
const MODIFIERS = ['Control', 'Alt', 'Shift', 'Super'] as const
type Modifier = (typeof MODIFIERS)[number]

const MODIFIER_NAMES: Readonly<Record<string, Modifier>> = {
  control: 'Control',
  ctrl: 'Control',
  alt: 'Alt',
  option: 'Alt',
  shift: 'Shift',
  super: 'Super',
  meta: 'Super',
  win: 'Super',
  windows: 'Super',
  cmd: 'Super',
  command: 'Super'
}

const NAMED_KEYS = [
  ...(['Space', 'Up', 'Down', 'Left', 'Right', 'Home', 'End', 'PageUp', 'PageDown', 'Insert'] as const),
  ...Array.from({ length: 24 }, (_, index) => `F${index + 1}`)
]
const KEYS: ReadonlyMap<string, string> = new Map(NAMED_KEYS.map((name) => [name.toLowerCase(), name]))
/** In every program these edit text. */
const EDITING = new Set(['A', 'C', 'V', 'X', 'Z', 'Y'])
/** A key that writes nothing needs no modifier to be told from typing. */
const FUNCTION_KEY = /^F\d+$/

export const SHORTCUT_CHARS = 60

/** `keys`: no such keys, or not one key after its modifiers. `modifier`: it would swallow what is typed. `editing`: copy and the like. */
export type ShortcutRefusal = 'keys' | 'modifier' | 'editing'
export type ShortcutReading = { readonly shortcut: string } | { readonly refused: ShortcutRefusal }

function keyNamed(text: string): string | undefined {
  return /^[a-z0-9]$/i.test(text) ? text.toUpperCase() : KEYS.get(text.toLowerCase())
}

/** Reads what was typed, as `ctrl + alt + f`. */
export function readShortcut(typed: string): ShortcutReading {
  const names = typed.split('+').map((name) => name.trim())
  const key = keyNamed(names.at(-1) ?? '')
  const named = names.slice(0, -1).map((name) => MODIFIER_NAMES[name.toLowerCase()])
  if (key === undefined || typed.length > SHORTCUT_CHARS || named.includes(undefined)) return { refused: 'keys' }
  const held = MODIFIERS.filter((modifier) => named.includes(modifier))
  if (held.length !== named.length) return { refused: 'keys' }
  if (held.every((modifier) => modifier === 'Shift') && !FUNCTION_KEY.test(key)) return { refused: 'modifier' }
  if (held.length === 1 && (held[0] === 'Control' || held[0] === 'Super') && EDITING.has(key))
    return { refused: 'editing' }
  return { shortcut: [...held, key].join('+') }
}

/** Exactly as `readShortcut` spells it. */
export function isShortcut(text: string): boolean {
  const read = readShortcut(text)
  return 'shortcut' in read && read.shortcut === text
}

export interface PressedKeys {
  readonly key: string
  /** Where the key is, as `KeyF`: Alt and Shift may make another character of it. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/** The shortcut that is being pressed; undefined: it is none yet, or one that is left to the field. */
export function pressedShortcut(pressed: PressedKeys): string | undefined {
  const key =
    keyNamed(pressed.key === ' ' ? 'Space' : pressed.key.replace(/^Arrow/, '')) ??
    keyNamed(pressed.code.replace(/^(?:Key|Digit|Arrow)/, ''))
  if (key === undefined) return undefined
  const held = [pressed.ctrlKey, pressed.altKey, pressed.shiftKey, pressed.metaKey]
  const read = readShortcut([...MODIFIERS.filter((_, index) => held[index]), key].join('+'))
  return 'shortcut' in read ? read.shortcut : undefined
}

/** What became of it. `taken`: another program has it, or this desktop gives none away. */
export const SHORTCUT_STATES = ['none', 'registered', 'taken'] as const
export type ShortcutState = (typeof SHORTCUT_STATES)[number]
