import * as z from 'zod'
import { TONES } from '../core/settings/choices.ts'
import { reportingChangedSchema } from './reporting-views.ts'
import { connectionTestViewSchema, rowViewSchema, stateViewSchema, viewSchema } from './views.ts'

/** What main tells windows unasked. `noun:past`. Only main sends; payloads are plain data. */
export const pushes = {
  /** The sections that changed. `revision` is the last one plus one; after a gap the window asks `state:get` again. */
  'state:changed': stateViewSchema.partial().required({ revision: true }),
  /** Whole rows that changed or came, and ids that went. Same gap rule with `rows:get`. */
  'rows:changed': z.strictObject({
    revision: z.int(),
    changed: z.array(rowViewSchema),
    removed: z.array(z.string())
  }),
  /** What changed of workflows and targets; see `reporting:tree`. */
  'reporting:changed': reportingChangedSchema,
  'view:requested': viewSchema,
  /** To one window alone: this tone is to be heard, instead of any that still is. `volume`: 0 to 100. */
  'sound:wanted': z.strictObject({ id: z.int(), tone: z.enum(TONES), volume: z.int().min(0).max(100) }),
  /** How far a test of a connection is: all its steps, each time. */
  'connection:tested': connectionTestViewSchema
} as const

export type Pushes = typeof pushes
export type PushName = keyof Pushes
export type PushPayload<N extends PushName> = z.infer<Pushes[N]>
