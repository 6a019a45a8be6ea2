import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

/** What SQLite keeps beside a database file. They go first: a log left beside a new file would be played into it. */
const SUFFIXES = ['-wal', '-shm', ''] as const

/** `journal.db` → `journal.damaged-20240506T080000Z.db`, with a number when that name is taken. */
function nameAside(file: string, wallMs: number): string {
  const stamp = new Date(wallMs).toISOString().replace(/[-:]|\.\d+/g, '')
  const end = extname(file)
  const stem = join(dirname(file), `${basename(file, end)}.damaged-${stamp}`)
  let name = `${stem}${end}`
  for (let count = 2; existsSync(name); count += 1) name = `${stem}-${count}${end}`
  return name
}

/** Moves a damaged store and its companions out of the way, unchanged. Answers the new name; throws when the file can't be moved. */
export function setStoreAside(file: string, wallMs: number): string {
  const aside = nameAside(file, wallMs)
  for (const suffix of SUFFIXES) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${aside}${suffix}`)
  }
  return aside
}
