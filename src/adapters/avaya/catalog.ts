import type { Logger } from '../../core/ports/logger.ts'
import type { FeedDescriptor } from '../../core/measures/feed.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from '../transport/failures.ts'
import type { AvayaClient } from './client.ts'
import { describeFeed } from './transform.ts'

/** Languages of display names, best first; then whatever the producer has. */
const LOCALES = ['en-US', 'en-GB', 'en']

export interface DescribedProducer {
  readonly feed: FeedDescriptor
  /** The id as the server writes it, which may differ in capitals from the one configured. */
  readonly wireId: string
}

export interface ProducerCatalog {
  /** Asked once per producer; a failure is asked again next time. `notFound` names a producer the account does not have. */
  describe(producerId: string): Promise<Result<DescribedProducer>>
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
}

export function createProducerCatalog(deps: CatalogDeps): ProducerCatalog {
  const { client, connectionId, logger } = deps
  const known = new Map<string, DescribedProducer>()
  let listing: Promise<Result<readonly string[]>> | undefined

  /** One list serves all feeds that begin together. */
  function list(): Promise<Result<readonly string[]>> {
    listing ??= client.producerIds().finally(() => {
      listing = undefined
    })
    return listing
  }

  /** Names are an ornament: without a dictionary the metadata's own are shown. */
  async function displayNames(wireId: string): Promise<ReadonlyMap<string, string>> {
    const locales = await client.locales(wireId)
    const wanted = locales.ok
      ? (LOCALES.find((locale) => locales.value.includes(locale)) ?? locales.value[0])
      : LOCALES[0]
    const names = wanted === undefined ? undefined : await client.dictionary(wireId, wanted)
    if (names?.ok) return names.value
    logger.info('no dictionary, using the names of the metadata', { producer: wireId })
    return new Map()
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
      const [metadata, names] = await Promise.all([client.producer(wireId), displayNames(wireId)])
      if (!metadata.ok) return metadata
      const described = { feed: describeFeed(connectionId, producerId, metadata.value, names), wireId }
      known.set(producerId, described)
      return ok(described)
    }
  }
}
