import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { VaultView } from '../../../../src/contract/views.ts'
import { ProxyLoginsCard } from '../../../../src/renderer/features/connections/proxy-logins-card.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, aVault } from '../../../fakes/a-floor.ts'

const PROXY = 'proxy.corp:3128'
const OTHER = '[fd00::1]:8080'

async function show(proxyLogins: VaultView['proxyLogins']) {
  const opened = await openWindow(
    <WhenLoaded>
      <ProxyLoginsCard />
    </WhenLoaded>,
    { state: { ...aFloor(), vault: aVault({ proxyLogins }) } }
  )
  return { ...opened, card: screen.getByRole('region', { name: 'Proxy logins' }) }
}

const stored = (proxy: string) => ({ proxy, kept: 'stored', storedBy: '' }) as const

describe('the logins of proxies', () => {
  it('are none at first, and the card says when one is asked for', async () => {
    const { card } = await show([])
    expect(card.textContent).toContain('When a proxy wants one, its connection asks for it.')
    expect(within(card).queryByRole('button')).toBeNull()
  })

  it.each([
    [stored(PROXY), 'login stored'],
    [{ ...stored(PROXY), kept: 'session' }, 'in memory, forgotten at quit'],
    [{ ...stored(PROXY), kept: 'superseded', storedBy: 'kwallet5' }, 'an older login is stored and not used'],
    [{ ...stored(PROXY), kept: 'unreadable', storedBy: 'kwallet5' }, 'was stored by KWallet 5 and cannot be read']
  ] as const)('are listed by the name of the proxy, and how each is kept: %o', async (login, words) => {
    const { card } = await show([login])
    expect(within(card).getByRole('listitem').textContent).toContain(PROXY)
    expect(card.textContent).toContain(words)
  })

  it('are deleted one by one, after a question, and the focus stays near', async () => {
    const { user, bridge, card } = await show([stored(OTHER), stored(PROXY)])
    await user.click(within(card).getByRole('button', { name: `Delete the login for ${PROXY}` }))
    const dialog = await screen.findByRole('dialog', { name: `Delete the login for ${PROXY}?` })
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    expect(bridge.askedOf('proxy:forget')).toEqual([])
    await user.click(within(card).getByRole('button', { name: `Delete the login for ${PROXY}` }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }))
    expect(bridge.askedOf('proxy:forget')).toEqual([{ host: PROXY }])
    await waitFor(() => expect(card.contains(document.activeElement)).toBe(true))
  })

  it('stay listed when they could not be deleted, with the reason', async () => {
    const { user, bridge, card } = await show([stored(PROXY)])
    bridge.refuse('proxy:forget', { code: 'storage', step: 'secret', detail: 'ENOSPC' })
    await user.click(within(card).getByRole('button', { name: /^Delete/ }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('ENOSPC')
  })
})
