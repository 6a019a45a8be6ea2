import * as z from 'zod'
import { connectionConfigSchema } from '../../core/connections/connection.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Target, TargetTest, Workflow } from '../../core/targets/target.ts'
import type { Store, Cell } from './store.ts'

const period = z.enum(['P1D', 'P1W', 'P1M'])

export const workflowRecord: z.ZodType<Workflow> = z.strictObject({
  id: z.string().min(1),
  connectionId: z.string().min(1),
  name: z.string(),
  description: z.string()
})

/** Older rows carry more: whether giosg itself notifies, which says nothing here. */
export const targetRecord: z.ZodType<Target> = z.object({
  id: z.string().min(1),
  connectionId: z.string().min(1),
  workflowId: z.string().min(1),
  name: z.string(),
  threshold: z.number(),
  bound: z.enum(['UPPER', 'LOWER']),
  reportingPeriod: period,
  notificationPeriod: period,
  field: z.string(),
  activeFromMs: z.number().exactOptional(),
  activeUntilMs: z.number().exactOptional()
})

export const targetTestRecord: z.ZodType<TargetTest> = z.strictObject({
  targetId: z.string().min(1),
  value: z.number().nullable(),
  selectedPeriod: period,
  timespan: z.string(),
  testedAtMs: z.number()
})

export const connectionRow = z.strictObject({ id: z.string().min(1), json: z.string() })
export const connectionRecord = connectionConfigSchema
const jsonRow = z.looseObject({ json: z.string() })
export const snoozeRow = z.looseObject({ key: z.string(), until: z.number() })
export const idRow = z.looseObject({ id: z.string() })
export const factRow = z.looseObject({ value: z.string() })
export const lastKnownRow = z.looseObject({ saved_at: z.number(), json: z.string() })

export const keptRow = z.looseObject({ id: z.string(), json: z.string() })

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a row of the journal is about. */
export type RecordKind = 'connection' | 'rule' | 'alert' | 'delivery' | 'workflow' | 'target' | 'targetTest' | 'other'

/** A row that does not fit its schema. It is not used and stays where it is. */
export interface UnreadRecord {
  readonly kind: RecordKind
  /** The same row has the same one. */
  readonly key: string
  /** What people call it; empty where it does not even tell that. */
  readonly name: string
  /** Field and reason in words; nothing of what stands there. */
  readonly why: string
}

const namedSchema = z.looseObject({ name: z.string().max(200) })

export function fits(schema: z.ZodType, json: string): boolean {
  return schema.safeParse(parsedJson(json)).success
}

/** One that was set aside before. */
export function unreadRule(id: string, json: string): UnreadRecord {
  const named = namedSchema.safeParse(parsedJson(json))
  return { kind: 'rule', key: `rule ${id}`, name: named.success ? named.data.name : '', why: '' }
}

export interface Records {
  /** Rows by their own columns. A row that does not fit is skipped, logged and told. */
  readonly rows: <T>(schema: z.ZodType<T>, sql: string, ...cells: readonly Cell[]) => readonly T[]
  /** What the `json` column of each row holds. A record that does not fit is skipped, logged and told. */
  readonly records: <T>(kind: RecordKind, schema: z.ZodType<T>, sql: string, ...cells: readonly Cell[]) => readonly T[]
}

export function createRecords(store: Store, logger: Logger, unread: (record: UnreadRecord) => void): Records {
  function keep<T>(kind: RecordKind, value: unknown, schema: z.ZodType<T>, sql: string): readonly T[] {
    const result = schema.safeParse(value)
    if (result.success) return [result.data]
    const [issue] = result.error.issues
    const path = issue?.path.join('.') ?? ''
    logger.warn('a journal row was skipped: it does not fit its schema', { read: sql, path })
    const named = namedSchema.safeParse(value)
    const why = [path, issue?.message ?? ''].filter((part) => part !== '').join(': ')
    unread({ kind, key: `${kind} ${JSON.stringify(value)}`, name: named.success ? named.data.name : '', why })
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
    query(sql, cells).flatMap((row) => keep('other', row, schema, sql))
  return {
    rows,
    records: (kind, schema, sql, ...cells) =>
      rows(jsonRow, sql, ...cells).flatMap((row) => keep(kind, parsedJson(row.json) ?? row.json, schema, sql))
  }
}
