import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Problem } from '../../core/settings/problem.ts'
import { copyIntoMemory } from './copy-in.ts'
import { inspectStore, isDamage, messageOf } from './inspect.ts'
import type { UnreadRecord } from './records.ts'
import { prune } from './retention.ts'
import { upgradeStore } from './schema.ts'
import { setStoreAside } from './set-aside.ts'
import { createSqlJournal } from './sql-journal.ts'
import { IN_MEMORY, openStore, type Store } from './store.ts'

export interface JournalDeps {
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
  /** Hears, whenever it is read, of each row that does not fit its schema. It is left where it is. */
  readonly unread?: (record: UnreadRecord) => void
}

export interface OpenedJournal {
  readonly journal: Journal
  /** What the user should know: `journalDamaged`, `journalNewer`, `journalUnwritable`. */
  readonly problems: readonly Problem[]
  /** False when nothing written now survives the process. */
  readonly durable: boolean
}

/** Readers go on while a write runs, a commit is on the disk before it answers, and what is deleted is overwritten. */
const SETTINGS =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;'

type ProblemCode = 'journalDamaged' | 'journalNewer' | 'journalUnwritable'

/**
 * Opens the journal, whatever state its file is in, so that the application always has one:
 * - damaged: set aside unchanged, a new one begun;
 * - written by a newer version: left alone, this run keeps its journal in memory;
 * - not writable: this run works on a copy in memory.
 * Fails with `storage` only when the database engine itself does not work.
 */
export function openJournal(deps: JournalDeps): Result<OpenedJournal> {
  try {
    return ok(open(deps, []))
  } catch (error) {
    deps.logger.error('the database engine does not work', { error })
    return fail({ code: 'storage', step: 'journal', detail: messageOf(error) })
  }
}

function open(deps: JournalDeps, problems: readonly Problem[]): OpenedJournal {
  const { file, clock, logger } = deps
  const { wallMs } = clock.now()
  const problem = (code: ProblemCode, params: Record<string, string>): Problem => ({
    id: code === 'journalDamaged' ? 'journal-damaged' : 'journal',
    code,
    params: { file, ...params },
    sinceMs: wallMs
  })
  const beginAnew = (detail: string): OpenedJournal => {
    const aside = setStoreAside(file, wallMs)
    logger.error('the journal is damaged and was set aside', { aside, detail })
    return open(deps, [...problems, problem('journalDamaged', { aside: basename(aside), detail })])
  }

  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const verdict = inspectStore(file)
    if (verdict.kind === 'newer') {
      logger.error('the journal was written by a newer version and is left alone')
      return inMemory(deps, [...problems, problem('journalNewer', {})])
    }
    if (verdict.kind === 'damaged') return beginAnew(verdict.detail)
    try {
      const store = prepare(file, verdict.version, wallMs)
      return { journal: createSqlJournal(store, logger, deps.unread), problems, durable: true }
    } catch (error) {
      // Damage that only a write meets. Once: a fresh file that is damaged again means a failing disk.
      if (problems.length > 0 || !isDamage(error)) throw error
      return beginAnew(messageOf(error))
    }
  } catch (error) {
    const detail = messageOf(error)
    logger.error('the journal cannot be written', { error })
    return inMemory(deps, [...problems, problem('journalUnwritable', { detail })], file)
  }
}

/** An open store of the newest schema in a file that only this user reads, proven to be writable. */
function prepare(file: string, version: number, wallMs: number): Store {
  // Made before the engine would, because its log takes over the rights of the file.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const store = openStore(file)
  try {
    store.exec(SETTINGS)
    upgradeStore(store, version)
    store.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', 'openedAtMs', String(wallMs))
    prune(store)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

function inMemory(deps: JournalDeps, problems: readonly Problem[], copyFrom?: string): OpenedJournal {
  const store = openStore(IN_MEMORY)
  store.exec('PRAGMA foreign_keys = ON')
  upgradeStore(store, 0)
  try {
    if (copyFrom !== undefined) copyIntoMemory(store, copyFrom)
  } catch (error) {
    deps.logger.warn('the present journal could not be read', { error })
  }
  return { journal: createSqlJournal(store, deps.logger, deps.unread), problems, durable: false }
}
