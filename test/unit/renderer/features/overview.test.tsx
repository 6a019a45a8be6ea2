import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import {
  agentFeed,
  aFloor,
  agentRow,
  anAlert,
  LIVE,
  NOON_MS,
  queueFeed,
  queueRow,
  rows
} from '../../../fakes/a-floor.ts'
import { pinsAfter } from '../../../../src/renderer/features/overview/pins.ts'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'

const show = (state = aFloor(), list = rows) => openWindow(<MainWindow />, { state, rows: list })

const tile = (name: string): string => screen.getByText(name).parentElement?.querySelector('dd')?.textContent ?? ''
const lost = { ...LIVE, phase: 'backoff' as const, sinceMs: NOON_MS - 30_000, attempt: 2 }

function queueNames(): string[] {
  const table = screen.getByRole('table', { name: 'Queues' })
  return within(table)
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent)
}

describe('the overview of a live floor', () => {
  it('shows the headline numbers', async () => {
    await show()
    expect(tile('contacts waiting')).toContain('27')
    expect(tile('agents ready')).toBe('1')
    expect(tile('abandoned of offered')).toBe('2.9%')
    expect(tile('in after-contact work')).toContain('1')
  })

  it('says the severity of a number that an alert is about', async () => {
    await show()
    expect(tile('contacts waiting')).toBe('27critical')
    expect(tile('active contacts')).toBe('39')
  })

  it('lists the queue with an alert first, then the fullest', async () => {
    await show()
    expect(queueNames()).toEqual(['Salesvoice', 'Supportvoice', 'Emailemail'])
    const [first] = within(screen.getByRole('table', { name: 'Queues' })).getAllByRole('rowheader')
    expect(within(first!).getByRole('img', { name: 'critical' })).toBeTruthy()
  })

  it('pins a queue to the tray menu, and takes it out again', async () => {
    const { user, bridge } = await show()
    const toggle = () => screen.getByRole('button', { name: 'Pin Support to the tray menu' })
    expect(toggle().getAttribute('aria-pressed')).toBe('false')
    await user.click(toggle())
    const [asked] = bridge.askedOf('settings:change') as { pinnedQueues: string[] }[]
    expect(asked?.pinnedQueues).toHaveLength(1)
    bridge.push('state:changed', {
      revision: bridge.state.revision + 1,
      settings: { ...bridge.state.settings, ...asked }
    })
    await waitFor(() => expect(toggle().getAttribute('aria-pressed')).toBe('true'))
    await user.click(toggle())
    expect(bridge.askedOf('settings:change').at(-1)).toEqual({ pinnedQueues: [] })
  })

  it('pins no more queues than the menu bears, but those that are gone give way', () => {
    const many = Array.from({ length: 10 }, (_, index) => `gone-${String(index)}`)
    expect(pinsAfter(many, 'new', (id) => !id.startsWith('gone'))).toEqual(['new'])
    expect(pinsAfter(many, 'new', () => true)).toBeUndefined()
    expect(pinsAfter(many, 'gone-3', () => true)).toHaveLength(9)
    expect(pinsAfter(many.slice(1), 'new', () => false)).toHaveLength(10)
  })

  it('sorts by a column that the user chose, largest first', async () => {
    const { user } = await show()
    const head = screen.getByRole('columnheader', { name: 'active' })
    await user.click(within(head).getByRole('button'))
    expect(queueNames()).toEqual(['Supportvoice', 'Salesvoice', 'Emailemail'])
    expect(head.getAttribute('aria-sort')).toBe('descending')
  })

  it('leaves out what no feed lists', async () => {
    const waitingOnly = queueFeed()
    const measures = waitingOnly.measures.filter((measure) => measure.role !== 'abandoned')
    await show(aFloor({ feeds: [{ ...waitingOnly, measures }] }))
    expect(screen.queryByText('abandoned of offered')).toBeNull()
    expect(screen.queryByText('agents ready')).toBeNull()
    expect(screen.queryByRole('columnheader', { name: 'abandoned' })).toBeNull()
    expect(screen.getByText('No feed lists agents')).toBeTruthy()
  })

  it('counts the time in after-contact work up each second', async () => {
    const { pass } = await show()
    const list = screen.getByRole('list', { name: 'Longest in after-contact work' })
    expect(list.textContent).toBe('Maria L.6:04')
    pass(2_000)
    expect(list.textContent).toBe('Maria L.6:06')
  })

  it('counts agents by state without those logged out', async () => {
    await show(aFloor(), [...rows, agentRow('Gone', 'LOGGED_OUT')])
    const legend = screen.getByRole('list', { name: 'Agents by state' })
    expect(legend.textContent).toBe('ready 1on contact 0after-contact work 1not ready 1')
    expect(screen.getByText('3 logged in')).toBeTruthy()
  })

  it('lists every agent on demand', async () => {
    const { user } = await show()
    await user.click(screen.getByText('All agents'))
    const table = screen.getByRole('table', { name: 'All agents' })
    expect(within(table).getByText('Lunch')).toBeTruthy()
    expect(within(table).getAllByRole('rowheader')).toHaveLength(3)
  })

  it('shows the age of the oldest live feed', async () => {
    const { pass } = await show()
    expect(screen.getByRole('list', { name: 'State of the feeds' }).textContent).toBe('live · 2\u00a0s')
    pass(1_000)
    expect(screen.getByRole('list', { name: 'State of the feeds' }).textContent).toBe('live · 3\u00a0s')
  })
})

