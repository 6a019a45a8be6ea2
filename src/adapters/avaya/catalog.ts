import type { Logger } from '../../core/ports/logger.ts'
import type { FeedDescriptor } from '../../core/measures/feed.ts'
import type { Failure } from '../../core/connections/failure.ts'
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
  /**
   * Asked once per producer; a failure is asked again next time. `notFound` names a producer the account does not have. The dictionary
   * is not waited for: names that come later are told by `renamed`, and asked for again next time where they could not be had.
   */
  describe(producerId: string): Promise<Result<DescribedProducer>>
  /** Reads the dictionaries of all described producers anew; feeds whose names are other ones then are told by `renamed`. */
  languageChanged(): void
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
  /** A described feed whose names are other ones now. */
  readonly renamed: (feed: FeedDescriptor) => void
}

type Names = ReadonlyMap<string, string>

interface Known extends DescribedProducer {
  readonly metadata: ProducerMetadata
  /** Its names could not be asked for. */
  isUnnamed: boolean
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

  /** Names are an ornament: without them a producer is called as its metadata calls it. */
  async function displayNames(wireId: string, language: string): Promise<Result<Names>> {
    let missing: Failure = failure('notFound', 'dictionary', 'no dictionary')
    const locales = await client.locales(wireId)
    for (const locale of dictionariesFor(language, locales.ok ? locales.value : undefined)) {
      const names = await client.dictionary(wireId, locale)
      if (names.ok) return names
      missing = names.failure
      // Only where there is none in this language is there a reason to look for another.
      if (missing.code !== 'notFound') break
    }
    logger.info('no dictionary, the names stay as they are', { producer: wireId })
    return fail(missing)
  }

  /** The names of the language that is spoken when they are here, should another be chosen while they are asked for. */
  async function presentNames(wireId: string): Promise<Result<Names>> {
    for (;;) {
      const language = deps.language()
      const names = await displayNames(wireId, language)
      if (language === deps.language()) return names
    }
  }

  /** The feed is called by these names, or asks for them again where they could not be had. */
  function name(producerId: string, names: Result<Names>): void {
    const before = known.get(producerId)
    if (!before) return
    if (!names.ok) {
      before.isUnnamed = names.failure.code !== 'notFound'
      return
    }
    const feed = describeFeed(connectionId, producerId, before.metadata, names.value)
    if (JSON.stringify(feed) === JSON.stringify(before.feed)) return
    known.set(producerId, { ...before, feed, isUnnamed: false })
    deps.renamed(feed)
  }

  async function askNames(producerId: string, wireId: string): Promise<void> {
    name(producerId, await presentNames(wireId))
  }

  return {
    async describe(producerId) {
      const present = known.get(producerId)
      if (present?.isUnnamed) {
        present.isUnnamed = false
        void askNames(producerId, present.wireId)
      }
      if (present) return ok(present)
      const ids = await list()
      if (!ids.ok) return ids
      const wireId = sameProducer(ids.value, producerId)
      if (wireId === undefined) {
        return fail(failure('notFound', 'producers', `the account has no realtime producer ${producerId}`))
      }
      const metadata = await client.producer(wireId)
      if (!metadata.ok) return metadata
      const feed = describeFeed(connectionId, producerId, metadata.value, new Map())
      const described = { feed, wireId, metadata: metadata.value, isUnnamed: false }
      known.set(producerId, described)
      void askNames(producerId, wireId)
      return ok(described)
    },
    languageChanged() {
      for (const [producerId, { wireId }] of known) void askNames(producerId, wireId)
    }
  }
}
