import type { Floor } from '../floor/floor.ts'
import type { Cell, Cells } from './cells.ts'
import type { Keys, Producer } from './producers.ts'
import type { EventData } from './schema.ts'

const EVENT_SOURCE = 'IXCC_1.0.0'
/** Every so many messages of a row it is sent whole; the others carry what changed, as the service may do. */
const WHOLE_EVERY = 4

/** Turns the rows of one producer into messages and remembers what listeners know of each. */
export interface Publisher {
  /** All rows as they are now; `fresh`: nobody listened before, what was known is forgotten. */
  snapshot(fresh: boolean): EventData[]
  /** What there is to say about one queue or agent since it was last said; undefined: nothing. */
  changed(index: number): EventData | undefined
  /** One row whole, whether it changed or not; undefined where there is no such row. */
  repeat(index: number): EventData | undefined
}

interface Known {
  readonly keys: Keys
  cells: Cells
  messages: number
}

function sameCell(a: Cell | undefined, b: Cell): boolean {
  if (a === undefined || a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  return a.sinceMs === b.sinceMs
}

export function createPublisher(deps: {
  readonly accountId: string
  readonly producer: Producer
  readonly floor: () => Floor
  /** The floor's clock is not the client's: what counts is how long ago a moment was. */
  readonly toWall: (floorMs: number) => number
}): Publisher {
  const { accountId, producer, floor } = deps
  const known = new Map<number, Known>()

  function written(cell: Cell): string {
    if (cell === null) return 'N/A'
    if (typeof cell === 'number') return String(Math.round(cell))
    if (typeof cell !== 'object') return String(cell)
    return cell.sinceMs === null ? '0' : String(deps.toWall(cell.sinceMs))
  }

  function message(keys: Keys, payloadType: EventData['payloadType'], cells: Cells | null): EventData {
    const head = { accountId, keys: { ...keys } }
    const tail = { eventSourceId: EVENT_SOURCE, measureProducerId: producer.id, payloadType }
    if (!cells) return { ...head, eventAction: 'DELETE', ...tail }
    const measures = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, written(cell)]))
    return { ...head, eventAction: 'UPSERT', ...tail, measures }
  }

  function whole(index: number, payloadType: EventData['payloadType']): EventData | undefined {
    const keys = producer.keys(floor(), index)
    const cells = producer.cells(floor(), index)
    if (!keys || !cells) return undefined
    known.set(index, { keys, cells, messages: 0 })
    return message(keys, payloadType, cells)
  }

  /** Moments are always sent along: at another speed than 1 they move. */
  function difference(before: Cells, cells: Cells): Cells {
    const changed = Object.entries(cells).filter(([name, cell]) => !sameCell(before[name], cell))
    if (changed.length === 0) return {}
    const moments = Object.entries(cells).filter(([, cell]) => typeof cell === 'object' && cell !== null)
    return Object.fromEntries([...changed, ...moments])
  }

  return {
    snapshot(fresh) {
      if (fresh) known.clear()
      const count = producer.subject === 'queue' ? floor().queues.length : floor().agents.length
      return Array.from({ length: count }, (_, index) => whole(index, 'INITIALIZING')).filter(
        (row) => row !== undefined
      )
    },
    changed(index) {
      const before = known.get(index)
      const cells = producer.cells(floor(), index)
      if (!before) return whole(index, 'LIVE')
      if (!cells) {
        known.delete(index)
        return message(before.keys, 'LIVE', null)
      }
      const changes = difference(before.cells, cells)
      if (Object.keys(changes).length === 0) return undefined
      before.cells = cells
      before.messages += 1
      return message(before.keys, 'LIVE', before.messages % WHOLE_EVERY === 0 ? cells : changes)
    },
    repeat: (index) => whole(index, 'LIVE')
  }
}
