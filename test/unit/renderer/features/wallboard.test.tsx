import { openWindow, type OpenWindow } from '../../../fakes/open-window.tsx'
import { fireEvent, screen, within } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StateView } from '../../../../src/contract/views.ts'
import { COLUMNS, shownTiles, TILE_NAMES } from '../../../../src/core/overview/layout.ts'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { planWallboard, wallboardShape } from '../../../../src/renderer/features/wallboard/wallboard-plan.ts'
import { WallboardWindow } from '../../../../src/renderer/features/wallboard/wallboard-window.tsx'
import { aFloor, agentFeed, LIVE, NOON_MS, queueFeed, queueRow, rows } from '../../../fakes/a-floor.ts'

const show = (over: Partial<StateView> = {}, list = rows): Promise<OpenWindow> =>
  openWindow(<WallboardWindow />, { state: aFloor(over), rows: list })
const names = (list: string): (string | null)[] =>
  within(screen.getByRole('list', { name: list }))
    .getAllByRole('listitem')
    .map((line) => line.textContent)

describe('the wallboard', () => {
  it('shows the numbers, the queues and the alerts, worst first, and nothing to go elsewhere', async () => {
    await show()
    expect(screen.getByText('contacts waiting', { selector: 'dt' })).toBeTruthy()
    expect(names('Queues').map((text) => text?.replace(/\d+$/, ''))).toEqual(['Sales', 'Support', 'Email'])
    expect(names('Alerts')[0]).toContain('Sales')
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('shows the worst of a hundred queues and says how many there are besides', async () => {
    const many = Array.from({ length: 100 }, (_, index) => queueRow(`Q${String(index)}`, { waiting: index }))
    await show({ alerts: [] }, many)
    const shown = names('Queues')
    expect(shown[0]).toContain('Q99')
    expect(shown.length).toBeGreaterThanOrEqual(8)
    expect(screen.getByText(`contacts waiting · and ${String(100 - shown.length)} more`)).toBeTruthy()
  })

  it('always says how fresh it is and that the demo is not real', async () => {
    await show({ demo: { scenario: 'Monday rush', speed: 10, seed: 1 } })
    expect(screen.getByText(/Demo centre · Monday rush ×10 · Nothing here is real/)).toBeTruthy()
    expect(screen.getByRole('list', { name: 'State of the feeds' }).textContent).toBe('live · 2\u00a0s')
  })

  it('is dim and says so when nothing is fresh, also when main no longer speaks', async () => {
    const lost = { ...LIVE, phase: 'backoff' as const, sinceMs: NOON_MS - 30_000, attempt: 2 }
    const first = await show({ feeds: [queueFeed({ status: lost }), agentFeed({ status: lost })] })
    expect(document.querySelector('[data-stale]')).not.toBeNull()
    first.unmount()
    const { pass } = await show()
    expect(document.querySelector('[data-stale]')).toBeNull()
    pass(70_000)
    expect(document.querySelector('[data-stale]')).not.toBeNull()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Data is not live')
    for (const line of screen.getByRole('list', { name: 'Queues' }).children)
      expect(line.hasAttribute('data-dim')).toBe(true)
  })

  it.each(['Escape', 'F11'])('is left with %s', async (key) => {
    const { bridge } = await show()
    fireEvent.keyDown(window, { key })
    expect(bridge.askedOf('wallboard:close')).toHaveLength(1)
  })

  it('has the tiles of the overview, and says what to do when all are hidden', async () => {
    const hidden = (ids: readonly string[]) => ({
      overview: { tiles: TILE_NAMES.map((id) => ({ id, width: 1, hidden: ids.includes(id) })) }
    })
    const { settings } = aFloor()
    const first = await show({ settings: { ...settings, ...hidden(['queues', 'headline']) } })
    expect(screen.queryByRole('region', { name: 'Queues' })).toBeNull()
    expect(screen.queryByText('agents ready')).toBeNull()
    expect(screen.getByRole('region', { name: 'Targets' })).toBeTruthy()
    first.unmount()
    await show({ settings: { ...settings, ...hidden(TILE_NAMES) } })
    expect(screen.getByText('Every tile is hidden')).toBeTruthy()
  })
})

describe('the plan of the wallboard', () => {
  it('fills every row and has room for a line in each tile, however the overview is arranged', () => {
    const tile = (id: (typeof TILE_NAMES)[number]) =>
      fc.record({ id: fc.constant(id), width: fc.integer({ min: 1, max: COLUMNS }), hidden: fc.boolean() })
    const tiles = fc.tuple(...TILE_NAMES.map(tile)).chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
    fc.assert(
      fc.property(tiles, (all) => {
        const shown = shownTiles({ tiles: all })
        const plan = planWallboard(shown)
        expect(plan.tiles.map(({ id }) => id)).toEqual(shown.map(({ id }) => id).filter((id) => id !== 'headline'))
        expect(plan.tiles.reduce((sum, { width }) => sum + width, 0)).toBe(plan.rows.length * COLUMNS)
        expect(plan.lines).toBeGreaterThanOrEqual(1)
      })
    )
  })
})

describe('the plan of a wallboard on its side', () => {
  const shown = shownTiles({ tiles: TILE_NAMES.map((id) => ({ id, width: 3, hidden: false })) })
  const planOn = (width: number, height: number) => planWallboard(shown, wallboardShape(width, height))

  it('gives each tile a row of its own, and its list two columns at most', () => {
    const plan = planOn(1080, 1920)
    expect(plan.rows).toHaveLength(plan.tiles.length)
    expect(Math.max(...plan.tiles.map(({ width }) => width))).toBe(2)
    expect(plan.lines).toBe(4)
  })

  it('shows more lines the higher the screen is, and is the usual one where it is wide', () => {
    expect(planOn(1080, 2560).lines).toBeGreaterThan(planOn(1080, 1920).lines)
    expect(planOn(1080, 1080).lines).toBeGreaterThanOrEqual(1)
    expect(planOn(1920, 1080)).toEqual(planWallboard(shown))
  })
})

describe('the ways to the wallboard', () => {
  const opened = () => openWindow(<MainWindow />, { state: aFloor(), rows })
  const two = [
    { id: 1, label: 'Desk', primary: true, width: 1920, height: 1080 },
    { id: 7, label: '', primary: false, width: 3840, height: 2160 }
  ]

  it('open it at once where there is one display, by button and by F11', async () => {
    const { user, bridge } = await opened()
    await user.click(screen.getByRole('button', { name: 'Full screen' }))
    await user.keyboard('{F11}')
    expect(bridge.askedOf('wallboard:open')).toEqual([{ displayId: null }, { displayId: null }])
  })

  it('ask on which display where there are several, and open it there', async () => {
    const { user, bridge } = await opened()
    bridge.answer('wallboard:displays', async () => ({ ok: true, value: { displays: two, chosenId: 1 } }))
    await user.click(screen.getByRole('button', { name: 'Full screen' }))
    expect(bridge.askedOf('wallboard:open')).toEqual([])
    await user.click(await screen.findByRole('menuitem', { name: 'Display 2 · 3840 × 2160' }))
    expect(bridge.askedOf('wallboard:open')).toEqual([{ displayId: 7 }])
  })

  it('say why it could not be opened', async () => {
    const { user, bridge } = await opened()
    bridge.refuse('wallboard:displays', { code: 'protocol', step: 'ask', detail: 'no screen' })
    await user.click(screen.getByRole('button', { name: 'Full screen' }))
    expect(screen.getByRole('alert').textContent).toContain('no screen')
  })

  it('are in the commands', async () => {
    const { user, bridge } = await opened()
    await user.keyboard('{Control>}k{/Control}')
    await user.keyboard('wallboard{Enter}')
    expect(bridge.askedOf('wallboard:open')).toEqual([{ displayId: null }])
  })
})
