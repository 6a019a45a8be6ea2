import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A home folder whose user trusts one more certificate authority, in the way Chromium reads on Linux (the NSS database). */
export interface TrustingHome {
  readonly folder: string
  /** The same certificate as IT hands it out. */
  readonly caFile: string
  remove(): void
}

export function createTrustingHome(authority: string): TrustingHome {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-home-'))
  const caFile = join(folder, 'company.pem')
  writeFileSync(caFile, authority)
  const database = join(folder, '.pki', 'nssdb')
  mkdirSync(database, { recursive: true })
  const certutil = (...args: readonly string[]): void => {
    execFileSync('certutil', ['-d', `sql:${database}`, ...args], { stdio: 'pipe', timeout: 10_000 })
  }
  certutil('-N', '--empty-password')
  certutil('-A', '-a', '-t', 'C,,', '-n', 'company', '-i', caFile)
  return { folder, caFile, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
