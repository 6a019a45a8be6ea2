import * as z from 'zod'
import { WEEKDAYS } from '../weekly-hours.ts'
import { isZone } from '../zoned-time.ts'
import { floorPartSchema } from './scope-schema.ts'

const minuteOfDay = z
  .int()
  .min(0)
  .max(24 * 60 - 1)
const hoursOfDay = { fromMinute: minuteOfDay, toMinute: minuteOfDay }

const openingHoursSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  zone: z.string().max(100).refine(isZone, { message: 'must be a time zone such as Europe/Helsinki' }),
  week: z.array(z.strictObject({ days: z.array(z.enum(WEEKDAYS)).min(1).max(7), ...hoursOfDay })).max(50),
  holidays: z
    .array(z.strictObject({ date: z.iso.date().max(10), hours: z.array(z.strictObject(hoursOfDay)).max(10) }))
    .max(400),
  queues: z.array(floorPartSchema).min(1).max(500)
})

const isOnce = (texts: readonly string[]): boolean => new Set(texts).size === texts.length

/** No queue has two: it could be open by one and closed by the other. */
export const allOpeningHoursSchema = z
  .array(openingHoursSchema)
  .max(100)
  .refine((all) => isOnce(all.flatMap(({ queues }) => queues.map(({ id }) => id))), {
    message: 'must not name a queue twice'
  })
