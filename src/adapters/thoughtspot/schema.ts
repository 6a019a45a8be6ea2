import * as z from 'zod'
import type { Failure } from '../../core/connections/failure.ts'

/** A number in some answers, a text in others. */
const orgId = z.union([z.number(), z.string()]).nullish()

export const fullTokenSchema = z.object({
  token: z.string().min(1),
  valid_for_username: z.string().nullish(),
  scope: z.object({ org_id: orgId }).nullish()
})

/** Which Org a session is in is not promised by every release. */
export const sessionUserSchema = z.object({
  name: z.string().nullish(),
  display_name: z.string().nullish(),
  current_org: z.object({ id: orgId }).nullish()
})

/** Both lists may be null. What they hold is of no concern here. */
export const channelPreferencesSchema = z.object({
  cluster_preferences: z.array(z.unknown()).nullish(),
  org_preferences: z.array(z.unknown()).nullish()
})

/** Only `error` is promised; the words, where there are any, are three levels down. */
const errorSchema = z.object({ error: z.object({ message: z.object({ debug: z.string() }) }) })

export function errorText(body: unknown): string | undefined {
  const parsed = errorSchema.safeParse(body)
  return parsed.success ? parsed.data.error.message.debug : undefined
}

/** Words of a refusal that speak of the release or the instance rather than of the user (assumed). */
const SWITCHED_OFF = /not (?:enabled|available|supported)|disabled|feature/i

/**
 * A feature that is off answers 404, or 403 with words like these; where the host has just signed the user in, 404 has no other
 * meaning. What is left of 403 is a missing privilege.
 */
export function featureFailure(why: Failure): Failure {
  const isOff = why.httpStatus === 404 || (why.code === 'forbidden' && SWITCHED_OFF.test(why.detail))
  return isOff ? { ...why, code: 'notEnabled' } : why
}
