import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AlertsView } from '../../../../src/renderer/features/alerts/alerts-view.tsx'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { AlertList } from '../../../../src/renderer/features/alerts/alert-list.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, anAlert, NOON_MS, queueFeed, rows } from '../../../fakes/a-floor.ts'
import type { FakeBridge } from '../../../fakes/fake-bridge.ts'

const refusal = { code: 'storage', step: 'journal', detail: 'database is full' }

const show = (
  state = aFloor(),
  { focusId, prepare }: { focusId?: string; prepare?: (bridge: FakeBridge) => void } = {}
) =>
  openWindow(
    <WhenLoaded>
      <AlertsView focusId={focusId} onGo={() => undefined} />
    </WhenLoaded>,
    { state, rows, ...(prepare ? { prepare } : {}) }
  )

const delivery = (state: 'delivered' | 'failed' | 'held', detail: string, possibleRepeat = false) => ({
  id: `d-${state}`,
  episodeId: 'e1',
  reason: 'fired' as const,
  channel: 'native' as const,
  state,
  detail,
  atMs: NOON_MS - 180_000,
  possibleRepeat
})

describe('an open alert', () => {
  it('says what, why, since when, when it clears and when it was told', async () => {
    const { pass } = await show()
    const line = screen.getByRole('listitem')
    expect(line.textContent).toContain('Sales: 12 waiting')
    expect(line.textContent).toContain('over 8 for 3:10 · clears at 5 · told 11:57')
    expect(within(line).getByRole('img', { name: 'critical' })).toBeTruthy()
    pass(5_000)
    expect(line.textContent).toContain('over 8 for 3:15')
  })

  it('counts a running time up by itself', async () => {
    const { pass } = await show(
      aFloor({
        alerts: [
          anAlert({
            ruleId: 'default-after-contact-work',
            keyName: 'Maria L.',
            unit: 'duration',
            sinceMs: NOON_MS - 364_000,
            threshold: 300_000,
            clear: null
          })
        ]
      })
    )
    expect(screen.getByRole('listitem').textContent).toContain('Maria L.: after-contact work 6:04')
    pass(1_000)
    expect(screen.getByRole('listitem').textContent).toContain('Maria L.: after-contact work 6:05')
    expect(screen.getByRole('listitem').textContent).toContain('over 5:00')
  })

  it.each([
    [delivery('failed', 'no notification service'), 'could not be shown as a notification'],
    [delivery('held', 'quiet'), 'held back']
  ])('says when it was not told', async (one, words) => {
    await show(aFloor({ alerts: [anAlert({}, [one])] }))
    expect(screen.getByRole('listitem').textContent).toContain(words)
  })

  it('names the cause of a lost feed and the standing of a target', async () => {
    const lost = anAlert({ id: 'e2', kind: 'feed', keyName: 'Floor', reason: 'tlsUntrusted', unit: 'state' })
    const target = anAlert({ id: 'e3', kind: 'target', keyName: 'Chats', reason: 'exceeded', value: 52, threshold: 50 })
    await show(aFloor({ alerts: [lost, target] }))
    const [first, second] = screen.getAllByRole('listitem')
    expect(first?.textContent).toContain('Floor: no live dataThe certificate of the host is not trusted')
    expect(second?.textContent).toContain('Chats: target exceeded52, threshold 50')
  })

  it('is acknowledged with a note', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('button', { name: 'Acknowledge: Sales: 12 waiting' }))
    await user.type(await screen.findByLabelText('Note'), 'Called two more')
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }))
    expect(bridge.askedOf('alert:acknowledge')).toEqual([{ episodeId: 'e1', note: 'Called two more' }])
  })

  it('is acknowledged for a time', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('button', { name: 'Acknowledge: Sales: 12 waiting' }))
    const holds = await screen.findByRole('combobox', { name: 'Holds' })
    expect(holds).toHaveProperty('value', 'until it ends')
    await user.click(holds)
    await user.click(await screen.findByRole('option', { name: /^for 30\smin$/ }))
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }))
    expect(bridge.askedOf('alert:acknowledge')).toEqual([{ episodeId: 'e1', minutes: 30 }])
  })

  it('keeps the note and says why when main refuses', async () => {
    const { user } = await show(aFloor(), { prepare: (bridge) => bridge.refuse('alert:acknowledge', refusal) })
    await user.click(screen.getByRole('button', { name: 'Acknowledge: Sales: 12 waiting' }))
    await user.type(await screen.findByLabelText('Note'), 'Mine')
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }))
    const notice = await screen.findByRole('alert')
    expect(notice.textContent).toContain('Writing to the disk failed')
    expect(notice.textContent).toContain('database is full')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('Mine')
  })

  it('offers no second acknowledging, and shows who took it on', async () => {
    await show(aFloor({ alerts: [anAlert({ acknowledgedAtMs: NOON_MS - 60_000, note: 'On it' })] }))
    expect(screen.queryByRole('button', { name: /^Acknowledge/ })).toBeNull()
    expect(screen.getByRole('listitem').textContent).toContain('acknowledged 11:59')
    expect(screen.getByRole('listitem').textContent).toContain('On it')
  })

  it.each([
    ['15 min', 15],
    ['1 hour', 60],
    // It is noon.
    ['until tomorrow', 720],
    ['until it ends', 'untilEnd']
  ])('is snoozed for %s', async (item, minutes) => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('button', { name: 'Snooze: Sales: 12 waiting' }))
    await user.click(await screen.findByRole('menuitem', { name: item }))
    expect(bridge.askedOf('alert:snooze')).toEqual([{ scope: { kind: 'episode', episodeId: 'e1' }, minutes }])
  })
})

