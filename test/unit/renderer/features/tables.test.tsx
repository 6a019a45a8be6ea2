import { openWindow, type OpenWindow } from '../../../fakes/open-window.tsx'
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { RowView, StateView, ViewAddress } from '../../../../src/contract/views.ts'
import { DEFAULT_SETTINGS } from '../../../../src/core/settings/settings.ts'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import {
  aFloor,
  agentFeed,
  agentRow,
  anAlert,
  aConnection,
  NOON_MS,
  queueFeed,
  queueRow
} from '../../../fakes/a-floor.ts'

type Kind = 'agents' | 'queues'

async function show(kind: Kind, rows: readonly RowView[], over: Partial<StateView> = {}): Promise<OpenWindow> {
  const window = await openWindow(<MainWindow />, { state: aFloor({ alerts: [], ...over }), rows })
  go(window, { view: kind })
  return window
}
function go({ bridge }: OpenWindow, address: ViewAddress): void {
  act(() => bridge.push('view:requested', address))
}

function grid(): HTMLElement {
  const found = document.querySelector<HTMLElement>('table[role="grid"]')
  if (!found) throw new Error('there is no table')
  return found
}
/** The rows that are drawn, by their first cell. Not by role: that asks for the name of every cell of the page. */
const names = (): string[] => [...grid().querySelectorAll('tbody th')].map((cell) => cell.textContent)
const cellsOf = (name: string): string[] => {
  const rows = [...grid().querySelectorAll('tbody tr')]
  const row = rows.find((one) => one.querySelector('th')?.textContent.endsWith(name))
  return [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)
}
const activeText = (): string | null | undefined =>
  document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.textContent
function heading(name: string): Element {
  const found = [...grid().querySelectorAll('thead th')].find((cell) => cell.textContent === name)
  if (!found) throw new Error(`there is no column ${name}`)
  return found
}

const agents = [
  agentRow('Maria', 'AFTER_CONTACT_WORK', NOON_MS - 364_000),
  agentRow('Jon', 'READY', NOON_MS - 20_000),
  agentRow('Ann', 'NOT_READY', NOON_MS - 900_000, 'Lunch')
]
const queues = [
  queueRow('Email', { waiting: 6, answered: 22, channel: 'EMAIL' }),
  queueRow('Sales', { waiting: 12, answered: 51 }),
  queueRow('Support', { waiting: 9, answered: 63 })
]

describe('a count that began anew', () => {
  const email = queueRow('Email', { waiting: 6, answered: 2, abandoned: 1, channel: 'EMAIL' })
  const [first, sales] = [{ ...email, intervals: { Answered: NOON_MS - 60_000 } }, queueRow('Sales', { answered: 51 })]
  const marks = (): (string | null)[] =>
    [...document.querySelectorAll('main [role="img"][aria-label^="counts since"]')].map((one) =>
      one.getAttribute('aria-label')
    )

  it('says since when it counts, by a mark with words, in the table and the overview', async () => {
    const window = await show('queues', [first, sales])
    expect(marks()).toEqual(['counts since 11:59, began anew'])
    expect(document.querySelector('td [role="img"] svg')).not.toBeNull()
    expect(cellsOf('Email')).toContain('2')
    go(window, { view: 'overview' })
    expect(marks()).toEqual(['counts since 11:59, began anew'])
  })

  it('is nothing to mention an hour later, until it begins anew again', async () => {
    const { pass, changeRows } = await show('queues', [first, sales])
    pass(3_540_000)
    expect(marks()).toEqual([])
    changeRows(
      [{ ...email, intervals: { Answered: NOON_MS + 3_500_000, abandonedFromQueue: NOON_MS + 3_500_000 } }],
      []
    )
    expect(marks()).toEqual(['counts since 12:58, began anew', 'counts since 12:58, began anew'])
  })
})

