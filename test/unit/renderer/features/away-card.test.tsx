import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { PanelWindow } from '../../../../src/renderer/features/panel/panel-window.tsx'
import { aFloor, anAlert, NOON_MS } from '../../../fakes/a-floor.ts'

const burning = anAlert({ id: 'a', keyName: 'Sales' })
const away = {
  ...{ sinceMs: NOON_MS - 3_600_000, fired: 3, ended: 1, burningIds: ['a', 'b'] },
  named: [burning.episode, anAlert({ id: 'b', keyName: 'Support' }).episode]
}
const card = () => screen.getByRole('region', { name: 'While you were away' })

describe('the card of what happened while the screen was locked', () => {
  it('stands in the alerts and goes when it was read', async () => {
    const { user, bridge, change } = await openWindow(<MainWindow />, { state: aFloor({ alerts: [burning], away }) })
    await user.keyboard('{Control>}4{/Control}')
    // One of the two that burned at the unlock has ended since.
    expect(card().textContent).toContain('locked 11:00 · 3 alerts came up · 2 ended · 1 still burns')
    expect(card().textContent).toContain('and 1 more')
    await user.click(within(card()).getByRole('button', { name: 'Dismiss' }))
    expect(bridge.askedOf('away:dismiss')).toHaveLength(1)
    change({ away: null })
    expect(screen.queryByRole('region', { name: 'While you were away' })).toBeNull()
  })

  it('stands in the panel', async () => {
    await openWindow(<PanelWindow />, { state: aFloor({ alerts: [burning], away }) })
    expect(card().textContent).toContain('Support')
  })

  it('is not there where nothing happened', async () => {
    const { user } = await openWindow(<MainWindow />, { state: aFloor() })
    await user.keyboard('{Control>}4{/Control}')
    expect(screen.queryByRole('region', { name: 'While you were away' })).toBeNull()
  })
})
