import type { SubscriptionRecord } from '../../core/connections/source.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import type { AvayaClient } from './client.ts'

export interface LeftoverDeps {
  readonly client: AvayaClient
  readonly connectionId: string
  readonly record: SubscriptionRecord
  readonly logger: Logger
}

/**
 * Deletes the subscriptions an earlier run left behind: those, and only those, that the record names and the server still lists.
 * Runs beside the feeds and never holds them up; what can't be deleted now stays in the record for the next start.
 */
export async function clearLeftovers(
  deps: LeftoverDeps,
  leftovers: readonly string[],
  cancellation: Cancellation
): Promise<void> {
  if (leftovers.length === 0) return
  const { client, connectionId, record, logger } = deps
  const listed = await client.subscriptionIds()
  if (!listed.ok) {
    if (!cancellation.cancelled) logger.warn('leftover subscriptions not cleared', { code: listed.failure.code })
    return
  }
  const present = new Set(listed.value)
  for (const id of leftovers) {
    const removed = present.has(id) ? await client.unsubscribe(id) : { ok: true }
    if (cancellation.cancelled) return
    if (removed.ok) record.remove(connectionId, id)
  }
}
