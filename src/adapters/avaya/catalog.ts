import type { Logger } from '../../core/ports/logger.ts'
import type { FeedDescriptor } from '../../core/measures/feed.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from '../transport/failures.ts'
import type { AvayaClient } from './client.ts'
import type { ProducerMetadata } from './schema.ts'
import { describeFeed } from './transform.ts'
import { dictionariesFor } from './wire.ts'

export interface DescribedProducer {
  readonly feed: FeedDescriptor
  /** The id as the server writes it, which may differ in capitals from the one configured. */
  readonly wireId: string
}

export interface ProducerCatalog {
  /** Asked once per producer; a failure is asked again next time. `notFound` names a producer the account does not have. */
  describe(producerId: string): Promise<Result<DescribedProducer>>
  /** Reads the dictionaries of all described producers anew. Answers the feeds whose names are other ones now. Never rejects. */
  languageChanged(): Promise<readonly FeedDescriptor[]>
}

/** The id as the server writes it: capitals differ between its documents. */
export function sameProducer(ids: readonly string[], producerId: string): string | undefined {
  const lower = producerId.toLowerCase()
  return ids.find((id) => id === producerId) ?? ids.find((id) => id.toLowerCase() === lower)
}

export interface CatalogDeps {
  readonly client: AvayaClient
  readonly connectionId: string
  readonly logger: Logger
  /** BCP 47. */
  readonly language: () => string
}

interface Known extends DescribedProducer {
  readonly metadata: ProducerMetadata
}

export function createProducerCatalog(deps: CatalogDeps): ProducerCatalog {
  const { client, connectionId, logger } = deps
  const known = new Map<string, Known>()
  let listing: Promise<Result<readonly string[]>> | undefined

  /** One list serves all feeds that begin together. */
  function list(): Promise<Result<readonly string[]>> {
    listing ??= client.producerIds().finally(() => {
      listing = undefined
    })
    return listing
  }

  /** Names are an ornament: undefined when there is no dictionary to be had. */
  async function displayNames(wireId: string, language: string): Promise<ReadonlyMap<string, string> | undefined> {
    const locales = await client.locales(wireId)
    for (const locale of dictionariesFor(language, locales.ok ? locales.value : undefined)) {
      const names = await client.dictionary(wireId, locale)
      if (names.ok) return names.value
      // Only where there is none in this language is there a reason to look for another.
      if (names.failure.code !== 'notFound') break
    }
    logger.info('no dictionary, the names stay as they are', { producer: wireId })
    return undefined
  }

  /** The names of the language that is spoken when they are here, should another be chosen while they are asked for. */
  async function presentNames(wireId: string): Promise<ReadonlyMap<string, string> | undefined> {
    for (;;) {
      const language = deps.language()
      const names = await displayNames(wireId, language)
      if (language === deps.language()) return names
    }
  }

  return {
    async describe(producerId) {
      const present = known.get(producerId)
      if (present) return ok(present)
      const ids = await list()
      if (!ids.ok) return ids
      const wireId = sameProducer(ids.value, producerId)
      if (wireId === undefined) {
        return fail(failure('notFound', 'producers', `the account has no realtime producer ${producerId}`))
      }
      const [metadata, names] = await Promise.all([client.producer(wireId), presentNames(wireId)])
      if (!metadata.ok) return metadata
      const feed = describeFeed(connectionId, producerId, metadata.value, names ?? new Map())
      const described = { feed, wireId, metadata: metadata.value }
      known.set(producerId, described)
      return ok(described)
    },
    async languageChanged() {
      const renamed = await Promise.all(
        [...known].map(async ([producerId, { wireId, metadata, feed: before }]) => {
          const names = await presentNames(wireId)
          if (!names) return []
          const feed = describeFeed(connectionId, producerId, metadata, names)
          if (JSON.stringify(feed) === JSON.stringify(before)) return []
          known.set(producerId, { feed, wireId, metadata })
          return [feed]
        })
      )
      return renamed.flat()
    }
  }
}
