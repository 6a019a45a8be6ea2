import type { UnreadConnection } from '../../core/connections/unread-connection.ts'
import type { Problem } from '../../core/settings/problem.ts'
import type { recordWords } from '../../core/text/problem-words.ts'
import type { ProblemDesk } from './problem-desk.ts'

/** A row of the journal that can't be read. It is left where it is. */
export interface UnreadRecord {
  readonly kind: Exclude<keyof typeof recordWords, 'lost'>
  /** The same row has the same one. */
  readonly key: string
}

export interface UnreadRecords {
  /** The same row may be told again: it is read again. */
  tell(record: UnreadRecord): void
  /** Those that are stored now and can't be used. Answers whether there are any. */
  follow(connections: readonly UnreadConnection[]): boolean
}

const CODES = {
  cut: 'connectionCut',
  address: 'connectionAddressRefused',
  other: 'connectionUnreadable'
} as const satisfies Record<UnreadConnection['cause'], Problem['code']>

/**
 * Tells the user what of the journal can't be read: each connection by its name, until it is gone or read again; everything else by its
 * number. What was dismissed stays so in this run.
 */
export function createUnreadRecords(problems: Pick<ProblemDesk, 'raise' | 'clear'>): UnreadRecords {
  const known = new Map<string, UnreadRecord['kind']>()
  let told: readonly string[] = []

  function counts(): Record<string, string> {
    const kinds = [...known.values()]
    return Object.fromEntries(
      [...new Set(kinds)].map((kind) => [kind, String(kinds.filter((one) => one === kind).length)])
    )
  }

  return {
    tell({ key, kind }) {
      if (known.has(key)) return
      known.set(key, kind)
      problems.raise({ id: 'unread-records', code: 'recordsUnreadable', params: counts() })
    },
    follow(connections) {
      const problemOf = (id: string): string => `unread-connection/${id}`
      const ids = connections.map(({ id }) => id)
      for (const id of told) if (!ids.includes(id)) problems.clear(problemOf(id))
      for (const { id, name, cause, why } of connections) {
        if (told.includes(id)) continue
        problems.raise({
          ...{ id: problemOf(id), code: CODES[cause], params: { connection: name, raw: why } },
          connectionId: id
        })
      }
      told = ids
      return ids.length > 0
    }
  }
}
