import { createFeedMeter } from '../../src/adapters/avaya/feed-meter.ts'
import { createFrameReader } from '../../src/adapters/avaya/frame.ts'
import { openSession, type Session } from '../../src/adapters/avaya/session.ts'
import { describeFeed } from '../../src/adapters/avaya/transform.ts'
import { createWsOpener } from '../../src/adapters/transport/ws-opener.ts'
import { DEFAULT_FRESHNESS, type RealtimeSink } from '../../src/core/connections/source.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'
import type { Producer } from './floor-frames.ts'
import { CONNECTION } from './product-path.ts'

export const GENERATION = 1

export const fault = (what: string): never => {
  throw new Error(what)
}

export interface Told {
  confirmed(): void
  /** The snapshot of the feed is complete. */
  live(feedId: string): void
}

/** One feed as the Avaya source runs it, less what comes before the socket: token, subscription, metadata. Whatever goes wrong throws. */
export function openFeed(url: string, producer: Producer, sink: RealtimeSink, told: Told): Session {
  const feed = describeFeed(CONNECTION.id, producer.id, producer.metadata, new Map())
  sink.feedDescribed(feed)
  return openSession(
    {
      clock: systemClock,
      sockets: createWsOpener({ clock: systemClock }),
      freshness: DEFAULT_FRESHNESS,
      feedId: feed.id,
      generation: GENERATION,
      active: { id: 'bench', endpoint: `${url}/${producer.id}`, serverLimitMs: undefined },
      token: 'bench',
      meter: createFeedMeter(systemClock),
      reader: createFrameReader(feed, producer.id),
      silenceIsEmpty: false,
      sink
    },
    {
      opened: () => undefined,
      confirmed: () => told.confirmed(),
      endless: () => fault('a snapshot without an end'),
      live: () => told.live(feed.id),
      stale: () => fault('stale'),
      fresh: () => undefined,
      ended: (_, why) => fault(`ended: ${why.code} ${why.detail}`)
    }
  )
}
