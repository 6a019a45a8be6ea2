import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { fail, ok, type Result } from '../../core/result.ts'
import { errorCode } from './private-file.ts'

/** A store of all public roots has a few hundred kilobytes. */
const LARGEST_BYTES = 4 * 1024 * 1024
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

function unreadable(why: string): Result<never, string> {
  return fail(why)
}

/**
 * The certificates of a PEM file that IT hands out, or why it can't be used, in words free of what the file contains. Reads at once:
 * the file is small, and a connection can't begin without it.
 */
export function readCaFile(file: string): Result<readonly string[], string> {
  if (!isAbsolute(file)) return unreadable('the path must be absolute')
  let text: string
  try {
    const stat = statSync(file)
    // A pipe would never end.
    if (!stat.isFile()) return unreadable('it is not a file')
    if (stat.size > LARGEST_BYTES) return unreadable('it is too large')
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return unreadable(`it can't be read: ${errorCode(error)}`)
  }
  if (text.includes('PRIVATE KEY')) return unreadable('it contains a private key, which does not belong there')
  const certificates = text.match(CERTIFICATE) ?? []
  if (certificates.length === 0) return unreadable('it contains no certificate in PEM form')
  for (const [at, pem] of certificates.entries()) {
    try {
      new X509Certificate(pem)
    } catch {
      return unreadable(`certificate ${String(at + 1)} in it is damaged`)
    }
  }
  return ok(certificates)
}

/** Changes whenever the file may have another content. */
export function stampOfFile(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${file} ${String(stat.mtimeMs)} ${String(stat.size)} ${String(stat.ino)}` : `${file} absent`
}
