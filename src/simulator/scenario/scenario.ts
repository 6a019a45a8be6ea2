import type { FaultChange } from '../faults.ts'
import type { Weekday } from '../zone.ts'

export const SCENARIO_IDS = ['quiet-day', 'monday-rush', 'outage', 'flapping-feed'] as const
export type ScenarioId = (typeof SCENARIO_IDS)[number]

export interface Scenario {
  readonly weekday: Weekday
  /** Milliseconds after the floor's midnight at which the scenario begins. */
  readonly startOfDayMs: number
  /** Floor time from the beginning until the rush breaks in; null: none unless asked for. */
  readonly rushAfterMs: number | null
  /** Faults of the wire by real time, whatever the floor's speed. */
  readonly faults: readonly { readonly afterMs: number; readonly change: FaultChange }[]
  /** The faults start over after this time; null: they come once. */
  readonly faultsRepeatMs: number | null
  /** How many more answered contacts than at the beginning make the day's goal. */
  readonly answeredGoal: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const QUIET = {
  weekday: 'tuesday',
  startOfDayMs: 10 * HOUR + 30 * MINUTE,
  rushAfterMs: null,
  answeredGoal: 1_500
} as const

export const SCENARIOS: Readonly<Record<ScenarioId, Scenario>> = {
  'quiet-day': { ...QUIET, faults: [], faultsRepeatMs: null },
  'monday-rush': {
    weekday: 'monday',
    startOfDayMs: 9 * HOUR + 29 * MINUTE + 40 * SECOND,
    rushAfterMs: 20 * SECOND,
    answeredGoal: 50,
    faults: [],
    faultsRepeatMs: null
  },
  outage: {
    ...QUIET,
    faults: [
      { afterMs: 30 * SECOND, change: { dropSockets: true, refuseConnections: true, serverError: true } },
      { afterMs: 75 * SECOND, change: { refuseConnections: false, serverError: false } }
    ],
    faultsRepeatMs: null
  },
  'flapping-feed': {
    ...QUIET,
    faults: [
      { afterMs: 15 * SECOND, change: { dropSockets: true } },
      { afterMs: 30 * SECOND, change: { malformedFrames: 3 } },
      { afterMs: 40 * SECOND, change: { closeCode: 1012 } },
      { afterMs: 60 * SECOND, change: { pauseSockets: true } },
      { afterMs: 82 * SECOND, change: { pauseSockets: false } }
    ],
    faultsRepeatMs: 100 * SECOND
  }
}
