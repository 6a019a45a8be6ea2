import { describe, expect, it } from 'vitest'
import type { TrayAction, TrayEntry } from '../../../../src/main/app/tray-model.ts'
import { menuLabels, menuStructure, menuTemplate } from '../../../../src/main/platform/tray-menu.ts'

const quit: TrayEntry = { kind: 'item', label: 'Quit', enabled: true, action: { kind: 'quit' } }
const sub = (label: string, ...entries: TrayEntry[]): TrayEntry => ({ kind: 'submenu', label, entries })

describe('a menu', () => {
  it('becomes items that act with their own action', () => {
    const acted: TrayAction[] = []
    const none: TrayEntry = { kind: 'item', label: 'No connections', enabled: false }
    const [open, line, more] = menuTemplate([none, { kind: 'separator' }, sub('More', quit)], (action) =>
      acted.push(action)
    )
    expect(open).toEqual({ label: 'No connections', enabled: false })
    expect(line).toEqual({ type: 'separator' })
    const inner = more?.submenu as { label: string; click: () => void }[]
    inner[0]?.click()
    expect(acted).toEqual([{ kind: 'quit' }])
  })

  it('shows an ampersand of a queue name as it is', () => {
    const [one] = menuTemplate([sub('Sales & Support', quit)], () => undefined)
    expect(one?.label).toBe('Sales && Support')
  })

  it('tells a change of words from a change of structure, in depth', () => {
    const before = [sub('Alerts', quit)]
    const words = [sub('Alerts', { ...quit, label: 'Leave' })]
    const shape = [sub('Alerts', { ...quit, enabled: false })]
    expect(menuStructure(words)).toBe(menuStructure(before))
    expect(menuLabels(words)).not.toBe(menuLabels(before))
    expect(menuStructure(shape)).not.toBe(menuStructure(before))
    expect(menuLabels(shape)).toBe(menuLabels(before))
  })
})
