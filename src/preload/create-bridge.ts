import type { Answer, Bridge } from '../contract/bridge.ts'
import type { PushName, PushPayload } from '../contract/pushes.ts'
import type { RequestInput, RequestName, RequestOutput } from '../contract/requests.ts'

/** The part of Electron's ipcRenderer the bridge needs. */
export interface Wire {
  invoke(channel: string, input: unknown): Promise<unknown>
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown
  removeListener(channel: string, listener: (event: unknown, payload: unknown) => void): unknown
}

/** One function per ability of the contract, frozen. No channel name and no event of Electron's reaches the page. */
export function createBridge(wire: Wire): Bridge {
  /** Main answers every request with data; only a main that is quitting leaves one without. */
  function ask<N extends RequestName>(name: N) {
    return async (input?: RequestInput<N>): Promise<Answer<RequestOutput<N>>> => {
      try {
        // as: main parses each answer with the contract's schema before it sends it
        return (await wire.invoke(name, input)) as Answer<RequestOutput<N>>
      } catch {
        return { ok: false, failure: { code: 'cancelled', step: 'ask', detail: 'no answer' } }
      }
    }
  }

  /** The listener gets the payload alone: Electron's event would hand out the sender. */
  function hear<N extends PushName>(name: N) {
    return (run: (payload: PushPayload<N>) => void): (() => void) => {
      const listener = (_event: unknown, payload: unknown): void => {
        // as: only main sends on this channel, and only what the contract's type allows
        run(payload as PushPayload<N>)
      }
      wire.on(name, listener)
      return () => {
        wire.removeListener(name, listener)
      }
    }
  }

  /** Like `hear`, but a push that came before the page listens waits for its first listener. */
  function hearLatest<N extends PushName>(name: N) {
    let waiting: { readonly payload: PushPayload<N> } | undefined
    const hearNew = hear(name)
    let stopKeeping: (() => void) | undefined = hearNew((payload) => {
      waiting = { payload }
    })
    return (run: (payload: PushPayload<N>) => void): (() => void) => {
      stopKeeping?.()
      stopKeeping = undefined
      const stop = hearNew(run)
      if (waiting) run(waiting.payload)
      waiting = undefined
      return stop
    }
  }

  return Object.freeze({
    getState: ask('state:get'),
    getRows: ask('rows:get'),
    acknowledgeAlert: ask('alert:acknowledge'),
    snooze: ask('alert:snooze'),
    askWhy: ask('alert:why'),
    explainAlert: ask('alert:explanation'),
    saveRule: ask('rule:save'),
    createRule: ask('rule:create'),
    removeRule: ask('rule:remove'),
    restoreRule: ask('rule:restore'),
    listRuleVersions: ask('rule:versions'),
    listRemovedRules: ask('rule:removed'),
    readRuleNoise: ask('rule:noise'),
    previewRule: ask('rule:preview'),
    exportRules: ask('rule:export'),
    readRuleFile: ask('rule:readFile'),
    importRules: ask('rule:import'),
    searchAlerts: ask('alert:search'),
    testTarget: ask('target:test'),
    getReporting: ask('reporting:tree'),
    refreshReporting: ask('reporting:refresh'),
    readCascade: ask('reporting:cascade'),
    readTarget: ask('target:detail'),
    readTargetResults: ask('target:results'),
    previewTarget: ask('target:preview'),
    applyEdit: ask('edit:apply'),
    retryConnection: ask('connection:retry'),
    signInToProxy: ask('proxy:login'),
    forgetProxyLogin: ask('proxy:forget'),
    saveConnection: ask('connection:save'),
    removeConnection: ask('connection:remove'),
    testConnection: ask('connection:test'),
    cancelConnectionTest: ask('connection:cancelTest'),
    diagnoseConnection: ask('connection:diagnostics'),
    copyConnectionDiagnostics: ask('connection:copyDiagnostics'),
    changeSettings: ask('settings:change'),
    setSecret: ask('secret:set'),
    deleteSecret: ask('secret:delete'),
    hasSecret: ask('secret:has'),
    restoreSecret: ask('secret:restore'),
    answerVault: ask('vault:answer'),
    dismissAway: ask('away:dismiss'),
    dismissProblem: ask('problem:dismiss'),
    countHistory: ask('history:count'),
    deleteHistory: ask('history:delete'),
    readLog: ask('log:read'),
    copyLogFolder: ask('log:copyFolder'),
    readAutostart: ask('autostart:get'),
    setAutostart: ask('autostart:set'),
    tryNotice: ask('notice:try'),
    readDiagnostics: ask('diagnostics:read'),
    copyDiagnostics: ask('diagnostics:copy'),
    openView: ask('window:open'),
    noteView: ask('window:shows'),
    noteSound: ask('sound:played'),
    closePanel: ask('panel:close'),
    listDisplays: ask('wallboard:displays'),
    openWallboard: ask('wallboard:open'),
    closeWallboard: ask('wallboard:close'),
    quit: ask('app:quit'),
    onStateChanged: hear('state:changed'),
    onRowsChanged: hear('rows:changed'),
    onReportingChanged: hear('reporting:changed'),
    onViewRequested: hearLatest('view:requested'),
    onSoundWanted: hearLatest('sound:wanted'),
    onConnectionTested: hear('connection:tested')
  })
}
