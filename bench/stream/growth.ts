import { createFrameReader } from '../../src/adapters/avaya/frame.ts'
import { describeFeed } from '../../src/adapters/avaya/transform.ts'
import { createMeasureTable } from '../../src/core/measures/table.ts'
import { messagesOf, producersOf } from './floor-frames.ts'
import { CONNECTION } from './product-path.ts'

const GENERATION = 1
const SLICE = 5_000
const WARM_UP_ROUNDS = 30
const ROUNDS = 61
const VARIANTS = 3

/** CPU time of one message from text to changed row, ns, by the size of the table. */
export interface Growth {
  readonly few: number
  readonly many: number
  /** `JSON.parse` of the same messages, the control: what it differs by is the machine's. */
  readonly parseFew: number
  readonly parseMany: number
}

interface Side {
  /** The next slice's messages, as if they had just come: what they were stored as is in no cache for one side alone. */
  next(): Buffer[]
  take(text: string): void
}

function sideOf(rows: number): Side {
  const [producer] = producersOf(rows)
  if (!producer) throw new Error('no producer')
  const feed = describeFeed(CONNECTION.id, producer.id, producer.metadata, new Map())
  const reader = createFrameReader(feed, producer.id)
  const table = createMeasureTable()
  table.describe(feed)
  const { live } = messagesOf(producer, Date.now(), VARIANTS)
  let place = 0
  const take = (text: string): void => {
    const frame = reader.read(text)
    if (frame.kind !== 'row') throw new Error(`${frame.kind}: ${text}`)
    table.apply(feed.id, GENERATION, frame.change, 0)
  }
  for (const text of live.slice(0, rows)) take(text)
  if (table.rowCount(feed.id) !== rows) throw new Error(`${table.rowCount(feed.id)} rows instead of ${rows}`)
  return {
    next() {
      // As a window's batch does, so that what waits to be told stays small on both sides.
      table.takeDirty()
      return Array.from({ length: SLICE }, () => Buffer.from(live[place++ % live.length] ?? ''))
    },
    take
  }
}

/** The same code over a small and a large table, slice by slice in turn; the median slice counts. */
export function measureGrowth(few: number, many: number): Growth {
  const sides = [sideOf(few), sideOf(many)]
  let characters = 0
  const parse = (text: string): void => {
    characters += (JSON.parse(text) as { accountId: string }).accountId.length
  }
  const ways = sides.flatMap((side) => [
    { side, take: side.take },
    { side, take: parse }
  ])
  const times = ways.map((): number[] => [])
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    ways.forEach(({ side, take }, i) => {
      const messages = side.next()
      const before = process.cpuUsage()
      for (const message of messages) take(message.toString())
      const { user, system } = process.cpuUsage(before)
      if (round >= WARM_UP_ROUNDS) times[i]?.push(((user + system) * 1000) / SLICE)
    })
  }
  if (characters === 0) throw new Error('nothing was read')
  const [fewNs = 0, parseFew = 0, manyNs = 0, parseMany = 0] = times.map(
    (all) => all.sort((a, b) => a - b)[all.length >> 1] ?? 0
  )
  return { few: fewNs, many: manyNs, parseFew, parseMany }
}
