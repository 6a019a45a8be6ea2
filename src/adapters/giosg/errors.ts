import * as z from 'zod'

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
