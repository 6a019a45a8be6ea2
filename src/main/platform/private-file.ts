import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

/** Replaces `file` by `text`, readable for this user only: after a crash it holds the old text or the new one. Throws. */
export function writePrivateFile(file: string, text: string): void {
  const temporary = `${file}.new`
  rmSync(temporary, { force: true })
  try {
    const handle = openSync(temporary, 'wx', 0o600)
    try {
      writeSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Moves a file that can't be used out of the way, unchanged: `x.json` → `x.damaged-20240506T080000Z.json`. Throws. */
export function setFileAside(file: string, wallMs: number): string {
  const stamp = new Date(wallMs).toISOString().replace(/[-:]|\.\d+/g, '')
  const end = extname(file)
  const stem = join(dirname(file), `${basename(file, end)}.damaged-${stamp}`)
  let aside = `${stem}${end}`
  for (let count = 2; existsSync(aside); count += 1) aside = `${stem}-${String(count)}${end}`
  renameSync(file, aside)
  return aside
}

/** The system's code (`ENOENT`, `EACCES`, …) of what the file system threw. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
}
