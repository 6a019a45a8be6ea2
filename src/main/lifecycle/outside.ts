import type { Clock } from '../../core/ports/clock.ts'
import type { Http } from '../../core/ports/http.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { SocketOpener } from '../../core/ports/socket.ts'
import type { Result } from '../../core/result.ts'
import type { Problem } from '../../core/settings/problem.ts'

/** The ways to disk and network, chosen in `index.ts`: nothing else in main names an implementation. */
export interface Outside {
  readonly openJournal: (deps: {
    readonly file: string
    readonly clock: Clock
    readonly logger: Logger
  }) => Result<{ readonly journal: Journal; readonly problems: readonly Problem[] }>
  readonly http: (clock: Clock) => Http
  readonly sockets: (clock: Clock) => SocketOpener
}
