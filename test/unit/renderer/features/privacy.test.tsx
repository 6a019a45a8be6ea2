import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { LogCard } from '../../../../src/renderer/features/privacy/log-card.tsx'
import { PrivacyCard } from '../../../../src/renderer/features/privacy/privacy-card.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, NOON_MS } from '../../../fakes/a-floor.ts'
import type { FakeBridge } from '../../../fakes/fake-bridge.ts'

const show = (prepare?: (bridge: FakeBridge) => void) =>
  openWindow(
    <WhenLoaded>
      <PrivacyCard called={0} />
      <LogCard called={0} />
    </WhenLoaded>,
    { state: aFloor(), ...(prepare ? { prepare } : {}) }
  )
const privacy = { agentNames: 'shown', hideNoticesWhenLocked: true, keepHistoryDays: 90 }

describe('the preferences about people', () => {
  it('are sent as they are chosen, each with the others as they are', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('combobox', { name: 'Agents are called' }))
    await user.click(await screen.findByRole('option', { name: 'by pseudonyms' }))
    await user.click(screen.getByRole('combobox', { name: 'Keep history and log for' }))
    await user.click(await screen.findByRole('option', { name: '7 days' }))
    await user.click(screen.getByRole('switch', { name: /^Hide the text of notifications/ }))
    expect(bridge.askedOf('settings:change')).toEqual([
      { privacy: { ...privacy, agentNames: 'pseudonyms' } },
      { privacy: { ...privacy, keepHistoryDays: 7 } },
      { privacy: { ...privacy, hideNoticesWhenLocked: false } }
    ])
  })

  it('say why main refused', async () => {
    const { user, bridge } = await show()
    bridge.refuse('settings:change', { code: 'storage', step: 'settings', detail: 'read-only file system' })
    await user.click(screen.getByRole('switch'))
    expect((await screen.findByRole('alert')).textContent).toContain('read-only file system')
  })
})

describe('deleting the history', () => {
  const ask = async (opened: Awaited<ReturnType<typeof show>>) => {
    await opened.user.click(screen.getByRole('button', { name: 'Delete history now…' }))
    return screen.findByRole('dialog', { name: 'Delete the history?' })
  }

  it('names what goes with counts before it asks, and what went after', async () => {
    const opened = await show()
    const dialog = await ask(opened)
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
    ).toEqual([
      ...['3 alerts that are over', '1 line about what was told', '20 results of target tests'],
      ...['4 earlier versions of rules', 'the whole log']
    ])
    expect(opened.bridge.askedOf('history:delete')).toEqual([])
    await opened.user.click(within(dialog).getByRole('button', { name: 'Delete for good' }))
    expect(opened.bridge.askedOf('history:delete')).toHaveLength(1)
    expect(await screen.findByText(/^Deleted: 3 alerts that are over/)).toBeTruthy()
  })

  it('does nothing when it is cancelled, by button or key', async () => {
    const opened = await show()
    await opened.user.click(within(await ask(opened)).getByRole('button', { name: 'Cancel' }))
    await ask(opened)
    await opened.user.keyboard('{Escape}')
    expect(opened.bridge.askedOf('history:delete')).toEqual([])
  })

  it('says why it did not work and can be tried again', async () => {
    const opened = await show((bridge) => {
      bridge.refuse('history:delete', { code: 'storage', step: 'journal', detail: 'disk full' })
    })
    const dialog = await ask(opened)
    await opened.user.click(within(dialog).getByRole('button', { name: 'Delete for good' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('disk full')
    expect(within(dialog).getByRole('button', { name: 'Delete for good' })).toBeTruthy()
  })
})

describe('the log', () => {
  const lines = [
    { atMs: NOON_MS - 60_000, level: 'info' as const, scope: '', message: 'feed live', fields: '' },
    { atMs: NOON_MS, level: 'error' as const, scope: 'avaya', message: 'refused', fields: '{"code":"x"}' }
  ]
  const answering = (bridge: FakeBridge): void => {
    bridge.answer('log:read', async ({ text }) => ({
      ok: true,
      value: { folder: '/data/logs', lines: lines.filter(({ message }) => message.includes(text)), failure: null }
    }))
  }

  it('shows its newest lines first, with their importance in words too', async () => {
    await show(answering)
    const table = within(await screen.findByRole('region', { name: 'Lines of the log' }))
    expect(table.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
      'timeline',
      expect.stringMatching(/error.*avaya refused \{"code":"x"\}/),
      expect.stringMatching(/info.*feed live/)
    ])
  })

  it('leaves nothing of what was read or searched for in the page when agents are hidden', async () => {
    const { user, bridge, change } = await show(answering)
    await user.type(screen.getByRole('textbox', { name: 'Containing' }), 'feed')
    expect(await screen.findByText(/feed live/)).toBeTruthy()
    bridge.answer('log:read', async () => ({ ok: true, value: { folder: '/data/logs', lines: [], failure: null } }))
    const { settings } = bridge.state
    change({ settings: { ...settings, privacy: { ...settings.privacy, agentNames: 'pseudonyms' } } })
    expect(screen.queryByText(/feed live/)).toBeNull()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Containing' }).value).toBe('')
    expect(bridge.askedOf('log:read').at(-1)).toEqual({ level: 'info', text: '' })
  })

  it('is filtered by main, by level and text', async () => {
    const { user, bridge } = await show(answering)
    await user.click(screen.getByRole('combobox', { name: 'At least' }))
    await user.click(await screen.findByRole('option', { name: 'warnings' }))
    await user.type(screen.getByRole('textbox', { name: 'Containing' }), 'zz')
    expect(bridge.askedOf('log:read').at(-1)).toEqual({ level: 'warn', text: 'zz' })
    expect(await screen.findByText('No line like this')).toBeTruthy()
  })

  it('says where its files are, and main copies the path', async () => {
    const { user, bridge } = await show(answering)
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Folder of the log files' }).value).toBe('/data/logs')
    await user.click(screen.getByRole('button', { name: 'Copy path' }))
    expect(bridge.askedOf('log:copyFolder')).toHaveLength(1)
    expect(await screen.findByText('Copied')).toBeTruthy()
  })

  it('says that nothing is written to it, why, and what to do; older lines are shown all the same', async () => {
    await show((bridge) => {
      bridge.answer('log:read', async () => ({ ok: true, value: { folder: '/data/logs', lines, failure: 'EROFS' } }))
    })
    const title = await screen.findByText('Nothing is written to the log in this run (EROFS)')
    expect(title.parentElement?.textContent).toContain('give this user the right to write in this folder')
    expect(screen.getByText('feed live')).toBeTruthy()
  })

  it('without any line and not written, does not send the user to look for lines', async () => {
    await show((bridge) => {
      bridge.answer('log:read', async () => ({
        ok: true,
        value: { folder: '/data/logs', lines: [], failure: 'EACCES' }
      }))
    })
    expect(await screen.findByText('Nothing is written to the log in this run (EACCES)')).toBeTruthy()
    expect(screen.queryByText('No line like this')).toBeNull()
  })

  it('says why it can not be read', async () => {
    const { user, bridge } = await show()
    bridge.refuse('log:read', { code: 'protocol', step: 'ask', detail: 'internal error' })
    await user.click(screen.getByRole('button', { name: 'Read again' }))
    expect((await screen.findByRole('alert')).textContent).toContain('internal error')
  })
})
