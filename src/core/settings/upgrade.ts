import * as z from 'zod'
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from './settings.ts'

/** Version 1 knew nothing of privacy; all else is as it was. */
const version1 = settingsSchema.omit({ privacy: true }).extend({ version: z.literal(1) })
const fromVersion1 = version1.transform((old): Settings => ({
  ...old,
  version: 2,
  privacy: DEFAULT_SETTINGS.privacy
}))

const saysVersion1 = z.looseObject({ version: z.literal(1) })

/** What a settings file of any known version means today; one of a newer version is not understood. */
export function parseStoredSettings(value: unknown): z.ZodSafeParseResult<Settings> {
  return (saysVersion1.safeParse(value).success ? fromVersion1 : settingsSchema).safeParse(value)
}