describe('the overview while a feed is silent', () => {
  it('says which feed and for how long, and never shows its queues as ok', async () => {
    const feeds = [queueFeed({ status: lost, heardAtMs: NOON_MS - 40_000 }), agentFeed()]
    await show(aFloor({ feeds, alerts: [] }))
    expect(screen.getByText('Floor queues: no data for 40 s')).toBeTruthy()
    const table = screen.getByRole('table', { name: 'Queues' })
    expect(within(table).queryByRole('img', { name: 'ok' })).toBeNull()
    expect(within(table).getAllByRole('img', { name: 'no data' })).toHaveLength(3)
    expect(screen.getByText('No open alerts, but not all data is live')).toBeTruthy()
  })

  it('says that a snapshot is being read, and calls nothing of it ok', async () => {
    const reading = { ...LIVE, phase: 'syncing' as const }
    await show(aFloor({ feeds: [queueFeed({ status: reading }), agentFeed()], alerts: [] }))
    expect(screen.getByText('Floor queues: reading the present numbers')).toBeTruthy()
    const table = screen.getByRole('table', { name: 'Queues' })
    expect(within(table).queryByRole('img', { name: 'ok' })).toBeNull()
    expect(within(table).getAllByRole('img', { name: 'no verdict' })).toHaveLength(3)
    expect(within(table).getAllByText('being read')).toHaveLength(3)
  })

  it('says "no data" again when a snapshot stops coming in', async () => {
    const reading = { ...LIVE, phase: 'syncing' as const }
    const { pass } = await show(aFloor({ feeds: [queueFeed({ status: reading }), agentFeed()] }))
    pass(30_000)
    expect(screen.getByText('Floor queues: no data for 31 s')).toBeTruthy()
    const table = screen.getByRole('table', { name: 'Queues' })
    expect(within(table).getAllByRole('img', { name: 'no data' })).toHaveLength(3)
  })

  it('doubts a live feed that main no longer tells about', async () => {
    const { pass } = await show()
    expect(tile('contacts waiting')).toContain('27')
    pass(30_000)
    expect(tile('contacts waiting')).toContain('not live')
    expect(screen.getByText('Floor queues: no data for 31 s')).toBeTruthy()
  })

  it('says nothing of agents whose feed is silent', async () => {
    await show(aFloor({ feeds: [queueFeed(), agentFeed({ status: lost })] }))
    expect(screen.queryByRole('list', { name: 'Longest in after-contact work' })).toBeNull()
    expect(tile('in after-contact work')).toContain('not live')
  })
})

describe('the overview without data', () => {
  it('shows that it loads until both snapshots are there', async () => {
    await openWindow(<MainWindow />, {
      state: aFloor(),
      prepare: (bridge) => bridge.answer('rows:get', () => new Promise(() => undefined))
    })
    expect(screen.getByRole('status', { name: 'Loading the floor' })).toBeTruthy()
    expect(screen.queryByText('contacts waiting')).toBeNull()
  })

  it('says why when main gives no answer, and asks again', async () => {
    const failure = { code: 'storage', step: 'journal', detail: 'disk I/O error' }
    const { bridge, pass } = await openWindow(<MainWindow />, {
      state: aFloor(),
      prepare: (fake) => fake.refuse('state:get', failure)
    })
    expect(screen.getByRole('alert').textContent).toContain('Writing to the disk failed')
    expect(screen.getByRole('alert').textContent).toContain('disk I/O error')
    pass(2_000)
    expect(bridge.askedOf('state:get')).toHaveLength(2)
  })

  it('waits for the first feed while connections are made', async () => {
    await show(aFloor({ feeds: [], alerts: [] }), [])
    expect(screen.getAllByText('Waiting for the first feed')).toHaveLength(2)
  })

  it('says that no queue has reported yet', async () => {
    await show(aFloor(), [])
    expect(screen.getByText('No queue has reported yet')).toBeTruthy()
    expect(screen.getByText('No agent has reported yet')).toBeTruthy()
  })

  it('says so calmly when there are no alerts', async () => {
    await show(aFloor({ alerts: [] }))
    expect(screen.getByText('No open alerts')).toBeTruthy()
  })
})

