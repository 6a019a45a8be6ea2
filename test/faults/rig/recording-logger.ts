import type { Logger } from '../../../src/core/ports/logger.ts'

export interface RecordingLogger extends Logger {
  /** Every line with its fields, as text. */
  readonly lines: readonly string[]
}

export function createRecordingLogger(): RecordingLogger {
  const lines: string[] = []
  const note =
    (level: string) =>
    (message: string, fields?: Readonly<Record<string, unknown>>): void =>
      void lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`)
  const logger: RecordingLogger = {
    lines,
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
    scoped: () => logger
  }
  return logger
}
