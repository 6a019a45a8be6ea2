import * as z from 'zod'
import { LANGUAGE_CHOICES } from '../text/language.ts'
import { allOpeningHoursSchema } from '../floor/opening-hours-schema.ts'
import { floorScopeSchema } from '../floor/scope-schema.ts'
import { WEEKDAYS } from '../weekly-hours.ts'
import {
  CONTRASTS,
  FRESHNESS_LIMITS,
  HEADLINE_MEASURES,
  isStaleAfterPing,
  NUMBER_FORMS,
  TONE_CHOICES
} from './choices.ts'
import { isShortcut, SHORTCUT_CHARS } from './shortcut.ts'
import { overviewLayoutSchema } from '../overview/layout-schema.ts'
import { PINNED_AT_MOST } from './pinned-queues.ts'
import { tablesSchema } from './table-layout.ts'

const WEAK_STORAGE = ['ask', 'refuse', 'session', 'allow'] as const
const within = ([least, most]: readonly [number, number]) => z.int().min(least).max(most)
const minuteOfDay = z.int().min(0).max(1439)

const privacySchema = z.strictObject({
  /** `pseudonyms`: nothing that leaves main names an agent. */
  agentNames: z.enum(['shown', 'pseudonyms']),
  /** While the screen is locked, notices say only what kind of alert it is and how severe. */
  hideNoticesWhenLocked: z.boolean(),
  /** History and logs that are older are removed for good. */
  keepHistoryDays: z.int().min(1).max(3650)
})

const traySchema = z.strictObject({ measure: z.enum(HEADLINE_MEASURES), numbers: z.enum(NUMBER_FORMS) })

const noticesSchema = z.strictObject({
  sounds: z.strictObject({ info: z.boolean(), warning: z.boolean(), critical: z.boolean() }),
  tones: z
    .strictObject({ info: z.enum(TONE_CHOICES), warning: z.enum(TONE_CHOICES), critical: z.enum(TONE_CHOICES) })
    .exactOptional(),
  volume: z.int().min(0).max(100).exactOptional(),
  announceEnds: z.boolean()
})

const quietHoursSchema = z.strictObject({
  enabled: z.boolean(),
  days: z.array(z.enum(WEEKDAYS)).max(WEEKDAYS.length),
  fromMinute: minuteOfDay,
  toMinute: minuteOfDay,
  criticalBreaksThrough: z.boolean()
})

/** Preferences of this user. No secret, no truth about the floor. Version 2 of `settings.json`. */
export const settingsSchema = z.strictObject({
  version: z.literal(2),
  targetTestIntervalMinutes: z.int().min(5).max(1440),
  /** `period`: each target once in its notification period, shortly before it ends. Absent: at the interval. */
  targetTestTiming: z.enum(['interval', 'period']).exactOptional(),
  weakSecretStorage: z.enum(WEAK_STORAGE),
  colourScheme: z.enum(['system', 'light', 'dark']),
  /** Of windows, tray and notices; absent: that of the system. */
  language: z.enum(LANGUAGE_CHOICES).exactOptional(),
  /** Absent: as the system says. */
  contrast: z.enum(CONTRASTS).exactOptional(),
  /** Which panel background the tray icon is drawn for. */
  trayTheme: z.enum(['auto', 'light', 'dark']),
  /** Absent: `DEFAULT_TRAY`. */
  tray: traySchema.exactOptional(),
  /** Absent: `DEFAULT_NOTICES`. */
  notices: noticesSchema.exactOptional(),
  /** Absent: `DEFAULT_QUIET_HOURS`. */
  quietHours: quietHoursSchema.exactOptional(),
  /** Opens the panel from every program, spelled as `readShortcut` answers; absent or null: none. */
  globalShortcut: z.string().max(SHORTCUT_CHARS).refine(isShortcut).nullable().exactOptional(),
  /** PEM file of certificate authorities that live connections trust beside those of the system; absent or null: none. */
  caFile: z.string().min(1).max(4_000).nullable().exactOptional(),
  /** Row ids of queues shown in the tray menu. */
  pinnedQueues: z.array(z.string().max(2000)).max(PINNED_AT_MOST),
  /** How the tables of the main window are arranged; absent: as they come. */
  tables: tablesSchema.exactOptional(),
  /** How the overview is arranged; absent: as at the beginning. */
  overview: overviewLayoutSchema.exactOptional(),
  /** What the headline, the views and the default rules speak of; absent: everything. */
  floor: floorScopeSchema.exactOptional(),
  /** When queues are open: a closed one alerts nobody. Absent, and of queues that it does not name: always. */
  openingHours: allOpeningHoursSchema.exactOptional(),
  /** The question of the first start was answered. */
  welcomed: z.boolean().exactOptional(),
  privacy: privacySchema,
  freshness: z
    .strictObject({
      pingAfterMs: within(FRESHNESS_LIMITS.pingAfterMs),
      pongWithinMs: within(FRESHNESS_LIMITS.pongWithinMs),
      staleAfterMs: within(FRESHNESS_LIMITS.staleAfterMs)
    })
    .refine(isStaleAfterPing, {
      path: ['staleAfterMs'],
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