describe('the mark of the first painted rows', () => {
  const twoFrames = ({ paint }: { readonly paint: () => void }): void => {
    paint()
    paint()
  }

  it('is set when live rows have been painted', async () => {
    const window = await show()
    expect(window.marks).toEqual([])
    twoFrames(window)
    expect(window.marks).toEqual(['floorwatch:first-rows'])
  })

  it('waits for rows that came after the window', async () => {
    const window = await show(aFloor(), [])
    twoFrames(window)
    expect(window.marks).toEqual([])
    window.changeRows([queueRow('Sales', { waiting: 3 })])
    twoFrames(window)
    expect(window.marks).toEqual(['floorwatch:first-rows'])
  })

  it('does not take rows of a silent feed for live ones', async () => {
    const feeds = [queueFeed({ status: lost }), agentFeed({ status: lost })]
    const window = await show(aFloor({ feeds }))
    twoFrames(window)
    expect(window.marks).toEqual([])
    window.change({ feeds: [queueFeed(), agentFeed({ status: lost })] })
    twoFrames(window)
    expect(window.marks).toEqual(['floorwatch:first-rows'])
  })

  it('counts rows of a snapshot that is still coming in: they came over the wire', async () => {
    const reading = { ...LIVE, phase: 'syncing' as const }
    const window = await show(aFloor({ feeds: [queueFeed({ status: reading })] }))
    twoFrames(window)
    expect(window.marks).toEqual(['floorwatch:first-rows'])
  })

  it('is set for a floor that has agents only', async () => {
    const window = await show(aFloor({ feeds: [agentFeed()] }), [agentRow('Jon K.', 'READY')])
    twoFrames(window)
    expect(window.marks).toEqual(['floorwatch:first-rows'])
  })
})

describe('the frame of the main window', () => {
  it('labels the demo centre everywhere', async () => {
    await show(aFloor({ demo: { scenario: 'Monday rush', speed: 10, seed: 1 } }))
    const title = screen.getByText(/Demo centre · Monday rush ×10/)
    expect(title.parentElement?.textContent).toContain('Nothing here is real')
  })

  it('counts what needs somebody in the navigation', async () => {
    await show(aFloor({ alerts: [anAlert(), anAlert({ id: 'e2', acknowledgedAtMs: NOON_MS })] }))
    const alerts = within(screen.getByRole('navigation')).getByRole('button', { name: /Alerts/ })
    expect(alerts.textContent).toContain('1 open alert')
    expect(screen.getByText('1 open · 1 acknowledged')).toBeTruthy()
  })

  it('goes where main asks, also before the first picture', async () => {
    await openWindow(<MainWindow />, {
      state: aFloor(),
      rows,
      prepare: (bridge) =>
        bridge.answer('state:get', async () => {
          bridge.push('view:requested', { view: 'connections' })
          return { ok: true, value: bridge.state }
        })
    })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Connections')
  })

  it('moves the focus to the heading of the view it goes to', async () => {
    const { user } = await show()
    await user.click(within(screen.getByRole('navigation')).getByRole('button', { name: /Targets/ }))
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Targets' }))
  })

  it('says until when all alerts are snoozed, and ends it', async () => {
    const floor = aFloor()
    const { user, bridge } = await show({
      ...floor,
      headline: { ...floor.headline, snoozedUntilMs: NOON_MS + 900_000 }
    })
    expect(screen.getByText('All alerts snoozed until 12:15')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Snooze all' }))
    await user.click(await screen.findByRole('menuitem', { name: 'End snooze' }))
    expect(bridge.askedOf('alert:snooze')).toEqual([{ scope: { kind: 'all' }, minutes: null }])
  })
})
