import type { Clock } from '../../core/ports/clock.ts'
import { createFloor, type Floor } from '../floor/floor.ts'
import { createRoster } from '../floor/roster.ts'
import { createFloorClock, type FloorClock } from '../floor-clock.ts'
import { createObjectives, type Objective } from '../giosg/objectives.ts'
import { withSettings } from '../giosg/demo-settings.ts'
import type { GiosgIdentity } from '../giosg/identity.ts'
import type { ReportingSize } from '../giosg/many.ts'
import { createReportingStore, type ReportingStore } from '../giosg/store.ts'
import { latestClockChange, latestWeekday } from '../zone.ts'
import { SCENARIOS, type ScenarioId } from './scenario.ts'

/** One scenario being played: its floor, the time there and the targets over it. */
export interface Stage {
  readonly scenarioId: ScenarioId
  readonly floor: Floor
  readonly clock: FloorClock
  /** As it began. */
  readonly objectives: readonly Objective[]
  /** The same with who is told of it, and with all that was changed since. */
  readonly reporting: ReportingStore
  /** Floor time at which the scenario began. */
  readonly startMs: number
}

export interface StageDeps {
  readonly clock: Clock
  readonly seed: number
  readonly identity: GiosgIdentity
  readonly size?: ReportingSize
}

const DAY_MS = 86_400_000

/**
 * Lives the floor through from Monday's midnight to the scenario's beginning, and `elapsedMs` of floor time further: who returns after
 * a break finds the floor where it was.
 */
export function createStage(deps: StageDeps, scenarioId: ScenarioId, speed: number, elapsedMs: number): Stage {
  const scenario = SCENARIOS[scenarioId]
  const { wallMs } = deps.clock.now()
  const dayMs =
    scenario.day === 'clockChangeEve' ? latestClockChange(wallMs).eveMs : latestWeekday(wallMs, scenario.day)
  // The week's first day belongs to every scenario: weekly targets count it.
  const mondayMs = latestWeekday(dayMs, 'monday')
  const startMs = dayMs + scenario.startOfDayMs
  const floor = createFloor(deps.seed, createRoster(deps.seed), mondayMs)
  if (scenario.nightShiftBeforeMs !== null) floor.workAtNightFrom(startMs - scenario.nightShiftBeforeMs)
  floor.advance(startMs)
  const objectives = createObjectives(deps.seed, deps.identity, floor, scenario.answeredGoal, deps.size)
  const reporting = createReportingStore(deps, withSettings(deps.seed, deps.identity, objectives, startMs))
  if (scenario.rushAfterMs !== null) floor.rushAt(startMs + scenario.rushAfterMs)
  if (scenario.walkOutAfterMs !== null) floor.walkOutAt(startMs + scenario.walkOutAfterMs)
  floor.advance(startMs + Math.min(elapsedMs, 7 * DAY_MS))
  return {
    scenarioId,
    floor,
    clock: createFloorClock(deps.clock, floor.nowMs(), speed),
    objectives,
    reporting,
    startMs
  }
}
