import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { VaultView } from '../../../../src/contract/views.ts'
import { connectionFormWindow } from '../../../../src/core/text/window-connection-form.ts'
import { ConnectionsView } from '../../../../src/renderer/features/connections/connections-view.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aConnection, aFloor } from '../../../fakes/a-floor.ts'

const PROXY = 'proxy.example:3128'
const floor = aFloor()

const show = (vault: Partial<VaultView> = {}) =>
  openWindow(
    <WhenLoaded>
      <ConnectionsView focusId={undefined} />
    </WhenLoaded>,
    { state: aFloor({ connections: [aConnection()], vault: { ...floor.vault, ...vault } }) }
  )
type Shown = Awaited<ReturnType<typeof show>>

/** The test asked for last ends at the proxy. */
function endAtProxy({ bridge }: Shown, code: string): void {
  const { testId } = bridge.askedOf('connection:test').at(-1) as { readonly testId: string }
  const failure = { code, step: 'connect', detail: '', proxy: PROXY }
  const step = { id: 'proxy', step: 'proxy' as const, subject: '', state: 'failed' as const, notes: [], failure }
  act(() => bridge.push('connection:tested', { testId, over: true, steps: [step] }))
}

const login = () => within(screen.getByRole('form', { name: `Sign in to the proxy ${PROXY}` }))
async function signIn({ user }: Shown): Promise<void> {
  await user.type(login().getByLabelText(/User name/), 'maria')
  await user.type(login().getByLabelText(/Password/), 'word{Enter}')
}

describe('a test that ends at the login of a proxy', () => {
  it.each(['proxyLogin', 'proxyLoginRefused'])('%s: begins anew after the login, with the focus near', async (code) => {
    const window = await show()
    await window.user.click(screen.getByRole('button', { name: 'Test Floor' }))
    endAtProxy(window, code)
    await signIn(window)
    expect(window.bridge.askedOf('connection:test')).toHaveLength(2)
    expect(document.activeElement).toBe(screen.getByRole('article', { name: 'Floor' }))
  })

  it('begins anew in the form of a connection too', async () => {
    const window = await show()
    await window.user.click(screen.getByRole('button', { name: 'Edit Floor' }))
    const form = within(screen.getByRole('form', { name: 'Edit Floor' }))
    await window.user.click(form.getByRole('button', { name: 'Test' }))
    endAtProxy(window, 'proxyLogin')
    await signIn(window)
    expect(window.bridge.askedOf('connection:test')).toHaveLength(2)
    expect(document.activeElement).toBe(form.getByRole('button', { name: 'Test' }))
  })

  it('waits while main could not keep the login', async () => {
    const window = await show()
    await window.user.click(screen.getByRole('button', { name: 'Test Floor' }))
    endAtProxy(window, 'proxyLogin')
    window.bridge.refuse('proxy:login', { code: 'vaultLocked', step: 'secret', detail: '' })
    await signIn(window)
    expect(await login().findByRole('alert')).toBeDefined()
    expect(window.bridge.askedOf('connection:test')).toHaveLength(1)
  })
})

describe('what becomes of credentials that are entered', () => {
  const { secretsKept } = connectionFormWindow.connectionForm
  it.each([
    [{ protection: 'unasked' }, secretsKept.unasked],
    [{ protection: 'os' }, secretsKept.os],
    [{ protection: 'weak' }, secretsKept.weak],
    [{ protection: 'session' }, secretsKept.session],
    [{ protection: 'os', locked: true }, secretsKept.locked],
    [{ protection: 'os', unavailable: true }, secretsKept.unasked]
  ] as const)('is said before they are saved: %j', async (vault, words) => {
    const { user } = await show(vault)
    await user.click(screen.getByRole('button', { name: 'Edit Floor' }))
    expect(screen.getByRole('form', { name: 'Edit Floor' }).textContent).toContain(
      `${words} They are never shown again`
    )
  })
})
