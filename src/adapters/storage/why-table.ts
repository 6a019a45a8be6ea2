import * as z from 'zod'
import { episodeSchema } from '../../core/alerts/episode.ts'
import { WHY_MINUTE_MS, WHY_REASONS, type WhyQuery, type WhyRecord, type WhyStore } from '../../core/alerts/why.ts'
import { feedOfRow } from '../../core/measures/row.ts'
import type { Result } from '../../core/result.ts'
import { factRow, type Records } from './records.ts'
import { pruneWhy, WHY_ALIVE, WHY_SINCE } from './retention.ts'
import type { Cell, Store } from './store.ts'

type Kind = WhyRecord['kind']

const line = z.looseObject({ number: z.int(), at: z.number() })
/** What a line of each kind may say. */
const LINES = {
  run: line.extend({ value: z.literal('running').nullable() }),
  rule: line.extend({ value: z.enum(['noSuchRule', 'ruleOff', 'outsideHours']).nullable() }),
  row: line.extend({ value: z.enum(['queueClosed']).nullable() }),
  feed: line.extend({ value: z.enum(['feedNotLive', 'snapshot']).nullable() }),
  span: line.extend({ value: z.string().nullable() }),
  key: line.extend({ value: z.enum(WHY_REASONS).nullable() })
} as const
const firstRow = z.looseObject({ at: z.number().nullable() })

/** Nothing that a rule covers as a whole: its key is no row, and is read from one feed of the connection. */
const AGGREGATE = '*'
const RUN = ''

const keySubject = ({ ruleId, connectionId, key }: WhyQuery): string => JSON.stringify([ruleId, connectionId, key])
const spanSubject = (ruleId: string, connectionId: string | null): string => JSON.stringify([ruleId, connectionId])

function cellsOf(record: WhyRecord): readonly Cell[] {
  const { kind, atMs } = record
  if (kind === 'run') return [kind, RUN, record.running ? 'running' : null, atMs]
  if (kind === 'rule') return [kind, record.ruleId, record.reason, atMs]
  if (kind === 'row') return [kind, record.key, record.reason, atMs]
  if (kind === 'feed') return [kind, record.feedId, record.reason, atMs]
  if (kind === 'span') return [kind, spanSubject(record.ruleId, record.connectionId), record.feedId, atMs]
  return [kind, keySubject(record), record.reason, atMs]
}

interface Numbered {
  readonly number: number
  readonly record: WhyRecord
}

/** The part of the journal that remembers why somebody was told or not. */
export function createWhyTable(deps: {
  readonly store: Store
  readonly rows: Records['rows']
  readonly records: Records['records']
  readonly write: (run: () => void) => Result<void>
}): WhyStore {
  const { store, rows, records, write } = deps

  function fact(name: string): number | null {
    const text = rows(factRow, 'SELECT value FROM facts WHERE name = ?', name)[0]?.value
    return text === undefined ? null : Number(text)
  }

  /** The last of the subject as it stood when the minute began, and all within. Two runs may each have said something of the minute. */
  function linesOf<T>(lines: z.ZodType<T>, kind: Kind, subject: string, minuteMs: number): readonly T[] {
    const endMs = minuteMs + WHY_MINUTE_MS
    return rows(
      lines,
      `SELECT number, value, at FROM why WHERE kind = ? AND subject = ? AND (
         (at >= ? AND at < ?) OR number = (SELECT max(number) FROM why WHERE kind = ? AND subject = ? AND at < ?)
       )`,
      ...[kind, subject, minuteMs, endMs, kind, subject, minuteMs]
    )
  }

  return {
    putWhy: (lines, aliveMs) =>
      write(() => {
        for (const record of lines) {
          store.run('INSERT INTO why (kind, subject, value, at) VALUES (?, ?, ?, ?)', ...cellsOf(record))
        }
        store.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', WHY_ALIVE, String(aliveMs))
      }),
    whyRecords(query, minuteMs) {
      const { ruleId, connectionId, key } = query
      const found: Numbered[] = []
      for (const { number, value, at: atMs } of linesOf(LINES.run, 'run', RUN, minuteMs)) {
        found.push({ number, record: { kind: 'run', running: value === 'running', atMs } })
      }
      for (const { number, value, at: atMs } of linesOf(LINES.rule, 'rule', ruleId, minuteMs)) {
        found.push({ number, record: { kind: 'rule', ruleId, reason: value, atMs } })
      }
      const feeds = new Set<string>()
      const ofRow = feedOfRow(key)
      if (ofRow !== undefined) feeds.add(ofRow)
      if (key === AGGREGATE && connectionId !== null) {
        for (const { number, value, at: atMs } of linesOf(
          LINES.span,
          'span',
          spanSubject(ruleId, connectionId),
          minuteMs
        )) {
          if (value !== null) feeds.add(value)
          found.push({ number, record: { kind: 'span', ruleId, connectionId, feedId: value, atMs } })
        }
      }
      for (const feedId of feeds) {
        for (const { number, value, at: atMs } of linesOf(LINES.feed, 'feed', feedId, minuteMs)) {
          found.push({ number, record: { kind: 'feed', feedId, reason: value, atMs } })
        }
      }
      for (const { number, value, at: atMs } of linesOf(LINES.row, 'row', key, minuteMs)) {
        found.push({ number, record: { kind: 'row', key, reason: value, atMs } })
      }
      for (const { number, value, at: atMs } of linesOf(LINES.key, 'key', keySubject(query), minuteMs)) {
        found.push({ number, record: { ...query, kind: 'key', reason: value, atMs } })
      }
      return found.sort((a, b) => a.number - b.number).map(({ record }) => record)
    },
    episodesAt: (ruleId, minuteMs) =>
      records(
        'alert',
        episodeSchema,
        `SELECT json FROM episodes WHERE breached_at < ? AND (closed_at IS NULL OR closed_at >= ?)
         AND json_extract(json, '$.ruleId') = ? ORDER BY breached_at, id`,
        ...[minuteMs + WHY_MINUTE_MS, minuteMs, ruleId]
      ),
    whyUnendedMs() {
      const [last] = rows(
        LINES.run,
        `SELECT number, value, at FROM why WHERE kind = 'run' ORDER BY number DESC LIMIT 1`
      )
      if (last?.value !== 'running') return null
      return Math.max(last.at, fact(WHY_ALIVE) ?? last.at)
    },
    whySinceMs() {
      const first = rows(firstRow, `SELECT min(at) AS at FROM why WHERE kind = 'run'`)[0]?.at ?? null
      return first === null ? null : Math.max(first, fact(WHY_SINCE) ?? first)
    },
    pruneWhy: (nowMs) => write(() => pruneWhy(store, nowMs))
  }
}