describe('the table of agents', () => {
  it('shows names, states and times that run without a message', async () => {
    const { pass } = await show('agents', agents)
    expect(names()).toEqual(['Ann', 'Jon', 'Maria'])
    expect(cellsOf('Maria')).toEqual(['after-contact work', '–', '6:04'])
    pass(61_000 - 1_000 * 60)
    pass(2_000)
    expect(cellsOf('Maria')[2]).toBe('6:07')
  })

  it('forgets what was searched for when agents are hidden: it may be a name', async () => {
    const { user, change, bridge } = await show('agents', agents)
    const search = screen.getByLabelText<HTMLInputElement>('Search')
    await user.type(search, 'Mar')
    expect(names()).toEqual(['Maria'])
    const { settings } = bridge.state
    change({ settings: { ...settings, privacy: { ...settings.privacy, agentNames: 'pseudonyms' } } })
    expect([search.value, names()]).toEqual(['', ['Ann', 'Jon', 'Maria']])
  })

  it('keeps its order while rows change, come and go', async () => {
    const { user, changeRows } = await show('agents', agents)
    await user.click(heading('time in state'))
    expect(names()).toEqual(['Ann', 'Maria', 'Jon'])
    expect(heading('time in state').getAttribute('aria-sort')).toBe('descending')
    changeRows([agentRow('Ann', 'READY', NOON_MS), agentRow('Zoe', 'ACTIVE', NOON_MS - 9_000)], [agents[1]?.id ?? ''])
    expect(names()).toEqual(['Maria', 'Zoe', 'Ann'])
    await user.click(heading('time in state'))
    expect(names()).toEqual(['Ann', 'Zoe', 'Maria'])
    await user.click(heading('time in state'))
    expect(heading('time in state').getAttribute('aria-sort')).toBe('none')
    expect(names()).toEqual(['Ann', 'Maria', 'Zoe'])
  })

  it('puts those with an open alert first, and can show them alone', async () => {
    const maria = agents[0]?.id ?? ''
    const { user, change } = await show('agents', agents, { alerts: [anAlert({ key: maria, severity: 'warning' })] })
    expect(names()).toEqual(['Maria', 'Ann', 'Jon'])
    await user.click(screen.getByRole('combobox', { name: 'Show' }))
    await user.click(screen.getByRole('option', { name: 'with an open alert' }))
    expect(names()).toEqual(['Maria'])
    expect(screen.getByText('1 of 3 agents')).toBeTruthy()
    change({ alerts: [] })
    expect(screen.getByText('Nothing fits the filter')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Clear filter' }))
    expect(names()).toEqual(['Ann', 'Jon', 'Maria'])
  })

  it('searches name, login and every text, and keeps what was typed while another view is shown, not longer', async () => {
    const window = await show('agents', agents)
    const { user, bridge } = window
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'lunch ANN')
    expect(names()).toEqual(['Ann'])
    go(window, { view: 'queues' })
    go(window, { view: 'agents' })
    expect(names()).toEqual(['Ann'])
    expect(JSON.stringify(bridge.askedOf('settings:change'))).not.toContain('unch')
  })

  it('groups by state, counts each group and closes it', async () => {
    const { user, changeRows } = await show('agents', [...agents, agentRow('Bea', 'READY', NOON_MS)])
    await user.click(screen.getByRole('combobox', { name: 'Group by' }))
    await user.click(screen.getByRole('option', { name: 'state' }))
    expect(names()).toEqual(['ready: 2', 'Bea', 'Jon', 'not ready: 1', 'Ann', 'after-contact work: 1', 'Maria'])
    await user.click(screen.getByText('ready: 2'))
    expect(names()).toEqual(['ready: 2', 'not ready: 1', 'Ann', 'after-contact work: 1', 'Maria'])
    expect(screen.getByRole('rowheader', { name: 'ready: 2' }).getAttribute('aria-expanded')).toBe('false')
    changeRows([agentRow('Maria', 'READY', NOON_MS)])
    expect(names()).toEqual(['ready: 3', 'not ready: 1', 'Ann'])
  })

  it('calls a connection what the user called it, whatever signs are in its name', async () => {
    const layout = { sort: null, group: 'connection', columns: null, facet: null, trouble: 'all' as const }
    await show('agents', agents, {
      connections: [aConnection({ name: 'North\tfloor 2\nnew' })],
      settings: { ...DEFAULT_SETTINGS, tables: { agents: layout } }
    })
    expect(names()[0]).toContain('North\tfloor 2\nnew')
  })

  it('never offers to group by who somebody is', async () => {
    const feed = agentFeed()
    const login = { name: 'agentLoginId', kind: 'text' as const, displayName: 'Login' }
    const team = { name: 'teamName', kind: 'text' as const, displayName: 'Team' }
    const { user } = await show('agents', agents, { feeds: [{ ...feed, measures: [...feed.measures, login, team] }] })
    await user.click(screen.getByRole('combobox', { name: 'Group by' }))
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
      'nothing',
      'state',
      'reason',
      'Team',
      'connection'
    ])
  })
})

