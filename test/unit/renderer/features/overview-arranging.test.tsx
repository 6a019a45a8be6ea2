import { openWindow, type OpenWindow } from '../../../fakes/open-window.tsx'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { RequestInput } from '../../../../src/contract/requests.ts'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { aFloor, rows } from '../../../fakes/a-floor.ts'

type Patch = RequestInput<'settings:change'>

/** Main takes what is asked, and says so. */
async function arranging(overview?: Patch['overview']): Promise<OpenWindow> {
  const floor = aFloor()
  const settings = overview ? { ...floor.settings, overview } : floor.settings
  const window = await openWindow(<MainWindow />, { state: { ...floor, settings }, rows })
  let present = settings
  window.bridge.answer('settings:change', async (patch) => {
    present = { ...present, ...(patch as Partial<typeof present>) }
    window.bridge.state = { ...window.bridge.state, settings: present }
    window.change({ settings: present })
    return { ok: true, value: undefined }
  })
  await window.user.click(screen.getByRole('button', { name: 'Arrange' }))
  return window
}

const order = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>('[data-tile]')].map((tile) => tile.dataset['tile'])
const handle = (name: string) => screen.getByRole('button', { name: `Move: ${name}` })
const said = (): string | undefined =>
  screen
    .getAllByRole('status')
    .map((status) => status.textContent)
    .find((text) => text !== '')
const saved = ({ bridge }: OpenWindow): string[] | undefined =>
  (bridge.askedOf('settings:change').at(-1) as Patch | undefined)?.overview?.tiles.map(({ id }) => id)

const AT_FIRST = ['headline', 'queues', 'alerts', 'agents', 'agentList', 'targets']

