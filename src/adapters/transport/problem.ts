import * as z from 'zod'

/** RFC 7807 with the additions seen in the field. Everything is optional, and `status` has been seen as a text. */
const problemSchema = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  status: z.union([z.number(), z.string()]).optional(),
  violations: z
    .array(z.object({ field: z.string().optional(), message: z.string().optional(), code: z.string().optional() }))
    .optional()
})

/** One line of a problem document: detail or title, then the codes of the violations. Undefined when there is neither. */
export function problemText(body: unknown): string | undefined {
  const parsed = problemSchema.safeParse(body)
  if (!parsed.success) return undefined
  const { title, detail, violations = [] } = parsed.data
  const codes = violations.map(({ field, code, message }) => [field, code ?? message].filter(Boolean).join(': '))
  const words = [detail ?? title, ...codes].filter((text) => text !== undefined && text !== '')
  return words.length === 0 ? undefined : words.join('; ')
}
