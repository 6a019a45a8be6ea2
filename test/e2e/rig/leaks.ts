import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A secret as it is, in base64, in hex, in JSON and as it would stand in an address. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    ...(['base64', 'base64url', 'hex'] as const).map((encoding) => bytes.toString(encoding).replace(/=+$/, '')),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1)
  ]
}

/** The files below `folder` that hold one of the secrets, in any of its forms. */
export function filesWithSecrets(
  folder: string,
  secrets: readonly string[]
): { readonly searched: readonly string[]; readonly leaks: readonly string[] } {
  const wanted = secrets.flatMap(formsOf)
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
