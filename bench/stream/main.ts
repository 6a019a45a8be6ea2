import { receiveBare } from './bare-receiver.ts'
import { countFor, type Count } from './count.ts'
import { PRODUCERS, producersOf } from './floor-frames.ts'
import { measureGrowth, type Growth } from './growth.ts'
import { measureLoopDelay, type LoopDelay } from './loop-delay.ts'
import { receiveAsProduct } from './product-receiver.ts'
import { send } from './send.ts'
import { timeSnapshot, type SnapshotTime } from './snapshot.ts'
import { measureStages, type Stages } from './stages.ts'
import { receiveIntoTable } from './table-receiver.ts'

const WARM_UP_MS = 1_500
const MEASURE_MS = 2_500
/** Enough to change every row, few enough to hold in memory for a hundred thousand rows. */
const VARIANTS_OF_MANY = 4

export type Answer = Count | Stages | Growth | LoopDelay | SnapshotTime | undefined

async function receive(
  kind: 'product' | 'table' | 'bare',
  url: string,
  journalFile: string,
  rows: number
): Promise<Count> {
  const producers = rows > 0 ? producersOf(rows) : PRODUCERS
  const receiver = {
    product: () => receiveAsProduct(url, journalFile, producers),
    table: () => receiveIntoTable(url, producers),
    bare: () => receiveBare(url, producers)
  }[kind]()
  // A large snapshot has to be over first.
  const count = await countFor(WARM_UP_MS + rows / 10, MEASURE_MS, receiver.taken)
  receiver.stop()
  return count
}

/**
 * One role of the stream measures, to be run in a process of its own. The senders stay and print their address, all others answer
 * their numbers. `rows`: of the agents' producer alone; 0 is the usual floor of two producers.
 */
export async function play(role: string, url: string, journalFile: string, rows: number): Promise<Answer> {
  switch (role) {
    case 'send':
      send(rows > 0 ? producersOf(rows) : PRODUCERS, rows > 0 ? VARIANTS_OF_MANY : undefined)
      return undefined
    case 'sendPaced':
      send(PRODUCERS, undefined, rows)
      return undefined
    case 'product':
    case 'table':
    case 'bare':
      return receive(role, url, journalFile, rows)
    case 'snapshotTable':
      return timeSnapshot('table', url, producersOf(rows))
    case 'snapshotBare':
      return timeSnapshot('bare', url, producersOf(rows))
    case 'growth':
      return measureGrowth(rows / 100, rows)
    case 'loopDelay':
      return measureLoopDelay(url, journalFile)
    case 'stages':
      return measureStages(journalFile)
    default:
      throw new Error(`no role ${role}`)
  }
}
