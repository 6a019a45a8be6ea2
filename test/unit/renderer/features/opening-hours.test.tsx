import { openWindow } from '../../../fakes/open-window.tsx'
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { floorReader } from '../../../../src/core/floor/scope.ts'
import type { Settings } from '../../../../src/core/settings/settings.ts'
import { daysText } from '../../../../src/renderer/features/opening-hours/hours-text.ts'
import { HoursSection } from '../../../../src/renderer/features/opening-hours/hours-section.tsx'
import { PanelQueues } from '../../../../src/renderer/features/panel/panel-queues.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, rows } from '../../../fakes/a-floor.ts'

type OpeningHours = NonNullable<Settings['openingHours']>

const floor = aFloor()
function queue(name: string) {
  const row = rows.find(({ values }) => values['queueName'] === name)
  const feed = floor.feeds.find(({ id }) => id === row?.feedId)
  return { id: (feed && row && floorReader(feed, 'queues')?.id(row)) ?? '', name }
}
const OFFICE: OpeningHours[number] = {
  ...{ name: 'Office', zone: 'UTC', queues: [queue('Sales')], holidays: [] },
  week: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], fromMinute: 480, toMinute: 960 }]
}
/** It is noon. */
const CLOSED: OpeningHours[number] = { ...OFFICE, week: [{ ...OFFICE.week[0]!, toMinute: 600 }] }
const state = (openingHours: OpeningHours) => aFloor({ settings: { ...floor.settings, openingHours } })

const show = (openingHours: OpeningHours = []) =>
  openWindow(
    <WhenLoaded>
      <HoursSection called={0} />
    </WhenLoaded>,
    { state: state(openingHours), rows }
  )
const set = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
}

