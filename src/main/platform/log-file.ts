import { join } from 'node:path'
import { pino } from 'pino'
import type { Disposable } from '../../core/disposable.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { createLogSink } from './log-sink.ts'
import type { Redactor } from './redact.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The log of a profile: `logs/floorwatch.log`, one JSON object a line. Messages and fields go through `redactor` before they are
 * written. Dispose closes the file; lines after that are lost.
 */
export function createLogFile(deps: {
  readonly folder: string
  readonly redactor: Redactor
  readonly level?: 'debug' | 'info' | 'warn' | 'error'
}): { readonly logger: Logger } & Disposable {
  const { redactor } = deps
  const sink = createLogSink(join(deps.folder, 'logs', 'floorwatch.log'))
  const root = pino({ level: deps.level ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink)

  function loggerOf(target: pino.Logger, scopes: readonly string[]): Logger {
    const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: Fields) => {
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
    dispose: () => sink.close()
  }
}
