import type { AvayaConfig, Connection } from '../../core/connections/connection.ts'
import type { FeedVitals } from '../../core/connections/feed-vitals.ts'
import type { RealtimeSink, RealtimeSource, SourceDeps } from '../../core/connections/source.ts'
import { disposable } from '../../core/disposable.ts'
import { ok } from '../../core/result.ts'
import { createCancellation } from '../../core/cancellation.ts'
import { pause } from '../transport/pause.ts'
import { createProducerCatalog } from './catalog.ts'
import { createAvayaClient } from './client.ts'
import { createFeedMeter } from './feed-meter.ts'
import { createFeed } from './feed.ts'
import type { Feed } from './feed.ts'
import { feedIdOf } from './transform.ts'
import { clearLeftovers } from './leftovers.ts'
import { watchKeys } from './key-watch.ts'
import { createSubscriptionKeeper } from './subscription.ts'
import type { SubscriptionKeeper } from './subscription.ts'

const CLOSE_WITHIN_MS = 3_000

/**
 * The realtime side of one connection: one feed, subscription and socket for each configured producer, each on its own, over one
 * shared token. See feed-phases.ts for what a feed goes through.
 */
export function createAvayaRealtime(
  connection: Connection<AvayaConfig>,
  deps: SourceDeps,
  told: RealtimeSink
): RealtimeSource {
  const { clock, logger } = deps
  const sink = watchKeys(told, clock)
  const { config, id: connectionId } = connection
  const calls = createCancellation()
  const client = createAvayaClient(config, deps, calls.cancellation)
  const catalog = createProducerCatalog({
    client,
    connectionId,
    logger,
    language: deps.language,
    renamed(feed) {
      if (!isOver()) sink.feedDescribed(feed)
    }
  })
  const feeds: Feed[] = []
  const subscriptions: SubscriptionKeeper[] = []
  const vitals: (() => FeedVitals)[] = []
  let started = false
  let over = false

  for (const producerId of new Set(config.producers)) {
    const subscription = createSubscriptionKeeper({
      client,
      clock,
      connectionId,
      record: deps.subscriptions,
      wireProducerId: async () => {
        const described = await catalog.describe(producerId)
        return described.ok ? ok(described.value.wireId) : described
      }
    })
    subscriptions.push(subscription)
    const meter = createFeedMeter(clock)
    const feedId = feedIdOf(connectionId, producerId)
    vitals.push(() => ({ feedId, producerId, ...meter.read(), subscription: subscription.vitals() }))
    const { random, sockets, freshness } = deps
    feeds.push(
      createFeed({
        connectionId,
        producerId,
        durationUnit: config.durationUnit,
        client,
        catalog,
        subscription,
        sink,
        meter,
        clock,
        random,
        sockets,
        freshness,
        logger
      })
    )
  }

  function isOver(): boolean {
    return over
  }

  /** Ends everything that could still tell the sink something. */
  function silence(): void {
    over = true
    for (const feed of feeds) feed.dispose()
  }

  const running = disposable(() => {
    silence()
    calls.cancel()
  })

  function probe(): void {
    client.token.forgive(true)
    for (const feed of feeds) feed.probe()
  }

  return {
    start() {
      if (started || over) return running
      started = true
      const leftovers = deps.subscriptions.list(connectionId)
      for (const feed of feeds) feed.start()
      void clearLeftovers({ client, connectionId, record: deps.subscriptions, logger }, leftovers, calls.cancellation)
      return running
    },
    probe() {
      if (!over) probe()
    },
    wake() {
      if (over) return
      client.token.forgive(false)
      for (const feed of feeds) feed.wake()
    },
    suspend() {
      if (!over) for (const feed of feeds) feed.suspend()
    },
    languageChanged() {
      if (!over) catalog.languageChanged()
    },
    vitals: () => vitals.map((read) => read()),
    async close() {
      if (over) return
      silence()
      const patience = createCancellation()
      const removed = Promise.all(subscriptions.map((subscription) => subscription.remove()))
      await Promise.race([removed, pause(clock, CLOSE_WITHIN_MS, patience.cancellation)])
      patience.cancel()
      running.dispose()
    }
  }
}
