import * as z from 'zod'
import { ADDRESS_FIELDS, connectionConfigSchema, type Connection } from '../../core/connections/connection.ts'
import type { UnreadConnection } from '../../core/connections/unread-connection.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Store, Cell } from './store.ts'

export const connectionRow = z.strictObject({ id: z.string().min(1), json: z.string() })
export const ruleRow = z.strictObject({ id: z.string(), json: z.string() })
const jsonRow = z.looseObject({ json: z.string() })
export const snoozeRow = z.looseObject({ key: z.string(), until: z.number() })
export const idRow = z.looseObject({ id: z.string() })
export const factRow = z.looseObject({ value: z.string() })
export const lastKnownRow = z.looseObject({ saved_at: z.number(), json: z.string() })

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a row of the journal is about. Connections are told one by one: `Journal.unreadConnections`. */
export type RecordKind = 'rule' | 'alert' | 'delivery' | 'workflow' | 'target' | 'targetTest' | 'other'

/** A row that does not fit its schema. It is not used and stays where it is. */
export interface UnreadRecord {
  readonly kind: RecordKind
  /** The same row has the same one. */
  readonly key: string
}

const namedSchema = z.looseObject({ name: z.string().max(200) })

function nameOf(value: unknown): string {
  const named = namedSchema.safeParse(value)
  return named.success ? named.data.name : ''
}

function whyOf(issue: z.core.$ZodIssue | undefined): string {
  return [issue?.path.join('.') ?? '', issue?.message ?? ''].filter((part) => part !== '').join(': ')
}

/** It is there, as an address was written once, and is not taken any more. */
function isOfAddress({ code, path }: z.core.$ZodIssue): boolean {
  return code !== 'invalid_type' && path.length === 1 && ADDRESS_FIELDS.some((field) => field === path[0])
}

export function fits(schema: z.ZodType, json: string): boolean {
  return schema.safeParse(parsedJson(json)).success
}

/** One row of the connections, or what is wrong with it. */
export function readConnection({ id, json }: z.infer<typeof connectionRow>): Result<Connection, UnreadConnection> {
  const value = parsedJson(json)
  if (value === undefined) return fail({ id, name: '', cause: 'cut', why: '' })
  const read = connectionConfigSchema.safeParse(value)
  if (read.success) return ok({ id, config: read.data, demo: false })
  const { issues } = read.error
  return fail({
    ...{ id, name: nameOf(value), why: whyOf(issues[0]) },
    cause: issues.every(isOfAddress) ? 'address' : 'other'
  })
}

export interface Records {
  /** Rows by their own columns. A row that does not fit is skipped, logged and told. */
  readonly rows: <T>(schema: z.ZodType<T>, sql: string, ...cells: readonly Cell[]) => readonly T[]
  /** What one `json` column holds. A record that does not fit is skipped, logged and told. */
  readonly parsed: <T>(kind: RecordKind, schema: z.ZodType<T>, json: string) => readonly T[]
  /** What the `json` column of each row holds, as `parsed`. */
  readonly records: <T>(kind: RecordKind, schema: z.ZodType<T>, sql: string, ...cells: readonly Cell[]) => readonly T[]
}

export function createRecords(store: Store, logger: Logger, unread: (record: UnreadRecord) => void): Records {
  function keep<T>(kind: RecordKind, value: unknown, schema: z.ZodType<T>): readonly T[] {
    const result = schema.safeParse(value)
    if (result.success) return [result.data]
    const path = result.error.issues[0]?.path.join('.') ?? ''
    logger.warn('a journal row was skipped: it does not fit its schema', { kind, path })
    unread({ kind, key: `${kind} ${JSON.stringify(value)}` })
    return []
  }
  function query(sql: string, cells: readonly Cell[]): readonly unknown[] {
    try {
      return store.all(sql, ...cells)
    } catch (error) {
      logger.error('the journal could not be read', { read: sql, error })
      return []
    }
  }
  const rows: Records['rows'] = (schema, sql, ...cells) =>
    query(sql, cells).flatMap((row) => keep('other', row, schema))
  const parsed: Records['parsed'] = (kind, schema, json) => keep(kind, parsedJson(json) ?? json, schema)
  return {
    rows,
    parsed,
    records: (kind, schema, sql, ...cells) =>
      rows(jsonRow, sql, ...cells).flatMap(({ json }) => parsed(kind, schema, json))
  }
}