describe('arranging the overview by keys', () => {
  it('moves a tile, tells each place, keeps the focus, and saves once when it is put down', async () => {
    const window = await arranging()
    expect(order()).toEqual(AT_FIRST)
    handle('Targets').focus()
    await window.user.keyboard(' ')
    expect(said()).toBe('Targets picked up, place 6 of 6')
    await window.user.keyboard('{ArrowUp}{ArrowLeft}')
    expect(said()).toBe('Targets: place 4 of 6')
    expect(document.activeElement).toBe(handle('Targets'))
    expect(window.bridge.askedOf('settings:change')).toEqual([])
    await window.user.keyboard('{Enter}')
    expect(said()).toBe('Targets put down, place 4 of 6')
    const wanted = ['headline', 'queues', 'alerts', 'targets', 'agents', 'agentList']
    expect(order()).toEqual(wanted)
    expect(saved(window)).toEqual(wanted)
    expect(window.bridge.askedOf('settings:change')).toHaveLength(1)
  })

  it('puts a tile back with Esc, and goes on arranging', async () => {
    const window = await arranging()
    handle('Queues').focus()
    await window.user.keyboard(' {End}')
    expect(order().at(-1)).toBe('queues')
    await window.user.keyboard('{Escape}')
    expect(order()).toEqual(AT_FIRST)
    expect(said()).toBe('Queues put back, place 2 of 6')
    expect(window.bridge.askedOf('settings:change')).toEqual([])
    await window.user.keyboard('{Escape}')
    expect(screen.queryByRole('list', { name: 'Tiles of the overview' })).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Arrange' }))
  })

  it('makes a tile wider and narrower within the three columns', async () => {
    const window = await arranging()
    const wider = screen.getByRole('button', { name: 'Wider: Queues' })
    wider.focus()
    await window.user.keyboard('{Enter}{Enter}')
    expect(said()).toBe('Queues: 3 columns wide')
    expect(window.bridge.askedOf('settings:change')).toHaveLength(1)
    expect(document.activeElement).toBe(wider)
    expect(wider.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByRole('button', { name: 'Narrower: Alerts' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('hides a tile, shows it again where it was, and never loses the focus', async () => {
    const window = await arranging()
    screen.getByRole('button', { name: 'Hide: Queues' }).focus()
    await window.user.keyboard('{Enter}')
    expect(order()).not.toContain('queues')
    const show = screen.getByRole('button', { name: 'Show: Queues' })
    expect(document.activeElement).toBe(show)
    await window.user.keyboard('{Enter}')
    expect(order()).toEqual(AT_FIRST)
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Hide: Queues' }))
  })

  it('is as it was, too, when that is undone before main told of the change', async () => {
    const tiles = ['alerts', 'headline', 'queues', 'agents', 'agentList', 'targets'] as const
    const window = await arranging({ tiles: tiles.map((id) => ({ id, width: 1, hidden: false })) })
    // Main sums up: of a change and its undoing in one breath it tells nothing.
    window.bridge.answer('settings:change', async () => ({ ok: true, value: undefined }))
    await window.user.click(screen.getByRole('button', { name: 'As at the beginning' }))
    expect(order()).toEqual(AT_FIRST)
    await window.user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(order()).toEqual(tiles))
    expect(saved(window)).toEqual(tiles)
  })

  it('is as at the beginning again, and that is undone too', async () => {
    const tile = (id: string) => ({ id, width: 1, hidden: id === 'agents' })
    const window = await arranging({ tiles: ['targets', 'weather', 'agents', 'queues'].map(tile) })
    const before = order()
    expect(before).toEqual(['headline', 'targets', 'agentList', 'queues', 'alerts'])
    await window.user.click(screen.getByRole('button', { name: 'As at the beginning' }))
    expect(order()).toEqual(AT_FIRST)
    await window.user.keyboard('{Control>}z{/Control}')
    expect(order()).toEqual(before)
    expect(saved(window)).toContain('weather')
  })

  it('shows what main refused to keep, and why', async () => {
    const window = await arranging()
    window.bridge.refuse('settings:change', { code: 'storage', step: 'settings', detail: 'disk full' })
    await window.user.click(screen.getByRole('button', { name: 'Hide: Queues' }))
    expect(screen.getByRole('alert').textContent).toContain('disk full')
    await window.user.click(within(screen.getByRole('alert')).getByRole('button'))
    expect(order()).toEqual(AT_FIRST)
  })

  it('lets nothing of a tile be used meanwhile', async () => {
    await arranging()
    const tiles = [...document.querySelectorAll('[data-tile]')]
    expect(tiles.map((tile) => tile.querySelectorAll(':scope > [inert]').length)).toEqual(AT_FIRST.map(() => 1))
  })
})

describe('arranging the overview by pointer', () => {
  function over(id: string): void {
    const target = document.querySelector(`[data-tile="${id}"]`)
    Object.defineProperty(document, 'elementFromPoint', { configurable: true, value: () => target })
  }

  it('carries a tile to where it is let go', async () => {
    const window = await arranging()
    fireEvent.pointerDown(handle('Targets'), { button: 0, clientX: 10, clientY: 10 })
    fireEvent.pointerMove(globalThis.window, { clientX: 30, clientY: 10 })
    over('queues')
    fireEvent.pointerMove(globalThis.window, { clientX: 40, clientY: 10 })
    // Tiles of different sizes: the same one is still below the pointer.
    fireEvent.pointerMove(globalThis.window, { clientX: 41, clientY: 10 })
    fireEvent.pointerUp(globalThis.window)
    const wanted = ['headline', 'targets', 'queues', 'alerts', 'agents', 'agentList']
    expect(order()).toEqual(wanted)
    expect(saved(window)).toEqual(wanted)
  })

  it('puts it back when the drag is broken off', async () => {
    const window = await arranging()
    fireEvent.pointerDown(handle('Targets'), { button: 0, clientX: 10, clientY: 10 })
    fireEvent.pointerMove(globalThis.window, { clientX: 30, clientY: 10 })
    over('queues')
    fireEvent.pointerMove(globalThis.window, { clientX: 40, clientY: 10 })
    fireEvent.pointerCancel(globalThis.window)
    expect(order()).toEqual(AT_FIRST)
    expect(window.bridge.askedOf('settings:change')).toEqual([])
  })
})
