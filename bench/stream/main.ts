import { receiveBare } from './bare-receiver.ts'
import { countFor, type Count } from './count.ts'
import { receiveAsProduct } from './product-receiver.ts'
import { send } from './send.ts'
import { measureStages, type Stages } from './stages.ts'

const WARM_UP_MS = 1_500
const MEASURE_MS = 2_500

async function receive(kind: string, url: string, journalFile: string): Promise<Count> {
  const receiver = kind === 'bare' ? receiveBare(url) : receiveAsProduct(url, journalFile)
  const count = await countFor(WARM_UP_MS, MEASURE_MS, receiver.taken)
  receiver.stop()
  return count
}

/**
 * One role of the stream measure, to be run in a process of its own: `send` stays and prints its address; `bare`, `product` and
 * `stages` answer their numbers.
 */
export async function play(role: string, url: string, journalFile: string): Promise<Count | Stages | undefined> {
  if (role === 'send') {
    send()
    return undefined
  }
  return role === 'stages' ? measureStages(journalFile) : receive(role, url, journalFile)
}
