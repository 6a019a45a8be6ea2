import * as z from 'zod'

export const fullTokenSchema = z.object({ token: z.string().min(1), valid_for_username: z.string().nullish() })

export const sessionUserSchema = z.object({ name: z.string().nullish(), display_name: z.string().nullish() })

/** Only `error` is promised; the words, where there are any, are three levels down. */
const errorSchema = z.object({ error: z.object({ message: z.object({ debug: z.string() }) }) })

export function errorText(body: unknown): string | undefined {
  const parsed = errorSchema.safeParse(body)
  return parsed.success ? parsed.data.error.message.debug : undefined
}