describe('what the user arranged', () => {
  it('is told to main, and is there the next time', async () => {
    const { user, bridge } = await show('queues', queues)
    await user.click(heading('answered'))
    await user.click(screen.getByRole('button', { name: 'Columns' }))
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'abandoned' }))
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'channel' }))
    const layout = {
      sort: { column: 'answered', descending: true },
      group: null,
      columns: ['contactsWaiting', 'contactsActive', 'answered', 'channel'],
      facet: null,
      trouble: 'all' as const
    }
    expect(bridge.askedOf('settings:change').at(-1)).toEqual({ tables: { queues: layout } })
  })

  it('is read from the settings, and one table leaves the other alone', async () => {
    const layout = {
      sort: { column: 'answered', descending: true },
      group: 'channel',
      columns: ['answered'],
      facet: null,
      trouble: 'all' as const
    }
    const settings = { ...DEFAULT_SETTINGS, tables: { queues: layout, agents: { ...layout, group: null } } }
    const { user, bridge } = await show('queues', queues, { settings })
    expect(names().map((name) => name.replace(/^ok/, ''))).toEqual([
      'email: 1',
      'Email',
      'voice: 2',
      'Support',
      'Sales'
    ])
    expect(
      within(grid())
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent)
    ).toEqual(['queue', 'answered'])
    await user.click(heading('answered'))
    expect(bridge.askedOf('settings:change').at(-1)).toEqual({
      tables: { agents: settings.tables.agents, queues: { ...layout, sort: { column: 'answered', descending: false } } }
    })
  })

  it('says when main can not keep it', async () => {
    const { user, bridge } = await show('queues', queues)
    bridge.refuse('settings:change', { code: 'storage', step: 'step.journal', detail: 'disk full' })
    await user.click(heading('answered'))
    expect(screen.getByRole('alert').textContent).toContain('could not be saved')
    expect(names()).toHaveLength(3)
  })
})

describe('the keyboard in a table', () => {
  it('moves by arrows, pages and ends, sorts at a heading, and is one tab stop', async () => {
    const many = Array.from({ length: 300 }, (_, index) => queueRow(`Queue ${String(index).padStart(3, '0')}`))
    const { user } = await show('queues', many)
    act(() => grid().focus())
    expect(activeText()).toContain('Queue 000')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(activeText()).toContain('Queue 002')
    await user.keyboard('{ArrowRight}{End}{Home}')
    expect(activeText()).toContain('Queue 002')
    await user.keyboard('{PageDown}')
    expect(activeText()).toMatch(/Queue 0[12]\d/)
    await user.keyboard('{Control>}{End}{/Control}{Home}')
    expect(activeText()).toContain('Queue 299')
    await user.keyboard('{Control>}{Home}{/Control}{ArrowUp}')
    expect(activeText()).toBe('queue')
    await user.keyboard('{Enter}')
    expect(heading('queue').getAttribute('aria-sort')).toBe('ascending')
    await user.keyboard(' ')
    expect(heading('queue').getAttribute('aria-sort')).toBe('descending')
    expect(names()[0]).toContain('Queue 299')
    expect(grid().querySelectorAll('button:not([tabindex="-1"]), [tabindex="0"]')).toHaveLength(0)
  })

  it('stays with its row when that moves, and with its line when the row goes', async () => {
    const { user, changeRows } = await show('queues', queues)
    act(() => grid().focus())
    expect(activeText()).toContain('Sales')
    changeRows([queueRow('Sales', { waiting: 1 })])
    expect(names().map((name) => name.replace(/^ok/, ''))).toEqual(['Support', 'Email', 'Sales'])
    expect(activeText()).toContain('Sales')
    changeRows([], [queues[1]?.id ?? ''])
    expect(activeText()).toBeTruthy()
    await user.keyboard('{ArrowDown}')
    expect(activeText()).toContain('Email')
  })

  it('keeps the focus and its row while the last row that fits the filter goes and comes', async () => {
    const layout = { sort: null, group: null, columns: null, facet: null, trouble: 'alerting' as const }
    const alerts = [anAlert({ key: queues[1]?.id ?? '', severity: 'warning' })]
    const { user, change } = await show('queues', queues, {
      alerts,
      settings: { ...DEFAULT_SETTINGS, tables: { queues: layout } }
    })
    const table = grid()
    act(() => table.focus())
    await user.keyboard('{ArrowRight}')
    expect(activeText()).toBe('12')
    change({ alerts: [] })
    expect(screen.getByText('Nothing fits the filter')).toBeTruthy()
    expect(document.activeElement).toBe(table)
    expect([names(), activeText()]).toEqual([[], 'waiting'])
    change({ alerts })
    expect(screen.queryByText('Nothing fits the filter')).toBeNull()
    expect(document.activeElement).toBe(table)
    expect(activeText()).toBe('12')
  })

  it('opens and closes a group', async () => {
    const layout = { sort: null, group: 'channel', columns: null, facet: null, trouble: 'all' as const }
    const { user } = await show('queues', queues, { settings: { ...DEFAULT_SETTINGS, tables: { queues: layout } } })
    act(() => grid().focus())
    expect(activeText()).toBe('email: 1')
    await user.keyboard('{Enter}')
    expect(screen.getByRole('rowheader', { name: 'email: 1' }).getAttribute('aria-expanded')).toBe('false')
    await user.keyboard('{ArrowDown}{Enter}')
    expect(names()).toEqual(['email: 1', 'voice: 2'])
  })
})

