import * as z from 'zod'
import type { Failure } from '../../core/connections/failure.ts'

const errorSchema = z.record(z.string(), z.unknown())

/**
 * The words of an error body, whose form is assumed: `{"detail": "…"}`, or a list of complaints per field. Undefined when there are
 * none.
 */
export function errorText(body: unknown): string | undefined {
  const parsed = errorSchema.safeParse(body)
  if (!parsed.success) return undefined
  const detail = parsed.data['detail']
  if (typeof detail === 'string') return detail
  const complaints = Object.entries(parsed.data).flatMap(([field, said]) => {
    const texts = (Array.isArray(said) ? (said as unknown[]) : [said]).filter((text) => typeof text === 'string')
    return texts.length === 0 ? [] : [`${field}: ${texts.join(' ')}`]
  })
  return complaints.length === 0 ? undefined : complaints.join('; ')
}

/**
 * No code tells the reasons of a 403 apart; these words (assumed) speak of the contract rather than of the user. That something has
 * expired does not: a token does too.
 */
const NO_SUBSCRIPTION = /subscri(?:ption|bed)|licen[cs]e/i

/** A missing permission and a missing subscription are both 403: only the service's own words tell them apart. */
export function refinedFailure(why: Failure): Failure {
  return why.code === 'forbidden' && NO_SUBSCRIPTION.test(why.detail) ? { ...why, code: 'noSubscription' } : why
}
