import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { wordsFi } from '../../../../src/core/text/fi/words.ts'
import { ConnectionsView } from '../../../../src/renderer/features/connections/connections-view.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aConnection, aFloor, NOON_MS, queueFeed } from '../../../fakes/a-floor.ts'

const show = (over: Partial<ReturnType<typeof aFloor>> = {}) =>
  openWindow(
    <WhenLoaded>
      <ConnectionsView focusId={undefined} />
    </WhenLoaded>,
    { state: aFloor(over) }
  )

const failure = { code: 'badAppKey', step: 'token', detail: '(Appkey)', httpStatus: 401 }

describe('a connection', () => {
  it('says system, host, owner, what secrets are stored and its state', async () => {
    await show({ connections: [aConnection({ owner: 'maria@example.test', demo: true })] })
    const article = screen.getByRole('article', { name: 'Floor' })
    expect(article.textContent).toContain('Avaya Analytics demo')
    expect(article.textContent).toContain('cloud.example.test · token of maria@example.test')
    expect(article.textContent).toContain('set: application key, client secret')
    expect(article.textContent).toContain('live 10:00')
    expect(within(article).queryByRole('button', { name: /Retry/ })).toBeNull()
  })

  it('names cause and next step, counts down to the next try, and tries on demand', async () => {
    const status = {
      phase: 'backoff' as const,
      sinceMs: NOON_MS - 5_000,
      attempt: 3,
      failure,
      retryAtMs: NOON_MS + 8_000
    }
    const { user, bridge, pass } = await show({ connections: [aConnection({ status })] })
    const article = screen.getByRole('article', { name: 'Floor' })
    expect(article.textContent).toContain('The application key was refused')
    expect(article.textContent).toContain('Check the application key in the developer portal')
    expect(article.textContent).toContain('while asking for an access token · HTTP 401 · Details: (Appkey)')
    expect(article.textContent).toContain('3 tries')
    expect(article.textContent).toContain('next try in 0:08')
    pass(8_000)
    expect(article.textContent).toContain('trying again')
    await user.click(screen.getByRole('button', { name: 'Retry Floor now' }))
    expect(bridge.askedOf('connection:retry')).toEqual([{ connectionId: 'c1' }])
  })

  it('names a credential that is missing in the language of the window', async () => {
    const none = { code: 'noSecret', step: 'secret', detail: 'appKey' }
    const status = { phase: 'failed' as const, sinceMs: NOON_MS, attempt: 1, failure: none }
    const floor = aFloor()
    const { change } = await show({ connections: [aConnection({ status })] })
    const article = screen.getByRole('article', { name: 'Floor' })
    expect(article.textContent).toContain('Details: application key')
    change({ app: { ...floor.app, locale: 'fi' } })
    await waitFor(() => expect(article.textContent).toContain(`Lisätiedot: ${wordsFi.secret.appKey}`))
  })

  it('shows a code and a step of a newer main in general words', async () => {
    const status = {
      phase: 'failed' as const,
      sinceMs: NOON_MS,
      attempt: 1,
      failure: { ...failure, code: 'x', step: 'y' }
    }
    await show({ connections: [aConnection({ status })] })
    expect(screen.getByRole('article', { name: 'Floor' }).textContent).toContain('Something went wrong')
    expect(screen.getByRole('article', { name: 'Floor' }).textContent).toContain('while talking to the service')
  })

  it('lists its feeds with age, rows and skipped messages', async () => {
    const { pass } = await show({ feeds: [queueFeed({ rowCount: 1200, skippedMessages: 2 })] })
    const cells = (): (string | null)[] =>
      within(screen.getByRole('table', { name: 'Feeds of Floor' }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent.trim())
    expect(cells()).toEqual(['live', '1\u00a0s', '1,200', '2'])
    pass(30_000)
    expect(cells()).toEqual(['no sign of life', '31\u00a0s', '1,200', '2'])
    const card = screen.getByRole('article', { name: 'Floor' })
    expect(card.querySelector('[data-mark="ok"]')).toBeNull()
    expect(card.textContent).not.toMatch(/live \d/)
  })

  it('says what to do when there is none', async () => {
    await show({ connections: [], feeds: [] })
    expect(screen.getByText('No connections')).toBeTruthy()
  })
})

describe('the problems of the application', () => {
  const problem = { id: 'p1', code: 'settingsDamaged', params: { file: '/tmp/set-aside.json' }, sinceMs: NOON_MS }

  it('say what is wrong, what to do, and can be dismissed', async () => {
    const { user, bridge } = await show({ problems: [problem] })
    const card = screen.getByRole('region', { name: 'Problems' })
    expect(card.textContent).toContain('The settings file could not be read')
    expect(card.textContent).toContain('Details: /tmp/set-aside.json')
    await user.click(within(card).getByRole('button', { name: /^Dismiss/ }))
    expect(bridge.askedOf('problem:dismiss')).toEqual([{ id: 'p1' }])
  })

  it('keep the long words of others under details', async () => {
    const raw = 'node: dbus: The name was not provided; electron: not supported here; node: notify-send is missing'
    const notices = { id: 'notifications', code: 'noNotificationServer', params: { raw }, sinceMs: NOON_MS }
    const { user } = await show({ problems: [notices] })
    const card = within(screen.getByRole('region', { name: 'Problems' }))
    expect(card.getByText(/^Nothing on this desktop shows any\./).textContent).toMatch(
      /Install or start a notification/
    )
    expect(card.getByText(/^since/).textContent).not.toContain('dbus')
    const details = card.getByText(raw).closest('details')
    expect(details?.open).toBe(false)
    await user.click(card.getByText('Details'))
    expect(details?.open).toBe(true)
  })

  it('count what cannot be read by kind, in words', async () => {
    const params = { rule: '2', ofTomorrow: '1' }
    await show({ problems: [{ id: 'unread-records', code: 'recordsUnreadable', params, sinceMs: NOON_MS }] })
    const card = screen.getByRole('region', { name: 'Problems' })
    expect(card.textContent).toContain('Details: rules: 2, others: 1')
  })

  it('say how much of the journal’s failing was given up', async () => {
    const params = { detail: 'disk full', lost: '7003' }
    await show({ problems: [{ id: 'journal', code: 'journalUnwritable', params, sinceMs: NOON_MS }] })
    const card = screen.getByRole('region', { name: 'Problems' })
    expect(card.textContent).toContain('Details: disk full, entries given up, since too many waited: 7003')
  })

  it('offer to remove a stored connection that cannot be used, after a question that names what goes', async () => {
    const params = { connection: '', raw: '' }
    const cut = { id: 'unread-connection/c9', code: 'connectionCut', params, sinceMs: NOON_MS, connectionId: 'c9' }
    const { user, bridge } = await show({ connections: [], problems: [problem, cut] })
    const remove = screen.getAllByRole('button', { name: /^Remove/ })
    expect(remove).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Remove a connection without a name' }))
    const dialog = screen.getByRole('dialog')
    for (const text of ['how it is set up', 'all credentials that are stored for it', 'back to the demo centre'])
      expect(dialog.textContent).toContain(text)
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    expect(bridge.askedOf('connection:remove')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Remove a connection without a name' }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }))
    expect(bridge.askedOf('connection:remove')).toEqual([{ connectionId: 'c9' }])
    expect(document.activeElement?.textContent).toContain('Add')
  })

  it('take no room while there are none', async () => {
    await show()
    expect(screen.queryByRole('region', { name: 'Problems' })).toBeNull()
  })
})
