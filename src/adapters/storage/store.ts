import Database from 'libsql'

export type Cell = string | number | null

/**
 * The little of SQLite that the journal needs, with rows as `unknown`. Synchronous; throws what the engine throws.
 * Cells go over as one array of plain values: the engine's binding ends the whole process on named objects it can't match.
 */
export interface Store {
  /** Several statements without parameters and answers. */
  exec(sql: string): void
  run(sql: string, ...cells: readonly Cell[]): void
  all(sql: string, ...cells: readonly Cell[]): readonly unknown[]
  /** All of `run` or, when it throws, nothing of it. Not nestable. */
  transaction<T>(run: () => T): T
  /** The engine gives the file back when its statements were collected, which may be later. Nothing works after it. */
  close(): void
}

/** How long a write waits for another process (a worker, a support tool) that holds the file, ms. */
const BUSY_MS = 2_000

export const IN_MEMORY = ':memory:'

export function openStore(file: string): Store {
  const database = new Database(file, { timeout: BUSY_MS })
  const statements = new Map<string, Database.Statement>()

  function prepared(sql: string): Database.Statement {
    let statement = statements.get(sql)
    if (!statement) {
      statement = database.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }

  return {
    exec: (sql) => void database.exec(sql),
    run: (sql, ...cells) => void prepared(sql).run([...cells]),
    all: (sql, ...cells) => prepared(sql).all([...cells]),
    transaction(run) {
      database.exec('BEGIN IMMEDIATE')
      try {
        const value = run()
        database.exec('COMMIT')
        return value
      } catch (error) {
        // A full disk may have rolled it back already; rolling back twice would hide the real error.
        if (database.inTransaction) database.exec('ROLLBACK')
        throw error
      }
    },
    close() {
      statements.clear()
      database.close()
    }
  }
}
