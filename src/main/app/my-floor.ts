import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Status } from '../../core/connections/status.ts'
import { createFloorMembers, type FloorMembers } from '../../core/floor/floor-members.ts'
import { closedQueues, type OpeningHours } from '../../core/floor/opening-hours.ts'
import { EVERYTHING, isConnectionOnFloor, isEverything, type FloorScope } from '../../core/floor/scope.ts'
import { floorNumbers } from '../../core/measures/aggregate.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { Settings } from '../../core/settings/settings.ts'
import type { ConnectionState } from './connection-desk.ts'
import type { Floor } from './floor.ts'
import type { HeadlineInput } from './headline.ts'

export interface MyFloor {
  readonly members: FloorMembers
  scope(): FloorScope
  /** For the engine's beginning. */
  seed(): { readonly floor: FloorScope; readonly openingHours: readonly OpeningHours[] }
  /** Queues, by id, that are closed now. */
  closed(wallMs: number): ReadonlySet<string>
  /** What the headline says of my floor alone. */
  parts(
    floor: Pick<Floor, 'feeds' | 'isLive'>,
    connections: readonly ConnectionState[]
  ): Pick<HeadlineInput, 'numbers' | 'feeds' | 'connections' | 'nothingOnFloor' | 'nobodyOnFloor'>
  /** Dispatches the choice and the opening hours where they are others. */
  settingsChanged(): void
}

export interface MyFloorDeps {
  readonly table: MeasureTable
  readonly settings: () => Settings
  readonly dispatch: (event: EngineEvent) => void
}

/** What the user chose to watch, when its queues are open, and what that means for the headline. */
export function createMyFloor({ table, settings, dispatch }: MyFloorDeps): MyFloor {
  const scope = (): FloorScope => settings().floor ?? EVERYTHING
  const members = createFloorMembers(table, scope())
  const openingHours = (): readonly OpeningHours[] => settings().openingHours ?? []
  let known = JSON.stringify(scope())
  let knownHours = JSON.stringify(openingHours())

  return {
    members,
    scope,
    seed: () => ({ floor: scope(), openingHours: openingHours() }),
    closed: (wallMs) => closedQueues(openingHours(), wallMs).ids,
    parts(floor, states) {
      const isOn = (connectionId: string): boolean => isConnectionOnFloor(connectionId, scope())
      const watched = states.filter(({ entry }) => isOn(entry.connection.id))
      const connections = watched.map(({ status }): Status => status)
      const feeds = [...floor.feeds()].filter(([, { connectionId }]) => isOn(connectionId))
      const noConnection = states.length > 0 && connections.length === 0
      const lack = members.lacks()
      return {
        numbers: floorNumbers(table, (feedId) => floor.isLive(feedId) && members.covers(feedId), members),
        feeds: feeds.map(([feedId, feed]) => ({ ...feed, isLive: floor.isLive(feedId) })),
        connections,
        nothingOnFloor: !isEverything(scope()) && (noConnection || lack === 'something'),
        nobodyOnFloor: !noConnection && lack === 'people'
      }
    },
    settingsChanged() {
      const next = JSON.stringify(scope())
      const isOther = next !== known
      known = next
      if (isOther) dispatch({ type: 'floorChosen', floor: scope() })
      const hours = JSON.stringify(openingHours())
      const areOthers = hours !== knownHours
      knownHours = hours
      if (areOthers) dispatch({ type: 'openingHoursChanged', openingHours: openingHours() })
    }
  }
}
