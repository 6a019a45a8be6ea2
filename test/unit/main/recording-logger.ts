import type { Logger } from '../../../src/core/ports/logger.ts'

export interface RecordingLogger extends Logger {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: unknown }[]
}

export function createRecordingLogger(lines: RecordingLogger['lines'] = []): RecordingLogger {
  const at = (level: string) => (message: string, fields?: unknown) => {
    lines.push({ level, message, fields })
  }
  return {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    scoped: () => createRecordingLogger(lines)
  }
}