describe('the explanation of an alert', () => {
  it('opens at once for the alert that was asked for', async () => {
    await show(aFloor({ alerts: [anAlert({}, [delivery('delivered', 'freedesktop', true)])] }), { focusId: 'e1' })
    const drawer = await screen.findByRole('dialog', { name: 'Why this alert' })
    const facts: unknown = Object.fromEntries(
      [...drawer.querySelectorAll('dl > div')].map((one) => [
        one.querySelector('dt')?.textContent,
        one.querySelector('dd')?.textContent
      ])
    )
    expect(facts).toMatchObject({
      'value now': '12',
      'worst value': '14',
      threshold: '8',
      'clears at': '5',
      'in breach since': '11:56',
      'told after': '0:10 of breach',
      rule: 'Contacts waiting, version 1',
      data: 'live, 1\u00a0s old'
    })
    expect(drawer.textContent).toContain('began · told · freedesktop · may have been shown twice around a restart')
  })

  it('says how old the data is that it is judged by', async () => {
    const status = { phase: 'backoff' as const, sinceMs: NOON_MS, attempt: 1 }
    await show(aFloor({ feeds: [queueFeed({ status, heardAtMs: NOON_MS - 40_000 })] }), { focusId: 'e1' })
    expect((await screen.findByRole('dialog')).textContent).toContain('no data for 40\u00a0s')
  })

  it('says that the rule is another one now', async () => {
    const floor = aFloor()
    await show({ ...floor, rules: floor.rules.map((rule) => ({ ...rule, version: 3 })) }, { focusId: 'e1' })
    expect((await screen.findByRole('dialog')).textContent).toContain('the rule is at version 3 now')
  })

  it('says so when the alert is no longer kept', async () => {
    await show(aFloor({ alerts: [] }), { focusId: 'gone' })
    expect((await screen.findByRole('dialog')).textContent).toContain('This alert is no longer kept here.')
  })
})

describe('the history', () => {
  it('lists what is over with its length and worst value', async () => {
    const over = anAlert({ id: 'h1', state: 'closed', closedAtMs: NOON_MS - 100_000, keyName: 'Returns' })
    const { user } = await show(aFloor({ alerts: [over] }))
    await user.click(screen.getByRole('tab', { name: 'History' }))
    const row = screen.getByRole('row', { name: /Returns/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
    ).toEqual(['11:56', '1:30', '14'])
  })

  it.each([
    ['rowGone', 'the queue or agent is no longer listed'],
    ['ruleGone', 'the rule is off or removed'],
    ['ruleChanged', 'the rule no longer covers it'],
    ['connectionRemoved', 'the connection was removed']
  ])('says why an alert ended without the all-clear, there and in its explanation: %s', async (reason, words) => {
    const over = anAlert({ id: 'h1', state: 'closed', closedAtMs: NOON_MS - 100_000, keyName: 'Returns', reason })
    const { user } = await show(aFloor({ alerts: [over] }))
    await user.click(screen.getByRole('tab', { name: 'History' }))
    expect(screen.getByRole('rowheader', { name: /Returns/ }).textContent).toContain(words)
    await user.click(screen.getByRole('button', { name: /^Show details: Returns/ }))
    expect((await screen.findByRole('dialog')).textContent).toContain(`ended because${words}`)
  })

  it("does not take a lost feed's cause for why it ended", async () => {
    const over = { state: 'closed', closedAtMs: NOON_MS, kind: 'feed', unit: 'state', keyName: 'Floor' } as const
    const { user } = await show(aFloor({ alerts: [anAlert({ ...over, id: 'h1', reason: 'rowGone' })] }))
    await user.click(screen.getByRole('tab', { name: 'History' }))
    await user.click(screen.getByRole('button', { name: /^Show details: Floor/ }))
    expect((await screen.findByRole('dialog')).textContent).not.toContain('ended because')
  })

  it('draws only what is seen of a long one', async () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      anAlert({ id: `h${index}`, state: 'closed', closedAtMs: NOON_MS })
    )
    const { user } = await show(aFloor({ alerts: many }))
    await user.click(screen.getByRole('tab', { name: 'History' }))
    const drawn = screen.getAllByRole('rowheader').length
    expect(drawn).toBeGreaterThan(5)
    expect(drawn).toBeLessThan(60)
  })

  it('says when nothing is over yet', async () => {
    const { user } = await show()
    await user.click(screen.getByRole('tab', { name: 'History' }))
    expect(screen.getByText('No alert has ended yet')).toBeTruthy()
  })
})

