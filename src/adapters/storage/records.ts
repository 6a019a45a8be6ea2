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

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface Records {
  /** Rows by their own columns. A row that does not fit is skipped and logged. */
  readonly rows: <T>(schema: z.ZodType<T>, sql: string, ...cells: readonly Cell[]) => readonly T[]
  /** What the `json` column of each row holds. A record that does not fit is skipped and logged. */
  readonly records: <T>(schema: z.ZodType<T>, sql: string, ...cells: readonly Cell[]) => readonly T[]
}

export function createRecords(store: Store, logger: Logger): Records {
  function keep<T>(result: z.ZodSafeParseResult<T>, sql: string): readonly T[] {
    if (result.success) return [result.data]
    const path = result.error.issues[0]?.path.join('.') ?? ''
    logger.warn('a journal row was skipped: it does not fit its schema', { read: sql, path })
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
    query(sql, cells).flatMap((row) => keep(schema.safeParse(row), sql))
  return {
    rows,
    records: (schema, sql, ...cells) =>
      rows(jsonRow, sql, ...cells).flatMap((row) => keep(schema.safeParse(parsedJson(row.json)), sql))
  }
}
