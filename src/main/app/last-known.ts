import * as z from 'zod'
import type { HeadlineView } from '../../contract/views.ts'
import type { Journal } from '../../core/ports/journal.ts'

const lastKnownSchema = z.strictObject({ contactsWaiting: z.number().nullable(), agentsReady: z.number().nullable() })
export type LastKnownHeadline = z.infer<typeof lastKnownSchema> & { readonly atMs: number }

/** What the tray says of the floor before anything is live: never as if it were fresh. */
export function readLastKnown(journal: Journal): LastKnownHeadline | undefined {
  const last = journal.lastKnown()
  if (!last) return undefined
  let json: unknown
  try {
    json = JSON.parse(last.json)
  } catch {
    return undefined
  }
  const parsed = lastKnownSchema.safeParse(json)
  return parsed.success ? { ...parsed.data, atMs: last.savedAtMs } : undefined
}

export function writeLastKnown(journal: Journal, headline: HeadlineView, atMs: number): void {
  if (headline.contactsWaiting === null) return
  const { contactsWaiting, agentsReady } = headline
  journal.putLastKnown({ savedAtMs: atMs, json: JSON.stringify({ contactsWaiting, agentsReady }) })
}