// A form is long, and asking for its fields by their roles takes its time.
describe('the opening hours in the settings', { timeout: 30_000 }, () => {
  it('say that all queues are open, and take new ones by keyboard and mouse', async () => {
    const { user, bridge } = await show()
    expect(screen.getByText(/all are always open/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Add opening hours' }))
    set('Name', 'Office')
    await user.click(screen.getByRole('combobox', { name: 'Queues' }))
    await user.click(await screen.findByRole('option', { name: 'Sales' }))
    await user.click(screen.getByRole('checkbox', { name: 'Sat' }))
    set('To, line 1', '02:00')
    expect(screen.getByText('on the next day')).toBeTruthy()
    expect(screen.getByRole('status').textContent).toMatch(/^By this: open now, until /)
    await user.click(screen.getByRole('button', { name: 'Add a holiday' }))
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Date of holiday 1')
    set('Date of holiday 1', '2026-12-24')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(bridge.askedOf('settings:change')).toEqual([
      {
        openingHours: [
          {
            ...{ name: 'Office', zone: 'UTC', queues: [queue('Sales')], holidays: [{ date: '2026-12-24', hours: [] }] },
            week: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], fromMinute: 480, toMinute: 120 }]
          }
        ]
      }
    ])
    expect(screen.queryByRole('form')).toBeNull()
  })

  it('refuse in words what makes no sense, and keep what was typed', async () => {
    const { user, bridge } = await show([OFFICE])
    await user.click(screen.getByRole('button', { name: 'Add opening hours' }))
    await user.click(screen.getByRole('button', { name: 'Remove line 1' }))
    await user.click(screen.getByRole('button', { name: 'Add a holiday' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    for (const words of ['Give them a name', 'Choose at least one queue', 'Choose a date', /never be open/]) {
      expect(screen.getByText(words)).toBeTruthy()
    }
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Name')
    expect(bridge.askedOf('settings:change')).toEqual([])
  })

  it('refuse lines that make no sense, and offer no queue that has other hours', async () => {
    const { user, bridge } = await show([OFFICE])
    await user.click(screen.getByRole('button', { name: 'Add opening hours' }))
    await user.click(screen.getByRole('button', { name: 'Add a holiday' }))
    set('From, line 1', '')
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) fireEvent.click(screen.getByRole('checkbox', { name: day }))
    await user.click(screen.getByRole('button', { name: 'Add a holiday' }))
    set('Date of holiday 1', '2026-12-24')
    set('Date of holiday 2', '2026-12-24')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText(/This date stands here twice/)).toBeTruthy()
    expect(screen.getByText(/At least one day|Choose at least one day/i)).toBeTruthy()
    expect(bridge.askedOf('settings:change')).toEqual([])
    // A queue has one set of hours: the other is named.
    await user.click(screen.getByRole('combobox', { name: 'Queues' }))
    expect((await screen.findByRole('option', { name: 'Sales, in Office' })).dataset['comboboxDisabled']).toBe('true')
  })

  it('refuse a queue that got other hours while the form was open', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('button', { name: 'Add opening hours' }))
    set('Name', 'Mine')
    await user.click(screen.getByRole('combobox', { name: 'Queues' }))
    await user.click(await screen.findByRole('option', { name: 'Sales' }))
    const settings = { ...floor.settings, openingHours: [OFFICE] }
    bridge.push('state:changed', { settings, revision: bridge.state.revision + 1 })
    await screen.findByText('Office')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText(/One of these queues has opening hours already/)).toBeTruthy()
    expect(bridge.askedOf('settings:change')).toEqual([])
  })

  it('are listed with how they stand, changed in their place, and removed', async () => {
    const other = {
      ...CLOSED,
      name: 'Closed',
      queues: [queue('Support')],
      holidays: [{ date: '2026-12-24', hours: [] }]
    }
    const { user, bridge } = await show([OFFICE, other])
    const lines = screen.getAllByRole('listitem')
    expect(lines[0]?.textContent).toContain('open now, until 16:00')
    expect(lines[0]?.textContent).toContain('Mon–Sun 08:00–16:00 (UTC)')
    expect(lines[1]?.textContent).toContain('closed now, until')
    expect(lines[1]?.textContent).toContain('1 holiday')
    await user.click(screen.getByRole('button', { name: 'Edit opening hours: Closed' }))
    const form = within(screen.getByRole('form', { name: 'Edit opening hours: Closed' }))
    await user.click(form.getByRole('combobox', { name: 'What holiday 1 is' }))
    await user.click(await screen.findByRole('option', { name: 'open at other hours' }))
    await user.click(form.getByRole('button', { name: 'Save' }))
    const changed = { ...other, holidays: [{ date: '2026-12-24', hours: [{ fromMinute: 600, toMinute: 840 }] }] }
    expect(bridge.askedOf('settings:change')).toEqual([{ openingHours: [OFFICE, changed] }])
    await user.click(screen.getByRole('button', { name: 'Remove opening hours: Office' }))
    expect(bridge.askedOf('settings:change').at(-1)).toMatchObject({ openingHours: [{ name: 'Closed' }] })
  })

  it('name days in a row by the first and the last', () => {
    const t = ((key: string) => key.split('.').at(-1) ?? '') as never
    expect(daysText(['mon', 'tue', 'wed', 'sat', 'sun'], t)).toBe('mon–wed sat sun')
    expect(daysText(['mon', 'wed', 'fri'], t)).toBe('mon wed fri')
  })
})

describe('a closed queue in the windows', () => {
  it.each([
    ['closed', [CLOSED], 'closed'],
    ['open', [OFFICE], null]
  ] as const)('is marked as what it is: %s', async (_what, openingHours, mark) => {
    const calm = { ...state([...openingHours]), alerts: [] }
    await openWindow(
      <WhenLoaded>
        <PanelQueues />
      </WhenLoaded>,
      { state: calm, rows }
    )
    const sales = screen.getAllByRole('listitem').find((line) => line.textContent.includes('Sales'))
    expect(sales?.querySelector('[data-mark="closed"]')?.getAttribute('aria-label') ?? null).toBe(mark)
    expect(sales?.textContent.includes('closed')).toBe(mark !== null)
    expect(document.querySelectorAll('[data-mark="closed"]')).toHaveLength(mark === null ? 0 : 1)
  })
})
