import type { Answer } from '../../contract/bridge.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts'
import type { ViewAddress } from '../../contract/views.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { AlertDesk } from './alert-desk.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { ProblemDesk } from './problem-desk.ts'
import type { Publisher } from './publisher.ts'
import type { RuleDesk } from './rule-desk.ts'
import type { SecretDesk } from './secret-desk.ts'
import { snoozeUntilMs } from './snooze.ts'
import type { TargetDesk } from './target-desk.ts'

/** One answer for each request of the contract: a missing, misspelled or wrongly typed one does not compile. */
export type Handlers = {
  readonly [N in RequestName]: (input: RequestInput<N>) => Answer<RequestOutput<N>> | Promise<Answer<RequestOutput<N>>>
}

/** Only the preferences named change. */
export type SettingsPatch = RequestInput<'settings:change'>

export interface HandlerDeps {
  readonly clock: Clock
  readonly publisher: Publisher
  readonly desk: AlertDesk
  readonly rules: RuleDesk
  readonly targets: TargetDesk
  readonly connections: ConnectionDesk
  readonly problems: ProblemDesk
  readonly signInToProxy: (login: RequestInput<'proxy:login'>) => Promise<Result<undefined>>
  readonly secrets: SecretDesk
  readonly changeSettings: (patch: SettingsPatch) => Result<undefined>
  readonly openView: (view: ViewAddress) => void
  readonly closePanel: () => void
  readonly quit: () => void
}

const done = ok(undefined)

export function createHandlers(deps: HandlerDeps): Handlers {
  return {
    'state:get': () => ok(deps.publisher.state()),
    'rows:get': () => ok(deps.publisher.rows()),
    'alert:acknowledge': ({ episodeId, note }) => {
      deps.desk.dispatch({ type: 'acknowledge', episodeId, note: note ?? null })
      return done
    },
    'alert:snooze': ({ scope, minutes }) => {
      deps.desk.dispatch({ type: 'snooze', scope, untilMs: snoozeUntilMs(minutes, deps.clock.now()) })
      return done
    },
    'rule:save': (rule) => deps.rules.save(rule),
    'target:test': ({ connectionId, targetId }) => deps.targets.testNow(connectionId, targetId),
    'connection:retry': ({ connectionId }) => {
      deps.connections.probe(connectionId)
      return done
    },
    'proxy:login': async (login) => {
      const saved = await deps.signInToProxy(login)
      if (saved.ok) deps.connections.probe()
      return saved
    },
    'settings:change': (patch) => {
      const changed = deps.changeSettings(patch)
      // Connections that were not trusted may be now.
      if (changed.ok && patch.caFile !== undefined) deps.connections.probe()
      return changed
    },
    'secret:set': ({ secret, ...place }) => deps.secrets.set(place, secret),
    'secret:delete': (place) => deps.secrets.remove(place),
    'secret:has': (place) => deps.secrets.has(place),
    'secret:restore': (place) => deps.secrets.restore(place),
    'vault:answer': ({ answer }) => deps.secrets.answer(answer),
    'problem:dismiss': ({ id }) => {
      deps.problems.clear(id)
      return done
    },
    'window:open': (view) => {
      deps.openView(view)
      return done
    },
    'panel:close': () => {
      deps.closePanel()
      return done
    },
    'app:quit': () => {
      deps.quit()
      return done
    }
  }
}
