import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Status } from '../../core/connections/status.ts'
import { createFloorMembers, type FloorMembers } from '../../core/floor/floor-members.ts'
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
  /** What the headline says of my floor alone. */
  parts(
    floor: Pick<Floor, 'feeds' | 'isLive'>,
    connections: readonly ConnectionState[]
  ): Pick<HeadlineInput, 'numbers' | 'feeds' | 'connections' | 'nothingOnFloor' | 'nobodyOnFloor'>
  /** Dispatches the choice when it is another one. */
  settingsChanged(): void
}

export interface MyFloorDeps {
  readonly table: MeasureTable
  readonly settings: () => Settings
  readonly dispatch: (event: EngineEvent) => void
}

/** What the user chose to watch, and what that means for the headline. */
export function createMyFloor({ table, settings, dispatch }: MyFloorDeps): MyFloor {
  const scope = (): FloorScope => settings().floor ?? EVERYTHING
  const members = createFloorMembers(table, scope())
  let known = JSON.stringify(scope())

  return {
    members,
    scope,
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
      if (next === known) return
      known = next
      dispatch({ type: 'floorChosen', floor: scope() })
    }
  }
}
