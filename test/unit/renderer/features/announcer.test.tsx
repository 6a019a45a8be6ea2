import { openWindow } from '../../../fakes/open-window.tsx'
import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Announcer } from '../../../../src/renderer/features/shell/announcer.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, anAlert } from '../../../fakes/a-floor.ts'

const alert = (name: string, severity: 'warning' | 'critical' = 'warning') =>
  anAlert({ id: name, keyName: name, value: 9, severity })

async function opened() {
  const window = await openWindow(
    <WhenLoaded>
      <Announcer />
    </WhenLoaded>,
    { state: aFloor({ alerts: [alert('Sales')] }) }
  )
  return { ...window, said: () => screen.getByRole('status').textContent }
}

describe('the voice for new alerts', () => {
  it('says a new one at once, and none of those at the start', async () => {
    const { change, said } = await opened()
    expect(said()).toBe('')
    change({ alerts: [alert('Sales'), alert('Support')] })
    expect(said()).toBe('New alert, warning: Support: 9 waiting')
  })

  it('says what comes within ten seconds together, the worst by name', async () => {
    const { change, said, pass } = await opened()
    const first = [alert('Sales'), alert('Support')]
    change({ alerts: first })
    change({ alerts: [...first, alert('Chat')] })
    change({ alerts: [alert('Billing', 'critical'), ...first, alert('Chat'), alert('E-mail')] })
    pass(9_999)
    expect(said()).toBe('New alert, warning: Support: 9 waiting')
    pass(1)
    expect(said()).toBe('New alert, critical: Billing: 9 waiting, and 2 more new alerts')
  })

  it('leaves nothing of what it said in the page when agents are hidden', async () => {
    const { change, said, bridge } = await opened()
    change({ alerts: [alert('Sales'), alert('Maria')] })
    expect(said()).toContain('Maria')
    const { settings } = bridge.state
    change({ settings: { ...settings, privacy: { ...settings.privacy, agentNames: 'pseudonyms' } } })
    expect(said()).toBe('')
  })

  it('does not say what is over before its turn, and then speaks at once again', async () => {
    const { change, said, pass } = await opened()
    change({ alerts: [alert('Sales'), alert('Support')] })
    change({ alerts: [alert('Sales'), alert('Support'), alert('Chat')] })
    change({ alerts: [alert('Sales')] })
    pass(10_000)
    expect(said()).toBe('')
    change({ alerts: [alert('Sales'), alert('Returns')] })
    expect(said()).toBe('New alert, warning: Returns: 9 waiting')
  })
})
