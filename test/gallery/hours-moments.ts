import type { StateView } from '../../src/contract/views.ts'
import { floorReader } from '../../src/core/floor/scope.ts'
import { aFloor, rows } from '../fakes/a-floor.ts'
import { moment } from './moment.tsx'
import type { Specimen } from './specimen.ts'

/** Opening hours of queues: none, some, and their form. */

type OpeningHours = NonNullable<StateView['settings']['openingHours']>

const floor = aFloor()
const queues = rows.flatMap((row) => {
  const feed = floor.feeds.find(({ id, subject }) => id === row.feedId && subject === 'queue')
  const id = feed && floorReader(feed, 'queues')?.id(row)
  return id ? [{ id, name: String(row.values['queueName']) }] : []
})

const HOURS: OpeningHours = [
  {
    ...{ name: 'Office hours', zone: 'Europe/Helsinki', queues: queues.slice(0, 1) },
    week: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: 480, toMinute: 960 },
      { days: ['sat'], fromMinute: 600, toMinute: 840 }
    ],
    holidays: [
      { date: '2026-12-24', hours: [] },
      { date: '2026-12-31', hours: [{ fromMinute: 480, toMinute: 720 }] }
    ]
  },
  {
    ...{ name: 'Nights', zone: 'Europe/London', holidays: [], queues: queues.slice(1, 3) },
    week: [{ days: ['fri', 'sat'], fromMinute: 20 * 60, toMinute: 120 }]
  }
]
const over: Partial<StateView> = { settings: { ...floor.settings, openingHours: HOURS } }

export const HOURS_MOMENTS: readonly Specimen[] = [
  moment('settings', 'hours-none', 'No queue has opening hours', {
    after: ({ press }) => press('settings.section.hours')
  }),
  moment('settings', 'hours-list', 'Opening hours of queues', {
    over,
    after: ({ press }) => press('settings.section.hours')
  }),
  moment('settings', 'hours-form', 'Opening hours are changed', {
    over,
    after: async ({ press }) => {
      await press('settings.section.hours')
      await press('hours.editNamed', 'name')
    }
  }),
  moment('settings', 'hours-refused', 'Opening hours that make no sense', {
    over,
    after: async ({ press }) => {
      await press('settings.section.hours')
      await press('hours.add')
      await press('hours.dropWeek', 'number')
      await press('hours.addHoliday')
      await press('app.save')
    }
  }),
  moment('queues', 'hours-closed', 'A queue that is closed', { over })
]
