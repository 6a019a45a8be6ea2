import * as z from 'zod'
import { LANGUAGE_CHOICES } from '../text/language.ts'
import { floorScopeSchema } from '../floor/scope-schema.ts'
import { PINNED_AT_MOST } from './pinned-queues.ts'
import { tablesSchema } from './table-layout.ts'

const WEAK_STORAGE = ['ask', 'refuse', 'session', 'allow'] as const

const privacySchema = z.strictObject({
  /** `pseudonyms`: nothing that leaves main names an agent. */
  agentNames: z.enum(['shown', 'pseudonyms']),
  /** While the screen is locked, notices say only what kind of alert it is and how severe. */
  hideNoticesWhenLocked: z.boolean(),
  /** History and logs that are older are removed for good. */
  keepHistoryDays: z.int().min(1).max(3650)
})

/** Preferences of this user. No secret, no truth about the floor. Version 2 of `settings.json`. */
export const settingsSchema = z.strictObject({
  version: z.literal(2),
  targetTestIntervalMinutes: z.int().min(5).max(1440),
  weakSecretStorage: z.enum(WEAK_STORAGE),
  colourScheme: z.enum(['system', 'light', 'dark']),
  /** Of windows, tray and notices; absent: that of the system. */
  language: z.enum(LANGUAGE_CHOICES).exactOptional(),
  /** Which panel background the tray icon is drawn for. */
  trayTheme: z.enum(['auto', 'light', 'dark']),
  /** PEM file of certificate authorities that live connections trust beside those of the system; absent or null: none. */
  caFile: z.string().min(1).max(4_000).nullable().exactOptional(),
  /** Row ids of queues shown in the tray menu. */
  pinnedQueues: z.array(z.string().max(2000)).max(PINNED_AT_MOST),
  /** How the tables of the main window are arranged; absent: as they come. */
  tables: tablesSchema.exactOptional(),
  /** What the headline, the views and the default rules speak of; absent: everything. */
  floor: floorScopeSchema.exactOptional(),
  /** The question of the first start was answered. */
  welcomed: z.boolean().exactOptional(),
  privacy: privacySchema,
  freshness: z
    .strictObject({
      pingAfterMs: z.int().min(1000).max(120_000),
      pongWithinMs: z.int().min(1000).max(60_000),
      staleAfterMs: z.int().min(2000).max(300_000)
    })
    .refine(({ pingAfterMs, staleAfterMs }) => staleAfterMs > pingAfterMs, {
      path: ['staleAfterMs'],
      // A quiet floor is heard by the answers to our pings alone.
      error: 'must be longer than pingAfterMs: otherwise every quiet feed would be called stale before it was asked'
    })
})
export type Settings = z.infer<typeof settingsSchema>

export const DEFAULT_SETTINGS: Settings = {
  version: 2,
  targetTestIntervalMinutes: 15,
  weakSecretStorage: 'ask',
  colourScheme: 'system',
  trayTheme: 'auto',
  pinnedQueues: [],
  privacy: { agentNames: 'shown', hideNoticesWhenLocked: true, keepHistoryDays: 90 },
  freshness: { pingAfterMs: 8_000, pongWithinMs: 6_000, staleAfterMs: 15_000 }
}
