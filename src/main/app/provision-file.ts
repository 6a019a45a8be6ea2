import { readFile } from 'node:fs/promises'
import type { FileError } from '../../core/connections/provisioning.ts'
import { fail, type Result } from '../../core/result.ts'
import type { Problem } from '../../core/settings/problem.ts'
import { importProvisioning, type ProvisionDeps, type ProvisionSummary } from './provision.ts'

/** A file named on a command line. `text`: what it says, where that is known already; it may be gone by now. */
export interface NamedFile {
  readonly path: string
  readonly text?: string | undefined
}

/** `importProvisioning` of a file named on the command line. */
export async function importProvisioningFile(
  deps: ProvisionDeps,
  file: NamedFile
): Promise<Result<ProvisionSummary, readonly FileError[]>> {
  let { text } = file
  try {
    text ??= await readFile(file.path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return fail([{ path: '', message: `can not be read (${code}): check the path and the rights of the file` }])
  }
  return importProvisioning(deps, text)
}

/** One line for each error: `connections[0].clientSecret: is missing`. */
export function errorLines(file: string, errors: readonly FileError[]): readonly string[] {
  return errors.map(({ path, message }) => `${path === '' ? file : path}: ${message}`)
}

/** What the user is told about a refused file. */
export function provisioningProblem(file: string, errors: readonly FileError[]): Omit<Problem, 'sinceMs'> {
  const lines = errorLines(file, errors)
  const more = lines.length > 5 ? [`and ${lines.length - 5} more`] : []
  const detail = [...lines.slice(0, 5), ...more].join('\n')
  return { id: 'provisioning', code: 'provisioningRefused', params: { file, detail } }
}
