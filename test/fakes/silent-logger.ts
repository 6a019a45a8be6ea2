import type { Logger } from '../../src/core/ports/logger.ts'

const nothing = (): undefined => undefined

/** For code under test whose log lines are not the matter. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  scoped: () => silentLogger
}
