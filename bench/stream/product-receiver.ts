import type { RealtimeSink } from '../../src/core/connections/source.ts'
import type { RowChange } from '../../src/core/measures/row.ts'
import type { Receiver } from './bare-receiver.ts'
import { fault, GENERATION, openFeed } from './feed-session.ts'
import type { Producer } from './floor-frames.ts'
import { createProductPath, type PathChoice, type ProductPath } from './product-path.ts'

const MOST_ANNOUNCED = 20

export interface ProductReceiver extends Receiver {
  readonly path: ProductPath
}

export interface ReceiverChoice extends PathChoice {
  readonly mostAnnounced?: number
  /** Seen before the product sees it. */
  readonly changed?: (change: RowChange) => void
}

/** The product's whole way of a message: socket, session, frame, table, alert engine, desk. */
export function receiveAsProduct(
  url: string,
  journalFile: string,
  producers: readonly Producer[],
  choice: ReceiverChoice = {}
): ProductReceiver {
  const path = createProductPath(journalFile, choice)
  const { mostAnnounced = MOST_ANNOUNCED } = choice
  const { sink } = path
  let taken = 0
  const counting: RealtimeSink = {
    ...sink,
    rowsChanged(feedId, generation, changes) {
      taken += changes.length
      if (choice.changed) for (const change of changes) choice.changed(change)
      sink.rowsChanged(feedId, generation, changes)
    },
    feedSkipped: (_, reason) => fault(`skipped: ${reason}`)
  }
  const feeds = producers.map((producer) =>
    openFeed(url, producer, counting, {
      confirmed: () => undefined,
      live(feedId) {
        counting.feedStatus(feedId, { phase: 'live', sinceMs: Date.now(), generation: GENERATION, attempt: 0 })
      }
    })
  )
  return {
    path,
    taken: () => taken,
    stop() {
      for (const feed of feeds) feed.dispose()
      const rows = path.table.feeds().reduce((sum, { id }) => sum + path.table.rowCount(id), 0)
      const meant = producers.reduce((sum, producer) => sum + producer.rows, 0)
      if (rows !== meant) fault(`${rows} rows instead of ${meant}`)
      if (path.announced() > mostAnnounced) fault(`${path.announced()} announcements`)
      path.close()
    }
  }
}
