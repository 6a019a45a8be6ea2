import { recordWords } from '../../core/text/problem-words.ts'
import type { ProblemDesk } from './problem-desk.ts'

/** A row of the journal that can't be read. It is left where it is. */
export interface UnreadRecord {
  readonly kind: Exclude<keyof typeof recordWords, 'unnamed'>
  /** The same row has the same one. */
  readonly key: string
  /** Empty where it does not even tell that. */
  readonly name: string
  readonly why: string
}

export interface UnreadRecords {
  /** The same row may be told again: it is read again. */
  tell(record: UnreadRecord): void
  /** Connections are stored that can't be used. */
  hasConnection(): boolean
}

/** Tells the user what of the journal can't be read: each connection by its name, everything else by its number. */
export function createUnreadRecords(problems: Pick<ProblemDesk, 'raise'>): UnreadRecords {
  const known = new Map<string, UnreadRecord>()

  function counts(): string {
    const byKind = new Map<UnreadRecord['kind'], number>()
    for (const { kind } of known.values()) byKind.set(kind, (byKind.get(kind) ?? 0) + 1)
    byKind.delete('connection')
    return [...byKind].map(([kind, count]) => `${recordWords[kind]}: ${count}`).join(', ')
  }

  return {
    tell(record) {
      if (known.has(record.key)) return
      known.set(record.key, record)
      if (record.kind === 'connection') {
        const params = { connection: record.name || recordWords.unnamed, why: record.why }
        problems.raise({ id: `unread-connection-${known.size}`, code: 'connectionUnreadable', params })
      } else problems.raise({ id: 'unread-records', code: 'recordsUnreadable', params: { counts: counts() } })
    },
    hasConnection: () => [...known.values()].some(({ kind }) => kind === 'connection')
  }
}
