import * as z from 'zod'
import { LOG_LEVELS } from './log-levels.ts'

/** One line of the log, as people read it. */
export const logLineSchema = z.strictObject({
  atMs: z.number(),
  level: z.enum(LOG_LEVELS),
  /** Which part of the application wrote it; empty for the application itself. */
  scope: z.string(),
  message: z.string(),
  /** What belongs to it, as JSON; empty when there is nothing. */
  fields: z.string()
})
export type LogLine = z.infer<typeof logLineSchema>

/** The log as a whole, for those who read it and those who thin it out. */
export interface LogBook {
  readonly folder: string
  /** Why nothing is written to it in this run, as the system calls it; null while it is written. */
  failure(): string | null
  /** The newest lines, oldest first. */
  newest(lines: number): readonly LogLine[]
  /** Takes out every line written before this moment. */
  forgetBefore(wallMs: number): void
}
