import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { SkipReason } from '../../../../src/adapters/avaya/frame.ts'
import { diagnosticsWindow } from '../../../../src/core/text/window-diagnostics.ts'
import { ConnectionsView } from '../../../../src/renderer/features/connections/connections-view.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aDiagnosis } from '../../../fakes/a-diagnosis.ts'
import { aConnection, aFloor, NOON_MS } from '../../../fakes/a-floor.ts'
import { settle } from '../../../fakes/settle.ts'

const show = async (over: Parameters<typeof aFloor>[0] = {}) =>
  openWindow(
    <WhenLoaded>
      <ConnectionsView focusId={undefined} />
    </WhenLoaded>,
    { state: aFloor(over) }
  )

type Shown = Awaited<ReturnType<typeof show>>

async function openDiagnostics({ user }: Shown): Promise<HTMLElement> {
  await user.click(screen.getByRole('button', { name: 'Diagnostics of Floor' }))
  return screen.findByRole('dialog', { name: 'Diagnostics of Floor' })
}

const second = async ({ pass }: Shown): Promise<void> => {
  await act(async () => {
    pass(1_000)
    await settle()
  })
}

/** What stands beside a name. */
const factOf = (place: HTMLElement, name: string): string =>
  within(place).getByText(name, { selector: 'dt' }).nextElementSibling?.textContent ?? ''

