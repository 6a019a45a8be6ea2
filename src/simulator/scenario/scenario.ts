import type { FaultChange } from '../faults.ts'
import type { Weekday } from '../zone.ts'

export const SCENARIO_IDS = [
  'quiet-day',
  'monday-rush',
  'outage',
  'agents-walking-out',
  'flapping-feed',
  'clock-change-night'
] as const
export type ScenarioId = (typeof SCENARIO_IDS)[number]

export interface Scenario {
  /** The latest such day. `clockChangeEve`: the day before the night in which the clocks changed last. */
  readonly day: Weekday | 'clockChangeEve'
  /** Milliseconds after the floor's midnight at which the scenario begins. */
  readonly startOfDayMs: number
  /** Floor time from the beginning until the rush breaks in; null: none unless asked for. */
  readonly rushAfterMs: number | null
  /** Floor time until the agents begin to leave; null: they stay. */
  readonly walkOutAfterMs: number | null
  /** How long before the beginning the night shift came; null: nobody works at night. */
  readonly nightShiftBeforeMs: number | null
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
  day: 'tuesday',
  startOfDayMs: 10 * HOUR + 30 * MINUTE,
  rushAfterMs: null,
  walkOutAfterMs: null,
  nightShiftBeforeMs: null,
  answeredGoal: 1_500
} as const

export const SCENARIOS: Readonly<Record<ScenarioId, Scenario>> = {
  'quiet-day': { ...QUIET, faults: [], faultsRepeatMs: null },
  'monday-rush': {
    ...QUIET,
    day: 'monday',
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
  'agents-walking-out': { ...QUIET, walkOutAfterMs: 20 * SECOND, faults: [], faultsRepeatMs: null },
  'clock-change-night': {
    ...QUIET,
    day: 'clockChangeEve',
    startOfDayMs: 23 * HOUR + 59 * MINUTE,
    nightShiftBeforeMs: 90 * MINUTE,
    faults: [],
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
