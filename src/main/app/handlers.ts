import type { Answer } from '../../contract/bridge.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts'
import type { LogBook } from '../../core/log-line.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Vault } from '../../core/ports/vault.ts'
import { ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { AlertDesk } from './alert-desk-types.ts'
import type { AwayWatch } from './away-watch.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { ConnectionDiagnostics } from './connection-diagnostics.ts'
import type { ExplanationDesk } from './explanation-desk.ts'
import type { HistoryKeeper } from './history-keeper.ts'
import { createPrivacyHandlers } from './privacy-handlers.ts'
import type { ProblemDesk } from './problem-desk.ts'
import type { Publisher } from './publisher.ts'
import type { RuleHandlers } from './rule-handlers.ts'
import type { SecretDesk } from './secret-desk.ts'
import { createSettingsHandlers, type SettingsHandlerDeps } from './settings-handlers.ts'
import type { Shell } from './shell.ts'
import { acknowledgedFor, snoozeUntilMs } from './snooze.ts'
import type { TargetHandlers } from './target-work.ts'
import type { WhyDesk } from './why-desk.ts'

/** One answer for each request of the contract: a missing, misspelled or wrongly typed one does not compile. */
export type Handlers = {
  readonly [N in RequestName]: (input: RequestInput<N>) => Answer<RequestOutput<N>> | Promise<Answer<RequestOutput<N>>>
}

/** Only the preferences named change. */
export type SettingsPatch = RequestInput<'settings:change'>

export interface HandlerDeps extends Omit<SettingsHandlerDeps, 'shell' | 'problems'> {
  readonly clock: Clock
  readonly publisher: Publisher
  readonly desk: AlertDesk
  readonly ruleHandlers: RuleHandlers
  readonly away: Pick<AwayWatch, 'dismiss'>
  readonly why: Pick<WhyDesk, 'answer'>
  readonly explanations: ExplanationDesk
  readonly targetHandlers: TargetHandlers
  readonly connections: ConnectionDesk
  readonly connectionDiagnostics: ConnectionDiagnostics
  readonly vault: Pick<Vault, 'askAgain'>
  readonly problems: ProblemDesk
  readonly signInToProxy: (login: RequestInput<'proxy:login'>) => Promise<Result<undefined>>
  readonly forgetProxyLogin: (host: string) => Promise<Result<undefined>>
  readonly secrets: SecretDesk
  readonly editing: Pick<
    Handlers,
    'connection:save' | 'connection:remove' | 'connection:test' | 'connection:cancelTest'
  >
  readonly changeSettings: (patch: SettingsPatch) => Result<undefined>
  readonly history: HistoryKeeper
  readonly log: LogBook
  readonly shell: Pick<Shell, 'openView' | 'shows' | 'sounds' | 'closePanel' | 'wallboard' | 'copyText' | 'quit'>
}

const done = ok(undefined)

export function createHandlers(deps: HandlerDeps): Handlers {
  return {
    ...createPrivacyHandlers(deps),
    ...createSettingsHandlers(deps),
    'state:get': () => ok(deps.publisher.state()),
    'rows:get': () => ok(deps.publisher.rows()),
    'alert:acknowledge': ({ episodeId, note, minutes }) => {
      const until = acknowledgedFor(minutes, deps.clock.now())
      deps.desk.dispatch({ type: 'acknowledge', episodeId, note: note ?? null, ...until })
      return done
    },
    'alert:snooze': ({ scope, minutes }) => {
      deps.desk.dispatch({ type: 'snooze', scope, untilMs: snoozeUntilMs(minutes, deps.clock.now()) })
      return done
    },
    ...deps.ruleHandlers,
    'alert:why': (query) => ok(deps.why.answer(query)),
    'alert:explanation': (about) => ok(deps.explanations.answer(about)),
    ...deps.targetHandlers,
    'connection:retry': async ({ connectionId }) => {
      // What the connection needs may be there again, and would be asked for only when its next try is due.
      await deps.vault.askAgain()
      deps.connections.probe(connectionId)
      return done
    },
    'proxy:login': async (login) => {
      const saved = await deps.signInToProxy(login)
      if (saved.ok) deps.connections.probe()
      return saved
    },
    'proxy:forget': ({ host }) => deps.forgetProxyLogin(host),
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
    ...deps.editing,
    'connection:diagnostics': ({ connectionId }) => deps.connectionDiagnostics.read(connectionId),
    'connection:copyDiagnostics': ({ connectionId }) => {
      const text = deps.connectionDiagnostics.text(connectionId)
      if (text.ok) deps.shell.copyText(text.value)
      return text.ok ? done : text
    },
    'away:dismiss'() {
      deps.away.dismiss()
      return done
    },
    'problem:dismiss': ({ id }) => {
      deps.problems.clear(id)
      return done
    },
    'window:open': (view) => {
      deps.shell.openView(view)
      return done
    },
    'window:shows': ({ view }) => {
      deps.shell.shows(view)
      return done
    },
    'sound:played': ({ id, reason }) => {
      deps.shell.sounds.played(id, reason)
      return done
    },
    'panel:close': () => {
      deps.shell.closePanel()
      return done
    },
    'wallboard:displays': () => ok(deps.shell.wallboard.displays()),
    'wallboard:open': ({ displayId }) => {
      deps.shell.wallboard.open(displayId)
      return done
    },
    'wallboard:close': () => {
      deps.shell.wallboard.close()
      return done
    },
    'app:quit': () => {
      deps.shell.quit()
      return done
    }
  }
}
