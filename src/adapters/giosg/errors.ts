import * as z from 'zod'
import type { Failure } from '../../core/connections/failure.ts'
import { redact } from '../transport/redact.ts'
import { fieldOf } from './fields.ts'
import type { FieldTable } from './fields.ts'

const errorSchema = z.record(z.string(), z.unknown())

/** Complaints beside one field's list: about the object as a whole (assumed, as the web framework behind the service writes them). */
const GENERAL = 'general'

/** Every text inside, however deep: complaints about a part of the query come as an object of their own. */
function textsIn(said: unknown, where = ''): readonly string[] {
  if (typeof said === 'string') return [where === '' ? said : `${where}: ${said}`]
  if (Array.isArray(said)) return said.flatMap((one: unknown) => textsIn(one, where))
  const parsed = errorSchema.safeParse(said)
  if (!parsed.success) return []
  return Object.entries(parsed.data).flatMap(([name, one]) => textsIn(one, where === '' ? name : `${where}.${name}`))
}

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
    const texts = textsIn(said)
    return texts.length === 0 ? [] : [`${field}: ${texts.join(' ')}`]
  })
  return complaints.length === 0 ? undefined : complaints.join('; ')
}

/**
 * The complaints by the product's names of the fields; those about others keep their wire name in front and stand under `general`.
 * Undefined where the body has no such form.
 */
export function fieldComplaints(body: unknown, table: FieldTable, secrets: readonly string[]): Failure['fields'] {
  const parsed = errorSchema.safeParse(body)
  if (!parsed.success) return undefined
  const found: Record<string, readonly string[]> = {}
  for (const [wire, said] of Object.entries(parsed.data)) {
    const texts = textsIn(said)
    if (texts.length === 0) continue
    const field = fieldOf(table, wire)
    const isWhole = wire === 'non_field_errors' || wire === 'detail'
    const words = field !== undefined || isWhole ? texts : texts.map((text) => `${wire}: ${text}`)
    const place = field ?? GENERAL
    found[place] = [...(found[place] ?? []), ...words.map((text) => redact(text, secrets))]
  }
  return Object.keys(found).length === 0 ? undefined : found
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
