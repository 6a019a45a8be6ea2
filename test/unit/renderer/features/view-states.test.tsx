import { openWindow, type OpenWindow } from '../../../fakes/open-window.tsx'
import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { StateView, ViewAddress } from '../../../../src/contract/views.ts'
import { PanelWindow } from '../../../../src/renderer/features/panel/panel-window.tsx'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { WallboardWindow } from '../../../../src/renderer/features/wallboard/wallboard-window.tsx'
import { aConnection, aFloor, agentFeed, aTarget, NOON_MS, queueFeed, rows } from '../../../fakes/a-floor.ts'

/** Every view in every state: it says what is, why, and what to do, and nothing that is not fresh looks ok. */

const VIEWS = [
  'overview',
  'queues',
  'agents',
  'alerts',
  'targets',
  'connections',
  'floor',
  'settings',
  'panel',
  'wallboard'
] as const
type Shown = (typeof VIEWS)[number]

const OFFLINE = {
  phase: 'offline' as const,
  sinceMs: NOON_MS - 60_000,
  attempt: 1,
  failure: { code: 'offline', step: 'step.network', detail: '' }
}

async function show(
  view: Shown,
  over: Partial<StateView> = {},
  prepare: Parameters<typeof openWindow>[1]['prepare'] = () => undefined
): Promise<OpenWindow> {
  const content = view === 'panel' ? <PanelWindow /> : view === 'wallboard' ? <WallboardWindow /> : <MainWindow />
  const window = await openWindow(content, { state: aFloor(over), rows: over.feeds?.length === 0 ? [] : rows, prepare })
  if (view !== 'panel' && view !== 'wallboard') goTo(window, { view })
  return window
}

function goTo({ bridge }: OpenWindow, address: ViewAddress): void {
  act(() => {
    bridge.push('view:requested', address)
  })
}

const oks = (): number => document.querySelectorAll('[data-mark="ok"]').length
const text = (): string => document.body.textContent

describe.each(VIEWS)('the view "%s"', (view) => {
  it('says that it loads until main has answered', async () => {
    await show(view, {}, (bridge) => bridge.answer('state:get', () => new Promise(() => undefined)))
    expect(screen.getByRole('status', { name: 'Loading the floor' })).toBeTruthy()
    expect(oks()).toBe(0)
  })

  it('names cause and next step when main can not answer, and comes by itself when it can', async () => {
    const failure = { code: 'storage', step: 'step.journal', detail: 'disk I/O error' }
    const { bridge, pass } = await show(view, {}, (fake) => fake.refuse('state:get', failure))
    const notice = screen.getByRole('alert').textContent
    expect(notice).toContain('Writing to the disk failed')
    expect(notice).toContain('disk I/O error')
    expect(oks()).toBe(0)
    pass(2_000)
    expect(bridge.askedOf('state:get')).toHaveLength(2)
  })
})

describe('without anything connected', () => {
  const nothing = { connections: [], feeds: [], alerts: [], targets: [], targetsLoaded: false }

  it.each([
    ['overview', 'No feed lists queues', 'Add a connection with a queue producer.'],
    ['overview', 'No feed lists agents', 'Add a connection with an agent producer.'],
    ['queues', 'No feed lists queues', 'Add a connection with a queue producer.'],
    ['agents', 'No feed lists agents', 'Add a connection with an agent producer.'],
    ['alerts', 'No open alerts, but not all data is live', 'Look at Connections.'],
    ['targets', 'No connection has business targets', 'Add a giosg connection to see them.'],
    ['connections', 'No connections', 'provisioning file'],
    ['floor', 'No connection has listed queues yet', 'there is no choice by queue'],
    ['settings', 'No queue is pinned', 'Pin queues in the Overview.'],
    ['panel', 'No connection has business targets', 'Add a giosg connection to see them.'],
    ['wallboard', 'No feed lists queues', 'Add a connection with a queue producer.']
  ] as const)('the view "%s" says "%s" and the next step', async (view, title, next) => {
    await show(view, nothing)
    expect(text()).toContain(title)
    expect(text()).toContain(next)
    expect(oks()).toBe(0)
  })
})

