import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files below `folder` that hold one of the secrets: as it is, in base64 or as it would stand in an address. */
export function filesWithSecrets(
  folder: string,
  secrets: readonly string[]
): { readonly searched: readonly string[]; readonly leaks: readonly string[] } {
  const wanted = secrets.flatMap((secret) => [
    secret,
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    encodeURIComponent(secret)
  ])
  if (wanted.length === 0) throw new Error('there is no secret to look for')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const holds = (file: string): boolean => {
    const bytes = readFileSync(file)
    return wanted.some((text) => bytes.includes(text))
  }
  return {
    searched: files.map(({ name }) => name),
    leaks: files.filter((entry) => holds(join(entry.parentPath, entry.name))).map(({ name }) => name)
  }
}
