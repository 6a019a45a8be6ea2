import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { PanelWindow } from '../../../../src/renderer/features/panel/panel-window.tsx'
import { aConnection, aFloor, anAlert, LIVE, NOON_MS, rows } from '../../../fakes/a-floor.ts'

const show = (over: Partial<ReturnType<typeof aFloor>> = {}, list = rows) =>
  openWindow(<PanelWindow />, { state: aFloor(over), rows: list })

describe('the panel', () => {
  it('says the worst state in a word and how fresh it is', async () => {
    const { pass } = await show()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Critical')
    expect(screen.getByText('live · 2 s')).toBeTruthy()
    pass(1_000)
    expect(screen.getByText('live · 3 s')).toBeTruthy()
  })

  it('stops looking live when main no longer speaks', async () => {
    const { pass } = await show()
    pass(60_000)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Data is not live')
    expect(screen.queryByText(/^live ·/)).toBeNull()
    expect(screen.getByText('Floor queues: no data for 1 min')).toBeTruthy()
  })

  it('shows the four numbers, the queues worst first and the targets', async () => {
    await show()
    const numbers = screen.getByText('waiting').closest('dl')
    expect(numbers?.textContent).toContain('136')
    const queues = within(screen.getByRole('region', { name: 'Queues' })).getAllByRole('listitem')
    expect(queues.map((line) => line.textContent)).toEqual(['Salesvoice123', 'Supportvoice91', 'Emailemail60'])
    expect(screen.getByRole('region', { name: 'Targets' }).textContent).toContain('248 / 400')
  })

  it('acknowledges and snoozes with one click each', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('button', { name: 'Acknowledge: Sales: 12 waiting' }))
    await user.click(screen.getByRole('button', { name: 'Snooze 15 minutes: Sales: 12 waiting' }))
    expect(bridge.askedOf('alert:acknowledge')).toEqual([{ episodeId: 'e1' }])
    expect(bridge.askedOf('alert:snooze')).toEqual([{ scope: { kind: 'episode', episodeId: 'e1' }, minutes: 15 }])
  })

  it('puts what nobody took on before what is acknowledged', async () => {
    const taken = anAlert({ id: 'e1', acknowledgedAtMs: NOON_MS })
    const free = anAlert({ id: 'e2', keyName: 'Support', value: 9, severity: 'warning' })
    await show({ alerts: [taken, free] })
    const lines = within(screen.getByRole('region', { name: 'Alerts' })).getAllByRole('listitem')
    expect(lines[0]?.textContent).toContain('Support: 9 waiting')
    expect(screen.getByRole('region', { name: 'Alerts' }).textContent).toContain('1 open · 1 acknowledged')
  })

  it('opens the main window at an alert and goes away', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('button', { name: 'Show details: Sales: 12 waiting' }))
    expect(bridge.askedOf('window:open')).toEqual([{ view: 'alerts', focusId: 'e1' }])
    expect(bridge.askedOf('panel:close')).toHaveLength(1)
  })

  it('stays and says why when the main window can not be opened', async () => {
    const { user, bridge } = await show()
    bridge.refuse('window:open', { code: 'cancelled', step: 'ask', detail: '' })
    await user.click(screen.getByRole('button', { name: 'Open' }))
    expect((await screen.findByRole('alert')).textContent).toContain('It was cancelled')
    expect(bridge.askedOf('panel:close')).toEqual([])
  })

  it('closes on Esc, but an open menu first', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('button', { name: 'Snooze all' }))
    await screen.findByRole('menuitem', { name: '15 min' })
    await user.keyboard('{Escape}')
    expect(bridge.askedOf('panel:close')).toEqual([])
    await user.keyboard('{Escape}')
    expect(bridge.askedOf('panel:close')).toHaveLength(1)
  })

  it('counts the connections that are live', async () => {
    const failed = { ...LIVE, phase: 'failed' as const }
    await show({ connections: [aConnection(), aConnection({ id: 'c2', status: failed })] })
    expect(screen.getByText(/1 of 2 connected/)).toBeTruthy()
  })

  it('is calm when all is well, and says when nothing is known', async () => {
    const floor = aFloor()
    await show({ alerts: [], headline: { ...floor.headline, look: 'ok' } })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('All calm')
    expect(screen.getByText('No open alerts')).toBeTruthy()
  })

  it('shows no number before the first snapshot', async () => {
    await openWindow(<PanelWindow />, {
      state: aFloor(),
      prepare: (bridge) => bridge.answer('state:get', () => new Promise(() => undefined))
    })
    expect(screen.getByRole('status', { name: 'Loading the floor' })).toBeTruthy()
    expect(screen.queryByText('waiting')).toBeNull()
  })
})
