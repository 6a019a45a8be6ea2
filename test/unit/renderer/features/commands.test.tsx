import { openWindow, type OpenWindow } from '../../../fakes/open-window.tsx'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { RowView, StateView } from '../../../../src/contract/views.ts'
import { matching } from '../../../../src/renderer/features/commands/commands.ts'
import { keyNames } from '../../../../src/renderer/features/commands/shortcuts.ts'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { aFloor, agentFeed, agentRow, anAlert, NOON_MS, queueFeed, queueRow } from '../../../fakes/a-floor.ts'

const rows: readonly RowView[] = [
  queueRow('Sales', { waiting: 12 }),
  queueRow('Support', { waiting: 1 }),
  agentRow('Maria Pöllänen', 'READY', NOON_MS - 20_000)
]

async function opened(over: Partial<StateView> = {}): Promise<OpenWindow> {
  const feeds = [queueFeed(), agentFeed()]
  const window = await openWindow(<MainWindow />, { state: aFloor({ feeds, ...over }), rows })
  await window.user.keyboard('{Control>}k{/Control}')
  return window
}
const options = (): string[] => screen.queryAllByRole('option').map((option) => option.textContent)

describe('the commands', () => {
  it('lead to a view by typing a part of its name', async () => {
    const { user } = await opened()
    await user.keyboard('targ{Enter}')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Targets')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('acknowledge the alert that is named', async () => {
    const { user, bridge } = await opened({ alerts: [anAlert({ id: 'e1', keyName: 'Sales' })] })
    await user.keyboard('acknowledge sales{Enter}')
    expect(bridge.askedOf('alert:acknowledge')).toEqual([{ episodeId: 'e1' }])
  })

  it('find an agent without the marks of the name, and show them in their table', async () => {
    const { user } = await opened()
    await user.keyboard('pollanen')
    expect(options()).toEqual(['Show agent: Maria Pöllänen'])
    await user.keyboard('{Enter}')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Agents')
    expect(screen.getByLabelText<HTMLInputElement>('Search').value).toBe('Maria Pöllänen')
  })

  it('find a queue by what the command and the queue are called', async () => {
    const { user } = await opened()
    await user.keyboard('show queue: sal')
    expect(options()).toEqual(['Show queue: Sales'])
  })

  it('find a section of the settings, my floor too', async () => {
    const { user } = await opened()
    await user.keyboard('my floor')
    expect(options()).toEqual(['Go to My floorCtrl+7', 'Settings: My floor'])
    await user.keyboard('{ArrowDown}{Enter}')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Settings')
    expect(document.activeElement?.textContent).toBe('My floor')
  })

  it('offer each display for the wallboard where there are several, and no choice where there is one', async () => {
    const [desk, wall] = ['Desk', ''].map((label, at) => ({
      ...{ id: at + 1, label, primary: at === 0, width: 1920, height: 1080 }
    }))
    const { user, bridge } = await opened()
    await user.keyboard('wallboard')
    expect(options()).toEqual(['Wallboard on the whole screenF11'])
    await user.keyboard('{Escape}')
    const displays = [desk, wall].filter((one) => one !== undefined)
    bridge.answer('wallboard:displays', async () => ({ ok: true, value: { displays, chosenId: 1 } }))
    await user.keyboard('{Control>}k{/Control}')
    await user.keyboard('wallboard')
    expect(options().slice(1)).toEqual(['Wallboard on Desk · 1920 × 1080', 'Wallboard on Display 2 · 1920 × 1080'])
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(bridge.askedOf('wallboard:open')).toEqual([{ displayId: 2 }])
  })

  it('say when nothing is called that', async () => {
    const { user } = await opened()
    await user.keyboard('qqqq')
    expect(options()).toEqual([])
    expect(screen.getByText('Nothing is called that. Search for less.')).toBeTruthy()
  })

  it('stay open with the reason when main refuses', async () => {
    const { user, bridge } = await opened()
    bridge.refuse('connection:retry', { code: 'vaultLocked', step: 'secret', detail: '' })
    await user.keyboard('connect again{Enter}')
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toMatch(/keyring/i)
  })

  it('list the shortcuts, those of the views too', async () => {
    const { user } = await opened()
    await user.keyboard('keyboard shortcuts{Enter}')
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    const line = within(dialog).getByRole('row', { name: /Go to Queues/ })
    expect(line.textContent).toContain('Ctrl+2')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('do not offer to end a snooze that is not there', async () => {
    await opened()
    expect(options().filter((label) => label.includes('End the snooze'))).toEqual([])
  })
})

describe('the shortcuts', () => {
  it('lead to views by digits, to the search by a slash, and leave typed letters alone', async () => {
    const { user } = await openWindow(<MainWindow />, { state: aFloor({ feeds: [queueFeed(), agentFeed()] }), rows })
    await user.keyboard('{Control>}2{/Control}')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Queues')
    await user.keyboard('/')
    const search = screen.getByLabelText<HTMLInputElement>('Search')
    expect(document.activeElement).toBe(search)
    await user.keyboard('a/?')
    expect(search.value).toBe('a/?')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('take back what was done last, and the note says so', async () => {
    const { user, bridge } = await openWindow(<MainWindow />, { state: aFloor(), rows })
    await user.keyboard('{Control>}k{/Control}snooze all alerts 15{Enter}')
    expect(screen.getByText('Done: snooze')).toBeTruthy()
    await user.keyboard('{Control>}z{/Control}')
    expect(bridge.askedOf('alert:snooze')).toEqual([
      { scope: { kind: 'all' }, minutes: 15 },
      { scope: { kind: 'all' }, minutes: null }
    ])
    expect(screen.getByText('Undone: snooze')).toBeTruthy()
  })

  it('are called as on this keyboard', () => {
    expect(keyNames('mod+K', false)).toBe('Ctrl+K')
    expect(keyNames('mod+K', true)).toBe('⌘K')
    expect(keyNames('shift+?', false)).toBe('?')
  })
})

describe('the note of what was done', () => {
  it('goes after ten seconds', async () => {
    const { user, pass } = await openWindow(<MainWindow />, { state: aFloor(), rows })
    await user.keyboard('{Control>}k{/Control}snooze all alerts 15{Enter}')
    pass(9_000)
    expect(screen.getByText('Done: snooze')).toBeTruthy()
    pass(1_000)
    expect(screen.queryByText('Done: snooze')).toBeNull()
  })
})

describe('the search among commands', () => {
  const named = ['Snooze all alerts', 'Show target: All calls', 'Go to Alerts'].map((label) => ({ label }))

  it('wants every word, in any order', () => {
    expect(matching(named, 'alerts all').map(({ label }) => label)).toEqual(['Snooze all alerts'])
  })

  it('puts first where a word begins like that', () => {
    expect(matching([{ label: 'Reading' }, { label: 'A ding' }], 'ding').map(({ label }) => label)).toEqual([
      'A ding',
      'Reading'
    ])
  })
})
