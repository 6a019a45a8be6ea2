import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { floorReader, type FloorScope } from '../../../../src/core/floor/scope.ts'
import { MyFloorView } from '../../../../src/renderer/features/my-floor/my-floor-view.tsx'
import { OverviewView } from '../../../../src/renderer/features/overview/overview-view.tsx'
import { PanelWindow } from '../../../../src/renderer/features/panel/panel-window.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, agentFeed, anAlert, queueFeed, queueRow, rows } from '../../../fakes/a-floor.ts'
import { openWindow } from '../../../fakes/open-window.tsx'

const idOf = (name: string): string => floorReader(queueFeed(), 'queues')?.id(queueRow(name)) ?? ''
const nothing = { connections: [], sites: [], queues: [], teams: [] }
const salesOnly = { ...nothing, queues: [{ id: idOf('Sales'), name: 'Sales' }] }
const goneOnly = { ...nothing, queues: [{ id: idOf('Gone'), name: 'Gone' }] }

function withFloor(floor: Required<ReturnType<typeof aFloor>>['settings']['floor'], over = {}) {
  const state = aFloor()
  return { ...state, ...over, settings: { ...state.settings, ...(floor ? { floor } : {}) } }
}

const Floor = () => (
  <WhenLoaded>
    <MyFloorView />
  </WhenLoaded>
)
const Overview = () => (
  <WhenLoaded>
    <OverviewView onGo={() => undefined} />
  </WhenLoaded>
)

