import type { Clock } from '../../core/ports/clock.ts'
import type { Http } from '../../core/ports/http.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { ProxyLogins } from '../../core/ports/proxy-logins.ts'
import type { SocketOpener } from '../../core/ports/socket.ts'
import type { Result } from '../../core/result.ts'
import type { UnreadRecord } from '../app/unread-records.ts'
import type { Problem } from '../../core/settings/problem.ts'

/** What the ways to the network need of the desktop. */
export interface NetworkMeans {
  readonly clock: Clock
  /** The system's proxy decision for an address, in the words of a PAC script. */
  readonly waysTo: (url: string) => Promise<string>
  readonly proxyLogins: ProxyLogins
  /** PEM; what is trusted beside the runtime's own. The same list while nothing changed. */
  readonly certificates: () => readonly string[] | undefined
}

/** The ways to disk and network, chosen in `index.ts`: nothing else in main names an implementation. */
export interface Outside {
  readonly openJournal: (deps: {
    readonly file: string
    readonly clock: Clock
    readonly logger: Logger
    readonly unread: (record: UnreadRecord) => void
  }) => Result<{ readonly journal: Journal; readonly problems: readonly Problem[] }>
  readonly http: (means: NetworkMeans) => Http
  readonly sockets: (means: NetworkMeans) => SocketOpener
}
