import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { parseProvisioning, type FileError } from '../../core/connections/provisioning.ts'
import { plannedSecrets } from './provision-plan.ts'

/** Values of environment variables, by name. */
export const handedEnvironmentSchema = z
  .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().max(10_000))
  .refine((env) => Object.keys(env).length <= 300, 'names too many variables')

/** The message between two starts may have 32 KB with everything in it. */
const LONGEST = 16_000

export interface HandOver {
  /** Variables that the file names, with their values in this process. Secrets: for the other process's memory only. */
  readonly env: Readonly<Record<string, string>>
  /** What keeps the file from being imported, as far as it can be told without the other process. */
  readonly errors: readonly FileError[]
}

/**
 * Looks at a provisioning file for the case that Floorwatch runs already: what is wrong with it belongs on this command line, and a
 * variable it names is one of this process, not of the one that runs.
 */
export function prepareHandOver(file: string, variable: (name: string) => string | undefined): HandOver {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return refused([{ path: '', message: `can not be read (${code}): check the path and the rights of the file` }])
  }
  const wanted = parseProvisioning(text)
  if (!wanted.ok) return refused(wanted.failure)
  const env: Record<string, string> = {}
  const secrets = plannedSecrets(wanted.value, (name) => {
    const value = variable(name)
    if (value !== undefined) env[name] = value
    return value
  })
  if (!secrets.ok) return refused(secrets.failure)
  if (JSON.stringify(env).length <= LONGEST) return { env, errors: [] }
  const next = 'quit Floorwatch, then start it with this file'
  return refused([{ path: '', message: `names secrets too long to hand to the Floorwatch that runs: ${next}` }])
}

function refused(errors: readonly FileError[]): HandOver {
  return { env: {}, errors }
}
