import { receiveBare } from './bare-receiver.ts'
import { countFor, type Count } from './count.ts'
import { measureEngines, type EngineRates } from './engines.ts'
import { PRODUCERS, producersOf } from './floor-frames.ts'
import { measureGrowth, type Growth } from './growth.ts'
import { measureLatency, type Latency } from './latency.ts'
import { measureLoopDelay, type LoopDelay } from './loop-delay.ts'
import { measureOutage, type Outage } from './outage.ts'
import { receiveAsProduct } from './product-receiver.ts'
import { send } from './send.ts'
import { timeSnapshot, type SnapshotTime } from './snapshot.ts'
import { measureStages, type Stages } from './stages.ts'
import { receiveIntoTable } from './table-receiver.ts'
import { rulesThatDoNotRead, twoHundredRules } from './two-hundred-rules.ts'

const WARM_UP_MS = 1_500
const MEASURE_MS = 2_500
/** Enough to change every row, few enough to hold in memory for a hundred thousand rows. */
const VARIANTS_OF_MANY = 4

export type Answer = Count | Stages | Growth | LoopDelay | Latency | EngineRates | Outage | SnapshotTime | undefined

const RECEIVERS = ['product', 'twoHundred', 'unread', 'noRules', 'table', 'bare'] as const
type ReceiverKind = (typeof RECEIVERS)[number]
const isReceiver = (role: string): role is ReceiverKind => RECEIVERS.some((kind) => kind === role)

async function receive(kind: ReceiverKind, url: string, journalFile: string, rows: number): Promise<Count> {
  const producers = rows > 0 ? producersOf(rows) : PRODUCERS
  const receiver = {
    product: () => receiveAsProduct(url, journalFile, producers),
    twoHundred: () => receiveAsProduct(url, journalFile, producers, { rules: twoHundredRules() }),
    unread: () => receiveAsProduct(url, journalFile, producers, { rules: rulesThatDoNotRead() }),
    noRules: () => receiveAsProduct(url, journalFile, producers, { rules: [] }),
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
  if (isReceiver(role)) return receive(role, url, journalFile, rows)
  switch (role) {
    case 'send':
      send(rows > 0 ? producersOf(rows) : PRODUCERS, rows > 0 ? { variants: VARIANTS_OF_MANY } : {})
      return undefined
    case 'sendPaced':
      send(PRODUCERS, { perSecond: rows })
      return undefined
    case 'sendAlarms':
      send(PRODUCERS, { perSecond: rows, alarms: true })
      return undefined
    case 'snapshotTable':
      return timeSnapshot('table', url, producersOf(rows))
    case 'snapshotBare':
      return timeSnapshot('bare', url, producersOf(rows))
    case 'growth':
      return measureGrowth(rows / 100, rows)
    case 'loopDelay':
      return measureLoopDelay(url, journalFile)
    case 'latency':
      return measureLatency(url, journalFile)
    case 'engines':
      return measureEngines()
    case 'outage':
      return measureOutage()
    case 'stages':
      return measureStages(journalFile)
    default:
      throw new Error(`no role ${role}`)
  }
}
