import type { Faults } from '../faults.ts'
import type { Stage } from '../scenario/stage.ts'
import { testTarget } from '../giosg/target-test.ts'
import { isoInZone } from '../zone.ts'

export interface ControlState {
  readonly scenario: string
  readonly speed: number
  readonly seed: number
  /** Time on the floor, with its offset. */
  readonly floorTime: string
  /** Floor time since the scenario began: what `--elapsed` takes, in seconds. */
  readonly elapsedSeconds: number
  /** Floor time since the rush began; null while it is calm. */
  readonly rushSeconds: number | null
  readonly faults: Readonly<Faults>
  readonly messagesPerSecond: number
  readonly messagesSent: number
  readonly sockets: number
  readonly subscriptions: number
  readonly queues: readonly {
    readonly id: string
    readonly name: string
    readonly channel: string
    readonly waiting: number
    readonly active: number
  }[]
  readonly agents: Readonly<Record<string, number>>
  readonly targets: readonly {
    readonly id: string
    readonly name: string
    readonly bound: string
    readonly threshold: number
    readonly value: number | null
  }[]
}

/** Each value is counted for it. */
const TARGETS_SHOWN = 100

type Counts = Pick<ControlState, 'seed' | 'faults' | 'messagesPerSecond' | 'messagesSent' | 'sockets' | 'subscriptions'>

/** The truth behind the wire, for tests and for people who watch the demo. */
export function controlState(stage: Stage, counts: Counts): ControlState {
  const { floor } = stage
  const rushSinceMs = floor.rushSinceMs()
  const agents: Record<string, number> = {}
  for (const agent of floor.agents) {
    const activity = agent.loggedInMs === null ? 'LOGGED_OUT' : agent.activity
    agents[activity] = (agents[activity] ?? 0) + 1
  }
  return {
    ...counts,
    scenario: stage.scenarioId,
    speed: stage.clock.speed(),
    floorTime: isoInZone(floor.nowMs()),
    elapsedSeconds: Math.floor((floor.nowMs() - stage.startMs) / 1_000),
    rushSeconds: rushSinceMs === null ? null : Math.floor((floor.nowMs() - rushSinceMs) / 1_000),
    queues: floor.queues.map(({ profile, waiting, active }) => ({
      id: profile.id,
      name: profile.name,
      channel: profile.channel,
      waiting: waiting.length,
      active
    })),
    agents,
    targets: stage.reporting
      .all()
      .flatMap(({ workflow, targets }) => targets.map(({ target }) => ({ workflow, target })))
      .slice(0, TARGETS_SHOWN)
      .map(({ workflow, target }) => ({
        id: target.id,
        name: target.name,
        bound: target.reporting_bound,
        threshold: target.reporting_threshold,
        value: testTarget(target, workflow.name, floor).value
      }))
  }
}
