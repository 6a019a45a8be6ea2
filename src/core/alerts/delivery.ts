import * as z from 'zod'

/**
 * One line of the delivery ledger: one announcement of one episode over one channel. `intent` is written with the transition, the
 * outcome after the notifier answered; an `intent` found at start means the crash came in between.
 */
export const deliverySchema = z.strictObject({
  id: z.string().min(1),
  episodeId: z.string().min(1),
  reason: z.enum(['fired', 'worsened', 'unstable', 'repeat', 'ended']),
  channel: z.literal('native'),
  state: z.enum(['intent', 'delivered', 'failed', 'held', 'suppressed']),
  /** Back-end that showed it, or why not. */
  detail: z.string(),
  atMs: z.number(),
  /** The announcement may have been shown before a crash. */
  possibleRepeat: z.boolean()
})
export type Delivery = z.infer<typeof deliverySchema>
