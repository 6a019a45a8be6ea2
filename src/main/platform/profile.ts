import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Clock } from '../../core/ports/clock.ts'
import type { Problem } from '../../core/settings/problem.ts'
import { errorCode } from './private-file.ts'

export interface Profile {
  /** Absolute. Everything a run keeps is below it. */
  readonly folder: string
  /** `profileReadOnly` when nothing can be kept there. */
  readonly problem: Problem | undefined
  /**
   * Where Chromium works: it can't start, or tell whether it runs already, without a folder it may write to. The profile itself or,
   * when that can't be written, one among the system's temporary files: caches of the pages, nothing of the user's.
   */
  readonly engineFolder: string
}

/**
 * Makes the profile folder, for this user only, and finds out whether it can be written. A folder that the user named and that
 * existed before keeps its rights: it may serve other purposes too, and each file in it is closed to others anyway. Throws when not
 * even a temporary folder can be made.
 */
export function prepareProfile(deps: {
  /** From `--profile`, absolute. */
  readonly requested: string | undefined
  readonly usual: string
  /** The system's folder for temporary files. */
  readonly temporary: string
  readonly clock: Clock
}): Profile {
  const folder = resolve(deps.requested ?? deps.usual)
  try {
    const known = existsSync(folder)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = join(folder, `.writable-${String(process.pid)}`)
    writeFileSync(probe, '', { mode: 0o600 })
    rmSync(probe, { force: true })
    if (!known || deps.requested === undefined) chmodSync(folder, 0o700)
    return { folder, problem: undefined, engineFolder: folder }
  } catch (error) {
    const params = { folder, detail: errorCode(error) }
    const sinceMs = deps.clock.now().wallMs
    const problem = { id: 'profile', code: 'profileReadOnly', params, sinceMs } as const
    return { folder, problem, engineFolder: temporaryFolder(deps.temporary, folder) }
  }
}

/** The same one for the same profile, so that a second start finds the first. Never one that somebody else put there. */
function temporaryFolder(temporary: string, profile: string): string {
  const wanted = join(temporary, `floorwatch-run-${createHash('sha256').update(profile).digest('hex').slice(0, 16)}`)
  try {
    mkdirSync(wanted, { mode: 0o700 })
    return wanted
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  return isOursAlone(wanted) ? wanted : mkdtempSync(`${wanted}-`)
}

/** Everybody may write into the folder for temporary files. */
function isOursAlone(path: string): boolean {
  const found = lstatSync(path)
  if (!found.isDirectory()) return false
  // Without user ids the folder for temporary files is the user's own.
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0)
}