describe('a note that is being typed', () => {
  const typing = async () => {
    const shown = await openWindow(<MainWindow />, { state: aFloor(), rows })
    await shown.user.keyboard('{Control>}4{/Control}')
    await shown.user.click(screen.getByRole('button', { name: 'Acknowledge: Sales: 12 waiting' }))
    await shown.user.type(await screen.findByLabelText('Note'), 'Called two')
    return shown
  }
  const kept = (): HTMLTextAreaElement => screen.getByLabelText<HTMLTextAreaElement>('Note')

  it.each([
    // One that is over is called by its worst value.
    ['ends', [], /The alert ended before the note was saved/, 'Sales: 14 waiting'],
    [
      'is acknowledged elsewhere',
      [anAlert({ acknowledgedAtMs: NOON_MS })],
      /acknowledged elsewhere/,
      'Sales: 12 waiting'
    ]
  ])('stays, and says why, when its alert %s, until it is closed', async (_what, alerts, why, title) => {
    const { user, change } = await typing()
    change({ alerts, history: [anAlert({ state: 'closed', closedAtMs: NOON_MS })] })
    expect(screen.getByText(why)).toBeTruthy()
    expect(kept().value).toBe('Called two')
    expect(document.activeElement).toBe(kept())
    await user.keyboard('{Control>}1{/Control}')
    await user.keyboard('{Control>}4{/Control}')
    expect(kept().value).toBe('Called two')
    await user.click(screen.getByRole('button', { name: `Close the note: ${title}` }))
    expect(screen.queryByLabelText('Note')).toBeNull()
  })

  it('calls its agent as agents are called by now', async () => {
    const { change } = await typing()
    const called = anAlert({ state: 'closed', closedAtMs: NOON_MS, keyName: 'Agent Fox' })
    change({ alerts: [], history: [called] })
    expect(screen.getByRole('button', { name: /^Close the note: Agent Fox/ })).toBeTruthy()
    expect(document.querySelector('main')?.textContent).not.toContain('Note not saved: Sales')
  })

  it('is not kept once it was saved', async () => {
    const { user, change } = await typing()
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }))
    change({ alerts: [anAlert({ acknowledgedAtMs: NOON_MS, note: 'Called two' })] })
    expect(screen.queryByText(/before the note was saved/)).toBeNull()
  })
})

describe('the focus after an alert was acknowledged', () => {
  const name = (): HTMLElement => screen.getByRole('button', { name: /^Show details: Sales/ })
  const answered = { alerts: [anAlert({ acknowledgedAtMs: NOON_MS })] }

  it('is on the name of the alert, with a note', async () => {
    const { user, change } = await show()
    await user.click(screen.getByRole('button', { name: 'Acknowledge: Sales: 12 waiting' }))
    await user.type(await screen.findByLabelText('Note'), 'Mine')
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }))
    change(answered)
    await waitFor(() => expect(document.activeElement).toBe(name()))
  })

  it.each(['short', 'ack'] as const)('is on the name of the alert in a list with %s actions', async (actions) => {
    const { user } = await openWindow(
      <WhenLoaded>
        <AlertList alerts={[anAlert()]} actions={actions} onShow={() => undefined} />
      </WhenLoaded>,
      { state: aFloor(), rows }
    )
    await user.click(screen.getByRole('button', { name: 'Acknowledge: Sales: 12 waiting' }))
    await waitFor(() => expect(document.activeElement).toBe(name()))
  })
})
