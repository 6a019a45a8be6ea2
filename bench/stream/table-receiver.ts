import type { RealtimeSink } from '../../src/core/connections/source.ts'
import { createMeasureTable, type MeasureTable } from '../../src/core/measures/table.ts'
import type { Receiver } from './bare-receiver.ts'
import { fault, openFeed, type Told } from './feed-session.ts'
import type { Producer } from './floor-frames.ts'

function sinkFor(table: MeasureTable, took: (messages: number) => void): RealtimeSink {
  return {
    feedDescribed: (feed) => table.describe(feed),
    feedStatus: () => undefined,
    feedHeard: () => undefined,
    feedKeysShared: () => undefined,
    snapshotBegan: (feedId, generation) => table.beginSnapshot(feedId, generation),
    rowsChanged(feedId, generation, changes) {
      const nowMs = Date.now()
      for (const change of changes) table.apply(feedId, generation, change, nowMs)
      took(changes.length)
    },
    snapshotEnded: (feedId, generation) => void table.endSnapshot(feedId, generation),
    feedSkipped: (_, reason) => fault(`skipped: ${reason}`)
  }
}

const NOBODY: Told = { confirmed: () => undefined, live: () => undefined }

/** The product's way of a message up to the table: socket, session, frame checked and read, row changed. */
export function receiveIntoTable(url: string, producers: readonly Producer[], told = NOBODY): Receiver {
  const table = createMeasureTable()
  let taken = 0
  const sink = sinkFor(table, (messages) => {
    taken += messages
  })
  const sessions = producers.map((producer) => openFeed(url, producer, sink, told))
  return {
    taken: () => taken,
    stop() {
      for (const session of sessions) session.dispose()
      const rows = table.feeds().reduce((sum, { id }) => sum + table.rowCount(id), 0)
      const meant = producers.reduce((sum, producer) => sum + producer.rows, 0)
      if (rows !== meant) fault(`${rows} rows instead of ${meant}`)
    }
  }
}
