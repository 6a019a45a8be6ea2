import * as z from 'zod'
import { DELIVERY_CAUSES } from '../delivery/causes.ts'

/**
 * One line of the delivery ledger: one announcement of one episode over one channel. Of notices, `intent` is written with the
 * transition, the outcome after the notifier answered; an `intent` found at start means the crash came in between. A sound and the
 * taskbar belong to what a notice says, and get their line with their outcome. Tray and panel show every open alert, always, and have no lines.
 */
export const deliverySchema = z.strictObject({
  id: z.string().min(1),
  episodeId: z.string().min(1),
  reason: z.enum(['fired', 'worsened', 'unstable', 'repeat', 'ended']),
  channel: z.enum(['native', 'sound', 'flash']),
  state: z.enum(['intent', 'delivered', 'failed', 'held', 'suppressed']),
  /** Back-end that showed it, or what it said against it, in its own words. */
  detail: z.string(),
  /** Why not, or not yet. Absent in lines of older versions: `causeOf` reads both. */
  cause: z.enum(DELIVERY_CAUSES).optional(),
  /** The notice that told it together with others; absent: one of its own. */
  noticeId: z.string().min(1).optional(),
  /** How many alerts that notice told of. */
  together: z.int().min(2).optional(),
  atMs: z.number(),
  /** The announcement may have been shown before a crash. */
  possibleRepeat: z.boolean()
})
export type Delivery = z.infer<typeof deliverySchema>
