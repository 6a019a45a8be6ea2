import { expect, it } from 'vitest'
import { createGlobalShortcut } from '../../../../src/main/platform/global-shortcut.ts'

function aDesk(...taken: string[]) {
  const held = new Map<string, () => void>()
  let opened = 0
  const shortcut = createGlobalShortcut({
    registry: {
      register(keys, pressed) {
        if (keys === 'Nonsense') throw new TypeError('conversion failure')
        if (taken.includes(keys) || held.has(keys)) return false
        held.set(keys, pressed)
        return true
      },
      unregister: (keys) => void held.delete(keys)
    },
    pressed: () => (opened += 1)
  })
  return { shortcut, held, taken, opened: () => opened }
}

it('holds one at a time and gives it back', () => {
  const { shortcut, held, opened } = aDesk()
  expect(shortcut.state()).toBe('none')
  shortcut.apply('Control+Alt+F')
  shortcut.apply('Control+Alt+F')
  expect(shortcut.state()).toBe('registered')
  held.get('Control+Alt+F')?.()
  expect(opened()).toBe(1)
  shortcut.apply('Super+F')
  expect([...held.keys()]).toEqual(['Super+F'])
  shortcut.apply(null)
  expect([...held.keys(), shortcut.state()]).toEqual(['none'])
  shortcut.apply('Super+F')
  shortcut.dispose()
  expect(held.size).toBe(0)
})

it('says that one is taken, gives back nothing that is not its own, and tries again', () => {
  const { shortcut, taken, held } = aDesk('Super+F')
  shortcut.apply('Super+F')
  expect(shortcut.state()).toBe('taken')
  held.set('Super+F', () => undefined)
  shortcut.apply(null)
  expect(held.has('Super+F')).toBe(true)
  held.clear()
  taken.length = 0
  shortcut.apply('Super+F')
  expect(shortcut.state()).toBe('registered')
})

it('one that the desktop does not understand counts as taken', () => {
  const { shortcut } = aDesk()
  shortcut.apply('Nonsense')
  expect(shortcut.state()).toBe('taken')
})