describe('a table of 10 000 rows', () => {
  it('draws what is seen and renders only what changed', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => queueRow(`Queue ${String(index).padStart(5, '0')}`))
    const { changeRows } = await show('queues', many)
    expect(grid().getAttribute('aria-rowcount')).toBe('10001')
    expect(names().length).toBeLessThan(80)
    const touched: string[] = []
    const watch = new MutationObserver((records) => {
      for (const { target } of records) {
        const row = target instanceof Element ? target.closest('tr') : target.parentElement?.closest('tr')
        touched.push(row?.getAttribute('data-row') ?? '')
      }
    })
    watch.observe(grid(), { subtree: true, childList: true, characterData: true, attributes: true })
    const changed = queueRow('Queue 00003', { answered: 7 })
    changeRows([changed, queueRow('Queue 09000', { answered: 7 })])
    await act(() => Promise.resolve())
    watch.disconnect()
    expect([...new Set(touched)]).toEqual([changed.id])
  })
})

describe('a table without live data', () => {
  const SILENT = { phase: 'stale' as const, sinceMs: NOON_MS - 60_000, attempt: 0 }

  it('is dim, has no time running and nothing that looks ok, and says which feed is silent', async () => {
    const feeds = [queueFeed({ status: SILENT }), agentFeed({ status: SILENT, heardAtMs: NOON_MS - 60_000 })]
    await show('agents', agents, { feeds })
    expect(document.body.textContent).toContain('Floor agents: no data for 1\u00a0min')
    expect(cellsOf('Maria')).toEqual(['after-contact work', '–', '–'])
    expect(grid().querySelectorAll('tbody tr[data-dim]')).toHaveLength(3)
    expect(document.querySelectorAll('main [data-mark="ok"]')).toHaveLength(0)
  })

  it('names a missing permission with the next step, and leads to the connections', async () => {
    const failure = { code: 'forbidden', step: 'step.subscribe', detail: 'Analytics Realtime' }
    const status = { phase: 'failed' as const, sinceMs: NOON_MS, attempt: 1, failure }
    const { user } = await show('queues', [], { feeds: [], connections: [aConnection({ status })] })
    expect(screen.getByRole('alert').textContent).toContain('lacks the permission')
    expect(screen.getByRole('alert').textContent).toContain('Ask an administrator')
    await user.click(screen.getByRole('button', { name: 'Open Connections' }))
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Connections')
  })

  it('says that no row has come yet', async () => {
    await show('agents', [])
    expect(document.body.textContent).toContain('No agent has reported yet')
  })
})
