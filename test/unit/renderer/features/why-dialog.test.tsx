import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { aFloor, anAlert, NOON_MS, rows } from '../../../fakes/a-floor.ts'
import { settle } from '../../../fakes/settle.ts'

const sales = rows.find(({ values }) => values['queueName'] === 'Sales')

async function openRules() {
  const shown = await openWindow(<MainWindow />, { state: aFloor(), rows })
  await act(async () => {
    shown.bridge.push('view:requested', { view: 'alerts' })
    await settle()
  })
  await shown.user.click(screen.getByRole('tab', { name: 'Rules' }))
  return shown
}

async function choose(user: Awaited<ReturnType<typeof openRules>>['user'], name: string): Promise<void> {
  await user.click(screen.getByRole('combobox', { name: 'About' }))
  await user.click(await screen.findByRole('option', { name }))
}

describe('why was I not alerted', () => {
  it('asks from a rule about a queue now, and says the reason with its numbers and next step', async () => {
    const { user, bridge } = await openRules()
    await user.click(screen.getByRole('button', { name: 'Why was I not alerted?' }))
    const dialog = screen.getByRole('dialog', { name: 'Why was I not alerted?' })
    await choose(user, 'Sales')
    await user.click(within(dialog).getByRole('button', { name: 'Tell me why' }))
    expect(bridge.askedOf('alert:why')).toEqual([
      { ruleId: 'default-contacts-waiting', connectionId: 'c1', key: sales?.id, atMs: NOON_MS }
    ])
    const said = within(dialog).getByRole('status').textContent
    expect(said).toContain('It was in breach, but not yet for as long as the rule waits')
    expect(said).toContain('Let the rule wait for less long')
    expect(said).toMatch(/Value\s*9/)
    expect(said).toMatch(/Threshold\s*8/)
  })

  it('asks about the minute that was chosen, in the zone of the user', async () => {
    const { user, bridge } = await openRules()
    bridge.answer('alert:why', async () => ({ ok: true, value: { kind: 'notKept', sinceMs: NOON_MS - 60_000 } }))
    await user.click(screen.getByRole('button', { name: 'Why was I not alerted?' }))
    await choose(user, 'Sales')
    await user.type(screen.getByLabelText('Minute'), '2026-03-01T10:30')
    await user.click(screen.getByRole('button', { name: 'Tell me why' }))
    expect(bridge.askedOf('alert:why')).toMatchObject([{ atMs: Date.UTC(2026, 2, 1, 10, 30) }])
    expect(screen.getByText('Not kept any more')).toBeTruthy()
  })

  it('opens from the command palette, about a queue that was typed', async () => {
    const { user, bridge } = await openRules()
    await user.keyboard('{Control>}k{/Control}')
    await user.type(screen.getByRole('combobox', { name: /Find a command/ }), 'not alerted Sales')
    await user.keyboard('{Enter}')
    expect(screen.getByRole('dialog', { name: 'Why was I not alerted?' })).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'About' }).value).toBe('Sales')
    await user.click(screen.getByRole('button', { name: 'Tell me why' }))
    expect(bridge.askedOf('alert:why')).toMatchObject([{ key: sales?.id }])
  })

  it('opens from the menu of a rule, about that one', async () => {
    const { user } = await openRules()
    await user.click(screen.getByRole('button', { name: 'More about: Long after-contact work' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Why was I not alerted?' }))
    const dialog = screen.getByRole('dialog', { name: 'Why was I not alerted?' })
    expect(within(dialog).getByRole<HTMLInputElement>('combobox', { name: 'Rule' }).value).toBe(
      'Long after-contact work'
    )
  })

  it('opens from a row of a table by its button', async () => {
    const { user, bridge } = await openRules()
    await act(async () => {
      bridge.push('view:requested', { view: 'queues' })
      await settle()
    })
    await user.click(screen.getByRole('button', { name: 'Why was I not alerted: Sales' }))
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'About' }).value).toBe('Sales')
  })

  it('leads to the alert it is about, and shows what main refused', async () => {
    const { user, bridge } = await openRules()
    const { episode } = anAlert()
    bridge.refuse('alert:why', { code: 'storage', step: 'journal', detail: 'damaged' })
    await user.click(screen.getByRole('button', { name: 'Why was I not alerted?' }))
    await choose(user, 'Sales')
    await user.click(screen.getByRole('button', { name: 'Tell me why' }))
    expect(screen.getByText(/damaged/)).toBeTruthy()
    bridge.answer('alert:why', async () => ({
      ok: true,
      value: {
        ...{ kind: 'known', reason: 'delivered', minuteMs: NOON_MS, isNow: false, value: null, peak: 14 },
        ...{ threshold: 8, ruleVersion: 3, episodeId: episode.id }
      }
    }))
    await user.click(screen.getByRole('button', { name: 'Tell me why' }))
    const said = within(screen.getByRole('dialog')).getByRole('status').textContent
    expect(said).toMatch(/Worst value of the alert\s*14/)
    expect(said).toMatch(/Rule version\s*3/)
    await user.click(screen.getByRole('button', { name: 'Show the alert' }))
    expect(screen.queryByRole('dialog', { name: 'Why was I not alerted?' })).toBeNull()
  })
})