describe('while everything is offline', () => {
  const feeds = [
    queueFeed({ status: OFFLINE, heardAtMs: NOON_MS - 60_000 }),
    agentFeed({ status: OFFLINE, heardAtMs: NOON_MS - 60_000 })
  ]
  const floor = aFloor()
  const offline = {
    feeds,
    alerts: [],
    targets: [aTarget({ state: 'reached', value: 420 })],
    connections: [aConnection({ status: OFFLINE }), aConnection({ id: 'c2', system: 'giosg', status: OFFLINE })],
    headline: {
      ...floor.headline,
      look: 'offline' as const,
      contactsWaiting: null,
      agentsReady: null,
      contactsActive: null,
      answered: null,
      heardAtMs: null
    }
  }

  it.each([
    ['overview', 'Floor queues: no data for 1\u00a0min'],
    ['queues', 'Floor queues: no data for 1\u00a0min'],
    ['agents', 'Floor agents: no data for 1\u00a0min'],
    ['alerts', 'No open alerts, but not all data is live'],
    ['targets', 'reached · not fresh'],
    ['connections', 'offline'],
    ['floor', 'Floor queues: no data for 1\u00a0min'],
    ['settings', 'Floor queues: no data for 1\u00a0min'],
    ['panel', 'Offline'],
    ['wallboard', 'Offline']
  ] as const)('the view "%s" says so, and nothing in it looks ok', async (view, words) => {
    await show(view, offline)
    expect(text()).toContain(words)
    expect(oks()).toBe(0)
  })
})

describe('while nothing that is listed is on my floor', () => {
  const floor = aFloor()
  const queues = [{ id: 'gone', name: 'Gone' }]
  const state = {
    alerts: [],
    targets: [],
    connections: [aConnection({ status: OFFLINE })],
    settings: { ...floor.settings, floor: { connections: [], sites: [], queues, teams: [] } },
    headline: { ...floor.headline, look: 'stale' as const, nothingOnFloor: true, contactsWaiting: null }
  }

  it.each(['overview', 'queues', 'alerts', 'panel', 'wallboard'] as const)(
    'the view "%s" says so, and is not calm',
    async (view) => {
      await show(view, state)
      expect(text()).toContain('Nothing of my floor is listed')
      expect(text()).toContain('is chosen under My floor')
      // The pills of the feeds, which are live: that much is true.
      const pills = screen
        .queryByRole('list', { name: 'State of the feeds' })
        ?.querySelectorAll('[data-mark="ok"]').length
      expect(oks()).toBe(pills ?? 0)
    }
  )
})

describe('when main no longer speaks', () => {
  it.each([
    ['overview', 'Floor queues: no data for 1\u00a0min', 0],
    ['queues', 'Floor queues: no data for 1\u00a0min', 0],
    ['agents', 'Floor agents: no data for 1\u00a0min', 0],
    ['alerts', 'Floor queues: no data for 1\u00a0min', 0],
    ['targets', 'Floor queues: no data for 1\u00a0min', 0],
    // The connection that has no feed: nothing is known against it.
    ['connections', 'no sign of life', 1],
    ['floor', 'Floor queues: no data for 1\u00a0min', 0],
    ['settings', 'Floor queues: no data for 1\u00a0min', 0],
    ['panel', 'Data is not live', 0],
    ['wallboard', 'Data is not live', 0]
  ] as const)('the view "%s" says so by itself', async (view, words, stillOk) => {
    const { pass } = await show(view)
    expect(text()).not.toContain(words)
    pass(70_000)
    expect(text()).toContain(words)
    expect(oks()).toBe(stillOk)
  })
})
