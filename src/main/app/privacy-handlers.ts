import type { Answer } from '../../contract/bridge.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts'
import { LOG_LEVELS } from '../../core/log-levels.ts'
import type { LogBook, LogLine } from '../../core/log-line.ts'
import { ok } from '../../core/result.ts'
import type { HistoryKeeper } from './history-keeper.ts'
import type { Shell } from './shell.ts'

/** Lines that are looked through for those asked for. */
const SEARCHED = 5_000
/** Lines a window gets at most. */
const SHOWN = 300

type Names = Extract<RequestName, `history:${string}` | `log:${string}`>

type PrivacyHandlers = {
  readonly [N in Names]: (input: RequestInput<N>) => Answer<RequestOutput<N>> | Promise<Answer<RequestOutput<N>>>
}

export interface PrivacyHandlerDeps {
  readonly history: HistoryKeeper
  readonly log: LogBook
  readonly shell: Pick<Shell, 'copyText'>
}

export function createPrivacyHandlers({ history, log, shell }: PrivacyHandlerDeps): PrivacyHandlers {
  return {
    'history:count': () => ok(history.counts()),
    'history:delete': () => history.deleteNow(),
    'log:read': ({ level, text }) => {
      const least = LOG_LEVELS.indexOf(level)
      const wanted = text.trim().toLowerCase()
      const fits = (line: LogLine): boolean =>
        LOG_LEVELS.indexOf(line.level) >= least &&
        `${line.scope} ${line.message} ${line.fields}`.toLowerCase().includes(wanted)
      const lines = log.newest(SEARCHED).filter(fits).slice(-SHOWN)
      return ok({ folder: log.folder, lines, failure: log.failure() })
    },
    'log:copyFolder': () => {
      shell.copyText(log.folder)
      return ok(undefined)
    }
  }
}
