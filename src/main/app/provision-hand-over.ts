import { readFileSync } from 'node:fs'
import { serialize } from 'node:v8'
import * as z from 'zod'
import { parseProvisioning, type FileError } from '../../core/connections/provisioning.ts'
import { plannedSecrets } from './provision-plan.ts'

/** The message between two starts may have 32 KB with everything in it. Bytes, as Chromium counts them. */
const LONGEST = 16_000

/** Values of environment variables, by name. */
const environmentSchema = z
  .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().max(10_000, 'is longer than 10000 characters'))
  .refine((env) => Object.keys(env).length <= 300, 'are more than 300 variables')

/** What one start tells the other of its provisioning file. The other one believes no more than this. */
export const handedFields = {
  env: environmentSchema,
  /** What the file says; absent where it is too long, then it is to be read. */
  text: z.string().max(LONGEST).optional()
}

export interface HandOver {
  /** Variables that the file names, with their values in this process. Secrets: for the other process's memory only. */
  readonly env: Readonly<Record<string, string>>
  /** May have secrets in it. */
  readonly text?: string
  /** What keeps the file from being imported, as far as it can be told without the other process. */
  readonly errors: readonly FileError[]
}

type Env = HandOver['env']

/**
 * Looks at a provisioning file for the case that Floorwatch runs already: what is wrong with it belongs on this command line, and a
 * variable it names is one of this process, not of the one that runs. What it says goes along, for whoever made it may remove it as
 * soon as this process has ended.
 */
export function prepareHandOver(file: string, variable: (name: string) => string | undefined): HandOver {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    const message = `can not be read (${code}): check the path and the rights of the file`
    return { env: {}, errors: [{ path: '', message }] }
  }
  const { env, errors } = environmentFor(text, variable)
  const whole = { env, text }
  return serialize(whole).length <= LONGEST ? { ...whole, errors } : { env, errors }
}

function environmentFor(
  text: string,
  variable: (name: string) => string | undefined
): { readonly env: Env; readonly errors: readonly FileError[] } {
  const refused = (errors: readonly FileError[]) => ({ env: {}, errors })
  const wanted = parseProvisioning(text)
  if (!wanted.ok) return refused(wanted.failure)
  const env: Record<string, string> = {}
  const secrets = plannedSecrets(wanted.value, (name) => {
    const value = variable(name)
    if (value !== undefined) env[name] = value
    return value
  })
  if (!secrets.ok) return refused(secrets.failure)
  const cause = causeAgainst(env)
  if (cause === undefined) return { env, errors: [] }
  const next = 'quit Floorwatch, then start it with this file'
  return refused([
    { path: '', message: `names secrets too long to hand to the Floorwatch that runs (${cause}): ${next}` }
  ])
}

/** Why these values can't be handed over; never a value itself. */
function causeAgainst(env: Env): string | undefined {
  const issue = environmentSchema.safeParse(env).error?.issues[0]
  if (issue) return `${issue.path.map(String).join('.') || 'they'} ${issue.message}`
  return serialize(env).length <= LONGEST ? undefined : `they have more than ${String(LONGEST)} bytes together`
}
