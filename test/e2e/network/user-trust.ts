import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A home folder whose user can trust one more certificate authority, in the way Chromium reads on Linux (the NSS database). */
export interface TrustingHome {
  readonly folder: string
  /** The certificate as IT hands it out. */
  readonly caFile: string
  /** What IT does when it adds the authority to this computer. Counts from the next start on. */
  trust(): void
  remove(): void
}

export function createHome(authority: string): TrustingHome {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-home-'))
  const caFile = join(folder, 'company.pem')
  writeFileSync(caFile, authority)
  const database = join(folder, '.pki', 'nssdb')
  mkdirSync(database, { recursive: true })
  const certutil = (...args: readonly string[]): void => {
    execFileSync('certutil', ['-d', `sql:${database}`, ...args], { stdio: 'pipe', timeout: 10_000 })
  }
  certutil('-N', '--empty-password')
  return {
    folder,
    caFile,
    trust: () => certutil('-A', '-a', '-t', 'C,,', '-n', 'company', '-i', caFile),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

export function createTrustingHome(authority: string): TrustingHome {
  const home = createHome(authority)
  home.trust()
  return home
}
