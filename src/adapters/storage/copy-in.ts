import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { inspectStore } from './inspect.ts'
import { upgradeStore } from './schema.ts'
import { openStore, type Store } from './store.ts'

const tableRow = z.looseObject({ name: z.string() })

/**
 * Copies what a journal holds into the empty, upgraded `memory`; nothing when it is newer or damaged. The file itself is only read:
 * a private copy with its log is opened instead, because a log can't be read in a folder that can't be written. Throws when the file
 * or the folder for the copy can't be used.
 */
export function copyIntoMemory(memory: Store, file: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-'))
  try {
    const copy = join(folder, 'journal.db')
    for (const suffix of ['', '-wal']) {
      if (!existsSync(`${file}${suffix}`)) continue
      copyFileSync(`${file}${suffix}`, `${copy}${suffix}`)
      // A copy takes over the rights, and the file may be one that can't be written.
      chmodSync(`${copy}${suffix}`, 0o600)
    }
    const verdict = inspectStore(copy)
    if (verdict.kind !== 'usable') return
    const old = openStore(copy)
    upgradeStore(old, verdict.version)
    old.close()
    fill(memory, copy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fill(memory: Store, file: string): void {
  memory.exec(`ATTACH '${file.replaceAll("'", "''")}' AS old`)
  const tables = memory
    .all(`SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`)
    .map((row) => tableRow.parse(row).name)
  memory.transaction(() => {
    // In the order of the schema, so that no row comes before the one it refers to.
    for (const table of tables) memory.exec(`INSERT INTO main.${table} SELECT * FROM old.${table}`)
  })
  memory.exec('DETACH old')
}
