import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ConnectionsView } from '../../../../src/renderer/features/connections/connections-view.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor } from '../../../fakes/a-floor.ts'

const LABEL = 'File of certificate authorities (PEM)'
const floor = aFloor()

const show = (caFile?: string) =>
  openWindow(
    <WhenLoaded>
      <ConnectionsView focusId={undefined} />
    </WhenLoaded>,
    { state: aFloor({ settings: { ...floor.settings, ...(caFile === undefined ? {} : { caFile }) } }) }
  )
const form = () => within(screen.getByRole('form', { name: LABEL }))
const field = () => form().getByRole<HTMLInputElement>('textbox', { name: LABEL })
const button = () => form().getByRole<HTMLButtonElement>('button', { name: 'Use this file' })

describe('the file of certificate authorities', () => {
  it('is sent when it is another one than main has', async () => {
    const { user, bridge } = await show()
    expect(button().disabled).toBe(true)
    await user.type(field(), ' /etc/company/ca.pem ')
    await user.click(button())
    expect(bridge.askedOf('settings:change')).toEqual([{ caFile: '/etc/company/ca.pem' }])
  })

  it('is taken back by an empty field', async () => {
    const { user, bridge } = await show('/etc/company/ca.pem')
    expect(field().value).toBe('/etc/company/ca.pem')
    await user.clear(field())
    await user.keyboard('{Enter}')
    expect(bridge.askedOf('settings:change')).toEqual([{ caFile: null }])
  })

  it('that main can not use stays in the field, with the reason', async () => {
    const { user, bridge } = await show()
    bridge.refuse('settings:change', { code: 'rejected', step: 'settings', detail: 'caFile: it is not a file' })
    await user.type(field(), '/etc')
    await user.click(button())
    expect((await form().findByRole('alert')).textContent).toContain('it is not a file')
    expect(field().value).toBe('/etc')
  })
})
