import * as z from 'zod'
import type { LogLevel } from '../../core/log-levels.ts'
import type { LogLine } from '../../core/log-line.ts'
import type { Redactor } from './redact.ts'

const writtenSchema = z.looseObject({
  level: z.number(),
  time: z.string(),
  msg: z.string(),
  scope: z.string().optional(),
  fields: z.unknown().optional()
})

function levelOf(pinoLevel: number): LogLevel {
  if (pinoLevel >= 50) return 'error'
  if (pinoLevel >= 40) return 'warn'
  return pinoLevel >= 30 ? 'info' : 'debug'
}

/** A line of the file for people; undefined for what a crash left half written. */
export function parseLogLine(line: string, redactor: Pick<Redactor, 'text' | 'value'>): LogLine | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  const written = writtenSchema.safeParse(value)
  if (!written.success) return undefined
  const { level, time, msg, scope, fields } = written.data
  const atMs = Date.parse(time)
  if (Number.isNaN(atMs)) return undefined
  return {
    atMs,
    level: levelOf(level),
    scope: scope ?? '',
    message: redactor.text(msg),
    fields: fields === undefined ? '' : JSON.stringify(redactor.value(fields))
  }
}
