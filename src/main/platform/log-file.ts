import { join } from 'node:path'
import { pino } from 'pino'
import type { Disposable } from '../../core/disposable.ts'
import type { LogLevel } from '../../core/log-levels.ts'
import type { LogBook } from '../../core/log-line.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { parseLogLine } from './log-lines.ts'
import { createLogSink } from './log-sink.ts'
import type { Redactor } from './redact.ts'

type Fields = Readonly<Record<string, unknown>>

/** What is read back is redacted once more: what is hidden now may have been written before it was. */
export interface LogFile extends LogBook, Disposable {
  readonly logger: Logger
}

/**
 * The log of a profile: `logs/floorwatch.log`, one JSON object a line. Messages and fields go through `redactor` before they are
 * written. Dispose closes the file; lines after that are lost.
 */
export function createLogFile(deps: {
  readonly folder: string
  readonly redactor: Redactor
  readonly level?: LogLevel
  /** The log can't be written: nothing more comes into it in this run. */
  readonly gaveUp?: (reason: string) => void
}): LogFile {
  const { redactor } = deps
  const folder = join(deps.folder, 'logs')
  const sink = createLogSink(join(folder, 'floorwatch.log'), undefined, deps.gaveUp)
  const root = pino({ level: deps.level ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink)

  function loggerOf(target: pino.Logger, scopes: readonly string[]): Logger {
    const write = (level: LogLevel) => (message: string, fields?: Fields) => {
      if (target.isLevelEnabled(level)) target[level]({ fields: redactor.value(fields) }, redactor.text(message))
    }
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      scoped: (scope) => loggerOf(root.child({ scope: [...scopes, scope].join('.') }), [...scopes, scope])
    }
  }
  return {
    logger: loggerOf(root, []),
    folder,
    failure: () => sink.failure(),
    newest: (lines) => sink.newest(lines).flatMap((line) => parseLogLine(line, redactor) ?? []),
    forgetBefore: (wallMs) => sink.forgetBefore(wallMs),
    dispose: () => sink.close()
  }
}
