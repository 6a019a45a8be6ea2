import type { Failure } from '../core/connections/failure.ts'
import type { PushName, PushPayload } from './pushes.ts'
import type { RequestInput, RequestName, RequestOutput } from './requests.ts'

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

type Ask<N extends RequestName> =
  RequestInput<N> extends undefined
    ? () => Promise<Answer<RequestOutput<N>>>
    : (input: RequestInput<N>) => Promise<Answer<RequestOutput<N>>>

type Hear<N extends PushName> = (run: (payload: PushPayload<N>) => void) => () => void

/** What a window finds as `window.floorwatch`: frozen, one function per ability, data only. */
export interface Bridge {
  readonly getState: Ask<'state:get'>
  readonly getRows: Ask<'rows:get'>
  readonly acknowledgeAlert: Ask<'alert:acknowledge'>
  readonly snooze: Ask<'alert:snooze'>
  readonly askWhy: Ask<'alert:why'>
  readonly explainAlert: Ask<'alert:explanation'>
  readonly saveRule: Ask<'rule:save'>
  readonly createRule: Ask<'rule:create'>
  readonly removeRule: Ask<'rule:remove'>
  readonly restoreRule: Ask<'rule:restore'>
  readonly listRuleVersions: Ask<'rule:versions'>
  readonly listRemovedRules: Ask<'rule:removed'>
  readonly readRuleNoise: Ask<'rule:noise'>
  readonly previewRule: Ask<'rule:preview'>
  readonly exportRules: Ask<'rule:export'>
  readonly readRuleFile: Ask<'rule:readFile'>
  readonly importRules: Ask<'rule:import'>
  readonly searchAlerts: Ask<'alert:search'>
  readonly testTarget: Ask<'target:test'>
  readonly getReporting: Ask<'reporting:tree'>
  readonly refreshReporting: Ask<'reporting:refresh'>
  readonly readCascade: Ask<'reporting:cascade'>
  readonly readTarget: Ask<'target:detail'>
  readonly readTargetResults: Ask<'target:results'>
  readonly previewTarget: Ask<'target:preview'>
  readonly applyEdit: Ask<'edit:apply'>
  readonly retryConnection: Ask<'connection:retry'>
  readonly signInToProxy: Ask<'proxy:login'>
  readonly forgetProxyLogin: Ask<'proxy:forget'>
  readonly saveConnection: Ask<'connection:save'>
  readonly removeConnection: Ask<'connection:remove'>
  readonly testConnection: Ask<'connection:test'>
  readonly cancelConnectionTest: Ask<'connection:cancelTest'>
  readonly diagnoseConnection: Ask<'connection:diagnostics'>
  readonly copyConnectionDiagnostics: Ask<'connection:copyDiagnostics'>
  readonly changeSettings: Ask<'settings:change'>
  /** Secrets go in and are never answered. */
  readonly setSecret: Ask<'secret:set'>
  readonly deleteSecret: Ask<'secret:delete'>
  readonly hasSecret: Ask<'secret:has'>
  readonly restoreSecret: Ask<'secret:restore'>
  readonly answerVault: Ask<'vault:answer'>
  readonly dismissAway: Ask<'away:dismiss'>
  readonly dismissProblem: Ask<'problem:dismiss'>
  readonly countHistory: Ask<'history:count'>
  readonly deleteHistory: Ask<'history:delete'>
  readonly readLog: Ask<'log:read'>
  readonly copyLogFolder: Ask<'log:copyFolder'>
  readonly readAutostart: Ask<'autostart:get'>
  readonly setAutostart: Ask<'autostart:set'>
  readonly tryNotice: Ask<'notice:try'>
  readonly readDiagnostics: Ask<'diagnostics:read'>
  readonly copyDiagnostics: Ask<'diagnostics:copy'>
  readonly openView: Ask<'window:open'>
  readonly noteView: Ask<'window:shows'>
  readonly noteSound: Ask<'sound:played'>
  readonly closePanel: Ask<'panel:close'>
  readonly listDisplays: Ask<'wallboard:displays'>
  readonly openWallboard: Ask<'wallboard:open'>
  readonly closeWallboard: Ask<'wallboard:close'>
  readonly quit: Ask<'app:quit'>
  /** Each `on…` returns the function that stops listening. */
  readonly onStateChanged: Hear<'state:changed'>
  readonly onRowsChanged: Hear<'rows:changed'>
  readonly onReportingChanged: Hear<'reporting:changed'>
  readonly onViewRequested: Hear<'view:requested'>
  readonly onSoundWanted: Hear<'sound:wanted'>
  readonly onConnectionTested: Hear<'connection:tested'>
}
