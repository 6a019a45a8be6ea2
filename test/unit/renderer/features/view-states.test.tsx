import { openWindow, type OpenWindow } from '../../../fakes/open-window.tsx'
import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ViewAddress } from '../../../../src/contract/views.ts'
import { PanelWindow } from '../../../../src/renderer/features/panel/panel-window.tsx'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { WallboardWindow } from '../../../../src/renderer/features/wallboard/wallboard-window.tsx'
import { FLOOR_STATES, type FloorState, type FloorStateName } from '../../../fakes/floor-states.ts'

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

async function show(view: Shown, name: FloorStateName): Promise<OpenWindow> {
  const content = view === 'panel' ? <PanelWindow /> : view === 'wallboard' ? <WallboardWindow /> : <MainWindow />
  const given: FloorState = FLOOR_STATES[name]
  const window = await openWindow(content, given)
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
    await show(view, 'loading')
    expect(screen.getByRole('status', { name: 'Loading the floor' })).toBeTruthy()
    expect(oks()).toBe(0)
  })

  it('names cause and next step when main can not answer, and comes by itself when it can', async () => {
    const { bridge, pass } = await show(view, 'failed')
    const notice = screen.getByRole('alert').textContent
    expect(notice).toContain('Writing to the disk failed')
    expect(notice).toContain('disk I/O error')
    expect(oks()).toBe(0)
    pass(2_000)
    expect(bridge.askedOf('state:get')).toHaveLength(2)
  })
})

describe('without anything connected', () => {
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
    await show(view, 'nothingConnected')
    expect(text()).toContain(title)
    expect(text()).toContain(next)
    expect(oks()).toBe(0)
  })
})

describe('without the permission to read the floor', () => {
  it.each([
    ['overview', 'lacks the permission'],
    ['queues', 'lacks the permission'],
    ['agents', 'lacks the permission'],
    ['targets', 'lacks the permission'],
    ['connections', 'lacks the permission'],
    ['panel', 'Offline']
  ] as const)('the view "%s" says so, and nothing in it looks ok', async (view, words) => {
    await show(view, 'noPermission')
    expect(text()).toContain(words)
    expect(oks()).toBe(0)
  })
})

describe('while everything is offline', () => {
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
    await show(view, 'offline')
    expect(text()).toContain(words)
    expect(oks()).toBe(0)
  })
})

describe('while nothing that is listed is on my floor', () => {
  it.each(['overview', 'queues', 'alerts', 'panel', 'wallboard'] as const)(
    'the view "%s" says so, and is not calm',
    async (view) => {
      await show(view, 'noneOnFloor')
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

describe('while nobody of my floor is signed in', () => {
  it.each(['overview', 'agents', 'panel', 'wallboard'] as const)(
    'the view "%s" says so, and is neither stale nor simply calm',
    async (view) => {
      await show(view, 'nobodyOnFloor')
      expect(text()).toContain('Nobody of my floor is signed in')
      expect(text()).not.toContain('Nothing of my floor is listed')
      expect(text()).not.toContain('All calm')
      expect(document.querySelectorAll('[data-mark="stale"]')).toHaveLength(0)
    }
  )

  it('that is said of live data only', async () => {
    const { pass } = await show('panel', 'nobodyOnFloor')
    pass(FLOOR_STATES.silent.silentForMs)
    expect(text()).not.toContain('Nobody of my floor is signed in')
    expect(text()).toContain('Data is not live')
  })

  it('what burns all the same comes first, and that nobody is there stands below', async () => {
    const { change } = await show('panel', 'nobodyOnFloor')
    const { headline } = FLOOR_STATES.nobodyOnFloor.state
    change({ headline: { ...headline, look: 'warning' } })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Warning')
    expect(text()).toContain('Nobody of my floor is signed in')
  })
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
    const { pass } = await show(view, 'live')
    expect(text()).not.toContain(words)
    pass(FLOOR_STATES.silent.silentForMs)
    expect(text()).toContain(words)
    expect(oks()).toBe(stillOk)
  })
})
