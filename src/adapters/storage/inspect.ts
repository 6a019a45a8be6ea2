import { existsSync, statSync } from 'node:fs'
import { SCHEMA_VERSION } from './schema.ts'
import { openStore, type Store } from './store.ts'

export type Verdict =
  /** `version` 0 is an empty file or none. */
  | { readonly kind: 'usable'; readonly version: number }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged'; readonly detail: string }

/** True when `sql`, one SELECT of one column, gives only values that keep `check`. Throws when the file can't be read. */
function holds(store: Store, sql: string, check: string): boolean {
  store.exec(`CREATE TEMP TABLE probe (x CHECK (${check}))`)
  try {
    store.exec(`INSERT INTO temp.probe ${sql}`)
    return true
  } catch (error) {
    if (/CHECK constraint/.test(String(error))) return false
    throw error
  } finally {
    store.exec('DROP TABLE temp.probe')
  }
}

function look(store: Store, newest: number): Verdict {
  if (!holds(store, 'SELECT user_version FROM pragma_user_version', `x <= ${newest}`)) return { kind: 'newer' }
  if (!holds(store, 'SELECT quick_check FROM pragma_quick_check', `x = 'ok'`)) {
    return { kind: 'damaged', detail: 'the content does not fit together' }
  }
  let version = newest
  while (version > 0 && !holds(store, 'SELECT user_version FROM pragma_user_version', `x = ${version}`)) version -= 1
  const foreign = version === 0 && !holds(store, 'SELECT count(*) FROM sqlite_schema', 'x = 0')
  return foreign ? { kind: 'damaged', detail: 'not a Floorwatch journal' } : { kind: 'usable', version }
}

/**
 * Says what a journal file is good for, without changing what it holds. Only statements without an answer are used, with checks that
 * fail: an open statement would keep the file open after `close`, and an open file can't be set aside on Windows.
 * Throws when the file can't be opened at all (rights, a folder in its place).
 */
export function inspectStore(file: string, newest: number = SCHEMA_VERSION): Verdict {
  if (!existsSync(file) || statSync(file).size === 0) return { kind: 'usable', version: 0 }
  const store = openStore(file)
  try {
    return look(store, newest)
  } catch (error) {
    if (isDamage(error)) return { kind: 'damaged', detail: messageOf(error) }
    throw error
  } finally {
    store.close()
  }
}

export function isDamage(error: unknown): boolean {
  return /not a database|malformed|corrupt|unsupported file format/i.test(messageOf(error))
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
