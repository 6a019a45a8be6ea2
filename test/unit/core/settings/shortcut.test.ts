import { expect, it } from 'vitest'
import { DEFAULT_SETTINGS, settingsSchema } from '../../../../src/core/settings/settings.ts'
import { isShortcut, pressedShortcut, readShortcut } from '../../../../src/core/settings/shortcut.ts'

it.each([
  ['Control+Alt+F', 'Control+Alt+F'],
  ['alt + ctrl + f', 'Control+Alt+F'],
  ['cmd+shift+space', 'Shift+Super+Space'],
  ['Windows+9', 'Super+9'],
  ['Option+pageup', 'Alt+PageUp'],
  ['f9', 'F9'],
  ['Shift+F24', 'Shift+F24'],
  ['Control+Shift+C', 'Control+Shift+C']
])('"%s" is %s', (typed, shortcut) => {
  expect(readShortcut(typed)).toEqual({ shortcut })
  expect(isShortcut(shortcut)).toBe(true)
})

it.each([
  ['', 'keys'],
  ['Control', 'keys'],
  ['Control+', 'keys'],
  ['Control+Alt', 'keys'],
  ['Control+F+G', 'keys'],
  ['Control+Control+F', 'keys'],
  ['ctrl+control+F', 'keys'],
  ['Hyper+F', 'keys'],
  ['Control+F25', 'keys'],
  ['Control+Ä', 'keys'],
  ['constructor+F', 'keys'],
  [`Control+${' '.repeat(60)}F`, 'keys'],
  ['F', 'modifier'],
  ['Shift+F', 'modifier'],
  ['Space', 'modifier'],
  ['Control+C', 'editing'],
  ['cmd+v', 'editing']
])('"%s" is refused: %s', (typed, refused) => {
  expect(readShortcut(typed)).toEqual({ refused })
})

const keys = { key: '', code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

it.each([
  [{ key: 'f', code: 'KeyF', ctrlKey: true, altKey: true }, 'Control+Alt+F'],
  // What Alt and Shift make of a key is not the key.
  [{ key: 'ƒ', code: 'KeyF', altKey: true }, 'Alt+F'],
  [{ key: '!', code: 'Digit1', ctrlKey: true, shiftKey: true }, 'Control+Shift+1'],
  [{ key: 'ArrowUp', code: 'ArrowUp', metaKey: true }, 'Super+Up'],
  [{ key: ' ', code: 'Space', ctrlKey: true }, 'Control+Space'],
  [{ key: 'F8', code: 'F8' }, 'F8'],
  [{ key: 'f', code: 'KeyF' }, undefined],
  [{ key: 'F', code: 'KeyF', shiftKey: true }, undefined],
  [{ key: 'Control', code: 'ControlLeft', ctrlKey: true }, undefined],
  [{ key: 'Tab', code: 'Tab', shiftKey: true }, undefined],
  [{ key: 'v', code: 'KeyV', ctrlKey: true }, undefined],
  [{ key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: true }, undefined]
])('%j pressed is %s', (pressed, shortcut) => {
  expect(pressedShortcut({ ...keys, ...pressed })).toBe(shortcut)
})

it('is kept in one spelling only', () => {
  const kept = (globalShortcut: unknown) => settingsSchema.safeParse({ ...DEFAULT_SETTINGS, globalShortcut }).success
  expect([kept('Control+Alt+F'), kept(null)]).toEqual([true, true])
  expect([kept('Alt+Control+F'), kept('F'), kept(''), kept(undefined)]).toEqual([false, false, false, false])
})