describe('the diagnostics of a connection', () => {
  it('show state, traffic, subscription, ping and the last picture of each feed', async () => {
    const dialog = await openDiagnostics(await show())
    const feed = await within(dialog).findByRole('region', { name: 'Queue_itd_1.0.0' })
    expect(factOf(feed, 'State')).toBe('live 1:00:00')
    expect(factOf(feed, 'Last message')).toMatch(/^2\s?s ago$/)
    expect(factOf(feed, 'Received since the start')).toBe('18,240 messages · 7,340,032 bytes')
    expect(factOf(feed, 'Subscription')).toBe('6f1c2d5e-8a4b-4c1d-9e2f-0b7a3c5d9e11')
    expect(factOf(feed, 'Ends')).toContain('in 10:00')
    expect(factOf(feed, 'Renewed')).toContain('in 4:00')
    expect(factOf(feed, 'Answer to a ping')).toBe('41 ms · median 38 ms · 120 answered')
    expect(factOf(feed, 'What it changed')).toBe('1 began · 7 changed · 0 ended · 2 no longer there')
    expect(within(feed).queryByRole('list')).toBeNull()
  })

  it('name measures whose values were left out', async () => {
    const shown = await show()
    const unlisted = { values: 36_480, measures: ['callbacks', 'predictedWait'] }
    shown.bridge.answer('connection:diagnostics', async () => ({
      ok: true,
      value: aDiagnosis({}, { producerId: 'B', unlisted })
    }))
    const dialog = await openDiagnostics(shown)
    const [none, some] = await within(dialog).findAllByRole('region')
    expect(none && factOf(none, 'Measures not described')).toBe('none')
    expect(some && factOf(some, 'Measures not described')).toBe('36,480 values left out: callbacks, predictedWait')
  })

  it('ask main each second while they are open, and never otherwise', async () => {
    const shown = await show()
    const { bridge, user } = shown
    await second(shown)
    expect(bridge.askedOf('connection:diagnostics')).toEqual([])
    await openDiagnostics(shown)
    await second(shown)
    await second(shown)
    expect(bridge.askedOf('connection:diagnostics')).toEqual(Array(3).fill({ connectionId: 'c1' }))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await second(shown)
    expect(bridge.askedOf('connection:diagnostics')).toHaveLength(3)
    // The focus goes back a moment after the dialog is gone.
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Diagnostics of Floor'))
  })

  it('wait for a slow answer rather than asking again', async () => {
    const shown = await show()
    shown.bridge.answer('connection:diagnostics', () => new Promise(() => undefined))
    const dialog = await openDiagnostics(shown)
    await second(shown)
    await second(shown)
    expect(shown.bridge.askedOf('connection:diagnostics')).toHaveLength(1)
    expect(dialog.textContent).toContain('Reading the numbers')
  })

  it('count down to the next try and name the cause', async () => {
    const shown = await show()
    const failure = { code: 'heartbeatLost', step: 'heartbeat', detail: 'their words' }
    const status = {
      phase: 'backoff' as const,
      sinceMs: NOON_MS - 5_000,
      attempt: 3,
      failure,
      retryAtMs: NOON_MS + 8_000
    }
    shown.bridge.answer('connection:diagnostics', async () => ({ ok: true, value: aDiagnosis({ status }) }))
    const dialog = await openDiagnostics(shown)
    const feed = await within(dialog).findByRole('region', { name: 'Queue_itd_1.0.0' })
    expect(factOf(feed, 'Cause')).toContain('The connection went silent (while checking')
    expect(factOf(feed, 'Next try')).toContain('in 0:08')
    await second(shown)
    expect(factOf(feed, 'Next try')).toContain('in 0:07')
    for (let left = 7; left > 0; left--) await second(shown)
    expect(factOf(feed, 'Next try')).toBe('due now')
  })

  it('list unusable messages by reason, with samples as text, and know reasons of a newer main by code', async () => {
    const shown = await show()
    const value = aDiagnosis({
      skipped: [
        { reason: 'notJson', count: 1_204 },
        { reason: 'newReason', count: 2 }
      ],
      samples: [
        { atMs: NOON_MS - 3_000, reason: 'notJson', text: '<b onclick=x>{"half' },
        { atMs: NOON_MS - 4_000, reason: 'keys', text: null }
      ]
    })
    shown.bridge.answer('connection:diagnostics', async () => ({ ok: true, value }))
    const dialog = await openDiagnostics(shown)
    const feed = await within(dialog).findByRole('region', { name: 'Queue_itd_1.0.0' })
    expect(factOf(feed, 'Unusable messages')).toBe('1,204 × not JSON · 2 × newReason')
    const samples = within(feed).getByRole('list', { name: 'Newest messages of Queue_itd_1.0.0 that were not used' })
    expect(within(samples).getByText('<b onclick=x>{"half').tagName).toBe('CODE')
    expect(within(samples).getByText('(hidden while agents are called by pseudonyms)').tagName).toBe('SPAN')
  })

  it('keep the last numbers and say why there are no newer ones', async () => {
    const shown = await show()
    const dialog = await openDiagnostics(shown)
    await within(dialog).findByRole('region', { name: 'Queue_itd_1.0.0' })
    shown.bridge.refuse('connection:diagnostics', { code: 'notFound', step: 'ask', detail: '' })
    await second(shown)
    expect(within(dialog).getByRole('alert').textContent).toContain('The service does not know what was asked for')
    expect(within(dialog).getByRole('region', { name: 'Queue_itd_1.0.0' })).toBeTruthy()
  })

  it('are copied for support by main, and say so aloud; the numbers themselves are not read aloud', async () => {
    const shown = await show()
    const dialog = await openDiagnostics(shown)
    await shown.user.click(within(dialog).getByRole('button', { name: 'Copy for support' }))
    expect(shown.bridge.askedOf('connection:copyDiagnostics')).toEqual([{ connectionId: 'c1' }])
    expect(within(dialog).getByRole('status').textContent).toContain('Copied')
    const feed = await within(dialog).findByRole('region', { name: 'Queue_itd_1.0.0' })
    expect(feed.closest('[aria-live], [role=status], [role=alert], [role=log]')).toBeNull()
    expect(feed.querySelector('[aria-live], [role=status], [role=alert], [role=log]')).toBeNull()
  })

  it('are there for the demo centre, too, and for no system without feeds', async () => {
    await show({
      connections: [aConnection({ demo: true }), aConnection({ id: 'c2', name: 'Chat', system: 'giosg' })]
    })
    expect(screen.getAllByRole('button', { name: /^Diagnostics of/ })).toHaveLength(1)
  })
})

it('every reason for which a message is left out has its words', () => {
  const words: Record<SkipReason | 'beforeAuthentication', string> = diagnosticsWindow.diagnostics.reason
  expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length)
})
