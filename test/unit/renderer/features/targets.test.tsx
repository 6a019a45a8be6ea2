import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { TargetsCard } from '../../../../src/renderer/features/targets/targets-card.tsx'
import { TargetsView } from '../../../../src/renderer/features/targets/targets-view.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aConnection, aFloor, aTarget, NOON_MS } from '../../../fakes/a-floor.ts'
import { drawn } from '../../../fakes/window-dom.ts'

const show = (targets = [aTarget()], over: Partial<ReturnType<typeof aFloor>> = {}) =>
  openWindow(
    <WhenLoaded>
      <TargetsView focusId={undefined} />
    </WhenLoaded>,
    { state: aFloor({ targets, ...over }) }
  )

describe('a target', () => {
  it.each([
    [aTarget(), '248 / 400', 'running'],
    [aTarget({ bound: 'UPPER', threshold: 50, value: 44 }), '44 < 50', 'running'],
    [aTarget({ bound: 'UPPER', threshold: 50, value: 50, state: 'exceeded' }), '50 ≥ 50', 'exceeded'],
    [aTarget({ value: 420, state: 'reached' }), '420 / 400', 'reached'],
    [aTarget({ value: null, state: 'noValue' }), '– / 400', 'nothing counted yet']
  ])('shows value against threshold and the state in a word', async (target, value, word) => {
    await show([target])
    const article = screen.getByRole('article', { name: target.name })
    expect(article.textContent).toContain(value)
    expect(article.textContent).toContain(word)
  })

  it('gives no verdict where the periods differ, shows both, and says why', async () => {
    await show([aTarget({ state: 'noVerdict', reportingPeriod: 'P1M', value: 31 })])
    const article = screen.getByRole('article')
    expect(article.textContent).toContain('reported per month, tested per day')
    expect(article.textContent).toContain('31no verdict')
    expect(article.textContent).not.toContain('31 /')
    expect(article.textContent).toContain('The two cannot be compared, so there is no verdict.')
  })

  it.each([
    [
      '2026-03-02T00:00:00.000+02:00/2026-03-03T00:00:00.000+02:00',
      'counted from Mon, Mar 2, 00:00 to Tue, Mar 3, 00:00 (clock of the service)'
    ],
    [
      '2026-03-01T18:30:00-05:30/2026-03-02T00:00:00Z',
      'from Sun, Mar 1, 18:30 to Mon, Mar 2, 00:00 (clock of the service)'
    ],
    ['last week', 'time span last week'],
    ['2026-03-02/P1D', 'time span 2026-03-02/P1D']
  ])('says in words what %s was counted over', async (timespan, words) => {
    await show([aTarget({ timespan })])
    expect(screen.getByRole('article').textContent).toContain(words)
  })

  it('counts down to the next test', async () => {
    const { pass } = await show()
    const article = screen.getByRole('article')
    expect(article.textContent).toContain('next test in 12:00')
    pass(60_000)
    expect(article.textContent).toContain('next test in 11:00')
    expect(article.textContent).toContain('tested 4\u00a0min ago')
    pass(660_000)
    expect(article.textContent).toContain('next test is due')
  })

  it('is tested on demand and shows that it runs', async () => {
    const { user, bridge, change } = await show()
    await user.click(screen.getByRole('button', { name: 'Test Chats handled today now' }))
    expect(bridge.askedOf('target:test')).toEqual([{ connectionId: 'c2', targetId: 't1' }])
    change({ targets: [aTarget({ testing: true })] })
    expect(screen.getByText('testing…')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Test/ }).hasAttribute('disabled')).toBe(true)
  })

  it('says in words why a test failed, whoever asked for it', async () => {
    const { user, bridge } = await show()
    bridge.refuse('target:test', {
      code: 'forbidden',
      step: 'targetTest',
      detail: 'scope reports',
      httpStatus: 403
    })
    await user.click(screen.getByRole('button', { name: /^Test/ }))
    const notice = await screen.findByRole('alert')
    expect(notice.textContent).toContain('The credential is valid but lacks the permission for this')
    expect(notice.textContent).toContain('while testing the target · HTTP 403 · Details: scope reports')
    await user.click(within(notice).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('draws its last tests against the threshold', async () => {
    drawn.length = 0
    await show()
    expect(screen.getByRole('img', { name: /last 2 tests from 120 to 248, threshold 400/ })).toBeTruthy()
    await act(() => new Promise((resolve) => setTimeout(resolve, 0)))
    expect(drawn).toContain('stroke')
    expect(drawn.filter((call) => call.startsWith('fillText')).join()).toContain('11:30')
  })

  it('draws nothing of a single test', async () => {
    await show([aTarget({ history: [{ atMs: NOON_MS, value: 1 }] })])
    expect(screen.getByText('The chart starts with the second test.')).toBeTruthy()
  })

  it('takes the focus when it was asked for', async () => {
    await openWindow(
      <WhenLoaded>
        <TargetsView focusId="t1" />
      </WhenLoaded>,
      { state: aFloor() }
    )
    expect(document.activeElement).toBe(screen.getByRole('article', { name: 'Chats handled today' }))
  })
})

describe('a value that is not fresh', () => {
  const MINUTE_MS = 60_000
  const reached = aTarget({ state: 'reached', value: 420 })
  const isOk = (): boolean => document.querySelector('[data-mark="ok"]') !== null

  it('looks ok while tests come as planned', async () => {
    await show([reached])
    expect(isOk()).toBe(true)
    expect(screen.getByRole('article').textContent).not.toContain('not fresh')
  })

  it('stops looking ok by itself when the tests stay away, and says how old it is', async () => {
    const { pass } = await show([reached])
    pass(40 * MINUTE_MS)
    expect(isOk()).toBe(false)
    const article = screen.getByRole('article')
    expect(article.textContent).toContain('reached · not fresh')
    expect(article.textContent).toContain('tested 43\u00a0min ago')
  })

  it('stays what it is for longer where it is tested once in its period', async () => {
    const { settings } = aFloor()
    const { pass } = await show([reached], { settings: { ...settings, targetTestTiming: 'period' } })
    pass(40 * MINUTE_MS)
    expect(isOk()).toBe(true)
    pass(48 * 60 * MINUTE_MS)
    expect(isOk()).toBe(false)
  })

  it('does not look ok while its connection is not live', async () => {
    const offline = { phase: 'offline' as const, sinceMs: NOON_MS, attempt: 1 }
    const { change } = await show([reached])
    change({ connections: [aConnection({ id: 'c2', system: 'giosg', status: offline })] })
    expect(isOk()).toBe(false)
    expect(screen.getByRole('article').textContent).toContain('not fresh')
  })

  it('does not look ok either in the short list', async () => {
    const state = aFloor({ targets: [reached] })
    const { pass } = await openWindow(
      <WhenLoaded>
        <TargetsCard onShow={() => undefined} />
      </WhenLoaded>,
      { state }
    )
    expect(isOk()).toBe(true)
    pass(40 * MINUTE_MS)
    expect(isOk()).toBe(false)
    expect(screen.getByRole('listitem').textContent).toContain('reached · tested 43\u00a0min ago · per day')
    expect(document.querySelector('[data-tone="ok"]')).toBeNull()
  })
})

describe('the targets', () => {
  it('are grouped by workflow', async () => {
    await show([aTarget(), aTarget({ id: 't2', name: 'Leads', workflowId: 'w2', workflowName: 'Sales' })])
    expect(within(screen.getByRole('region', { name: 'Sales' })).getByRole('article', { name: 'Leads' })).toBeTruthy()
  })

  it('say that they are being read', async () => {
    await show([], { targetsLoaded: false })
    expect(screen.getByText('Reading workflows and targets')).toBeTruthy()
  })

  it('say why they could not be read', async () => {
    const failure = { code: 'badCredential', step: 'workflows', detail: '', httpStatus: 401 }
    const status = { phase: 'failed' as const, sinceMs: NOON_MS, attempt: 1, failure }
    await show([], { targetsLoaded: false, connections: [aConnection({ system: 'giosg', status })] })
    expect(screen.getByRole('alert').textContent).toContain('The credential was refused')
  })

  it('say that there are none', async () => {
    await show([])
    expect(screen.getByText('No business targets')).toBeTruthy()
  })

  it('say that no connection has any', async () => {
    await show([], { connections: [aConnection()] })
    expect(screen.getByText('No connection has business targets')).toBeTruthy()
  })
})