describe('choosing my floor', () => {
  it('offers what is listed, and says of what there is no choice and why', async () => {
    const { user, bridge } = await openWindow(<Floor />, { state: withFloor(undefined), rows })
    expect(screen.getByText(/No connection lists teams/)).toBeTruthy()
    expect(screen.getByText(/No connection lists sites/)).toBeTruthy()
    expect(screen.getByText('Everything that is connected is on your floor.')).toBeTruthy()
    expect(screen.getByRole('status').textContent).toBe('On your floor now: 3 queues, 3 agents')
    await user.click(screen.getByRole('combobox', { name: 'Queues' }))
    await user.click(await screen.findByRole('option', { name: 'Sales' }))
    expect(bridge.askedOf('settings:change')).toEqual([{ floor: salesOnly }])
  })

  it('shows what was chosen, also what is not listed now, and clears it', async () => {
    const both = { ...nothing, queues: [...salesOnly.queues, ...goneOnly.queues] }
    const { user, bridge } = await openWindow(<Floor />, { state: withFloor(both), rows })
    expect(screen.getAllByText('Gone (not listed now)').length).toBeGreaterThan(0)
    expect(screen.getByRole('status').textContent).toBe('On your floor now: 1 queue, 3 agents')
    expect(screen.getByText(/Agents of Floor do not say which queue/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Watch everything' }))
    expect(bridge.askedOf('settings:change')).toEqual([{ floor: nothing }])
  })

  it('shows what main has again once main has the choice: it may be undone', async () => {
    const { user, bridge } = await openWindow(<Floor />, { state: withFloor(salesOnly), rows })
    await user.click(screen.getByRole('button', { name: 'Watch everything' }))
    const { revision } = bridge.state
    const push = (ahead: number, floor: typeof salesOnly) =>
      act(() =>
        bridge.push('state:changed', { revision: revision + ahead, settings: { ...bridge.state.settings, floor } })
      )
    push(1, { ...nothing, queues: [] })
    expect(screen.queryByRole('button', { name: 'Watch everything' })).toBeNull()
    push(2, salesOnly)
    expect(screen.getByRole('button', { name: 'Watch everything' })).toBeTruthy()
  })

  it('goes back to what main has when main refuses', async () => {
    const { user } = await openWindow(<Floor />, {
      state: withFloor(salesOnly),
      rows,
      prepare: (bridge) => bridge.refuse('settings:change', { code: 'storage', step: 'settings', detail: 'disk full' })
    })
    await user.click(screen.getByRole('button', { name: 'Watch everything' }))
    expect(await screen.findByRole('button', { name: 'Watch everything' })).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toContain('disk full')
  })

  it('offers teams where a producer lists them', async () => {
    const feed = agentFeed()
    const measures = [...feed.measures, { name: 'agentTeam', kind: 'text' as const, displayName: 'Team' }]
    const teamed = rows.map((row) =>
      row.feedId === feed.id ? { ...row, values: { ...row.values, agentTeam: 'Blue' } } : row
    )
    const state = { ...withFloor(undefined), feeds: [queueFeed(), { ...feed, measures }] }
    const { user } = await openWindow(<Floor />, { state, rows: teamed })
    await user.click(screen.getByRole('combobox', { name: 'Teams' }))
    expect(await screen.findByRole('option', { name: 'Blue' })).toBeTruthy()
  })
})

describe('views of my floor', () => {
  it('list its rows only, in the overview and in the panel', async () => {
    await openWindow(<Overview />, { state: withFloor(salesOnly), rows })
    const queues = within(screen.getByRole('region', { name: 'Queues' }))
    expect(queues.getAllByText('Sales')).toHaveLength(1)
    expect(queues.queryByText('Support')).toBeNull()
  })

  it('say that nothing of it is listed, with the next step, and never look calm', async () => {
    const headline = { ...aFloor().headline, look: 'stale' as const, nothingOnFloor: true, contactsWaiting: null }
    await openWindow(<PanelWindow />, { state: withFloor(goneOnly, { headline }), rows })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nothing of my floor is listed')
    expect(screen.getByText(/What belongs to your floor is chosen under My floor/)).toBeTruthy()
    expect(screen.queryByText('All calm')).toBeNull()
  })

  it('take a row in that comes by rule', async () => {
    const sites: FloorScope = { ...nothing, sites: [{ id: 'Oulu', name: 'Oulu' }] }
    const feed = queueFeed()
    const measures = [...feed.measures, { name: 'siteName', kind: 'text' as const, displayName: 'Site' }]
    const state = withFloor({ ...nothing, sites: [...sites.sites] }, { feeds: [{ ...feed, measures }, agentFeed()] })
    const of = (name: string, siteName: string) => {
      const row = queueRow(name)
      return { ...row, values: { ...row.values, siteName } }
    }
    const window = await openWindow(<Overview />, {
      state,
      rows: [of('Sales', 'Oulu'), of('Support', 'Turku')]
    })
    const names = () =>
      ['Sales', 'Support', 'New'].filter((name) =>
        within(screen.getByRole('region', { name: 'Queues' })).queryByText(name)
      )
    expect(names()).toEqual(['Sales'])
    window.changeRows([of('New', 'Oulu'), of('Support', 'Oulu'), of('Sales', 'Turku')])
    expect(names()).toEqual(['Support', 'New'])
  })
})

describe('the panel', () => {
  it('shows agents in trouble with a time that runs without a word of main, and the last half hour', async () => {
    const maria = rows.find(({ values }) => values['agentDisplayName'] === 'Maria L.')
    const alerts = [anAlert({ id: 'e9', key: maria?.id ?? '', keyName: 'Maria L.', severity: 'warning' })]
    const trends = [{ rowId: maria?.id ?? '', values: [60_000, null, 120_000] }]
    const window = await openWindow(<PanelWindow />, { state: { ...aFloor({ alerts }), trends }, rows })
    const agents = within(screen.getByRole('region', { name: '1 agent in trouble' }))
    expect(agents.getByRole('img', { name: 'last 30 min: 1:00 to 2:00, last 2:00' })).toBeTruthy()
    expect(agents.getByText('6:04')).toBeTruthy()
    window.pass(2_000)
    expect(agents.getByText('6:06')).toBeTruthy()
    window.change({ alerts: [] })
    expect(screen.queryByText('1 agent in trouble')).toBeNull()
  })
})
