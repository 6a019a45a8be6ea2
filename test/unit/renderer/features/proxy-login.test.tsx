import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ConnectionsView } from '../../../../src/renderer/features/connections/connections-view.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aConnection, aFloor, NOON_MS } from '../../../fakes/a-floor.ts'

const PROXY = 'proxy.corp:3128'

function show(failure: object) {
  const told = { code: 'proxyLogin', step: 'connect', detail: '', ...failure }
  const status = { phase: 'failed' as const, sinceMs: NOON_MS, attempt: 1, failure: told }
  return openWindow(
    <WhenLoaded>
      <ConnectionsView focusId={undefined} />
    </WhenLoaded>,
    { state: aFloor({ connections: [aConnection({ status })] }) }
  )
}

const form = () => within(screen.getByRole('form', { name: `Sign in to the proxy ${PROXY}` }))

describe('a connection whose proxy wants a login', () => {
  it('asks for it by the name of the proxy and sends it once; the password does not stay in the window', async () => {
    const { user, bridge } = await show({ proxy: PROXY })
    await user.type(form().getByLabelText(/User name/), 'CORP\\maria')
    await user.type(form().getByLabelText(/Password/), 'correct horse')
    await user.keyboard('{Enter}')
    expect(bridge.askedOf('proxy:login')).toEqual([{ host: PROXY, username: 'CORP\\maria', password: 'correct horse' }])
    expect(form().getByLabelText<HTMLInputElement>(/Password/).value).toBe('')
    expect(
      form()
        .getByLabelText(/Password/)
        .getAttribute('type')
    ).toBe('password')
  })

  it.each([
    ['', 'word'],
    ['maria', ''],
    ['maria:x', 'word']
  ])('sends nothing while %j and %j is not a login, and says what is missing', async (username, password) => {
    const { user, bridge } = await show({ proxy: PROXY })
    if (username !== '') await user.type(form().getByLabelText(/User name/), username)
    if (password !== '') await user.type(form().getByLabelText(/Password/), password)
    await user.click(form().getByRole('button', { name: 'Sign in' }))
    expect(bridge.askedOf('proxy:login')).toEqual([])
    expect(form().getByRole('alert').textContent).toContain('Both are needed')
  })

  it('shows why main could not keep it', async () => {
    const { user, bridge } = await show({ proxy: PROXY })
    bridge.refuse('proxy:login', { code: 'vaultLocked', step: 'secret', detail: '' })
    await user.type(form().getByLabelText(/User name/), 'maria')
    await user.type(form().getByLabelText(/Password/), 'word')
    await user.click(form().getByRole('button', { name: 'Sign in' }))
    expect((await form().findByRole('alert')).textContent).toContain('The keyring of this computer is locked')
  })
})

it.each([
  ['no proxy is named', { proxy: undefined }],
  ['the proxy refuses for another reason', { code: 'proxyRefused', proxy: PROXY }]
])('nothing is asked for when %s', async (_, failure) => {
  await show(failure)
  expect(screen.queryByRole('form', { name: /Sign in/ })).toBeNull()
})
