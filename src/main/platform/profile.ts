import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Clock } from '../../core/ports/clock.ts'
import type { Problem } from '../../core/settings/problem.ts'
import { errorCode } from './private-file.ts'

export interface Profile {
  /** Absolute. Everything a run keeps is below it. */
  readonly folder: string
  /** `profileReadOnly` when nothing can be kept there. */
  readonly problem: Problem | undefined
}

/**
 * Makes the profile folder, for this user only, and finds out whether it can be written. A folder that the user named and that
 * existed before keeps its rights: it may serve other purposes too, and each file in it is closed to others anyway.
 */
export function prepareProfile(deps: {
  /** From `--profile`, absolute. */
  readonly requested: string | undefined
  readonly usual: string
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
    return { folder, problem: undefined }
  } catch (error) {
    const params = { folder, detail: errorCode(error) }
    const sinceMs = deps.clock.now().wallMs
    return { folder, problem: { id: 'profile', code: 'profileReadOnly', params, sinceMs } }
  }
}
