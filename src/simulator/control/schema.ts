import * as z from 'zod'
import { faultChangeSchema } from '../faults.ts'
import { SCENARIO_IDS } from '../scenario/scenario.ts'

export const SPEED = { min: 1, max: 60 } as const
const MESSAGES_PER_SECOND_MAX = 20_000

const speedSchema = z.number().min(SPEED.min).max(SPEED.max)

/** What `POST /control` may ask for; several things at once are done in this order. */
export const controlChangeSchema = z.strictObject({
  /** Begins a scenario anew, this one too; faults are set back first. */
  scenario: z.enum(SCENARIO_IDS).optional(),
  speed: speedSchema.optional(),
  /** Lets the rush break in now. */
  rush: z.literal(true).optional(),
  faults: faultChangeSchema.optional(),
  /** Repeats rows so that at least so many messages go out each second, over all sockets together; 0: none. */
  messagesPerSecond: z.int().min(0).max(MESSAGES_PER_SECOND_MAX).optional()
})
export type ControlChange = z.infer<typeof controlChangeSchema>
