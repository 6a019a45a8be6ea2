import type { Answer, Bridge } from '../../src/contract/bridge.ts'
import type { PushName, PushPayload } from '../../src/contract/pushes.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../src/contract/requests.ts'
import type { FailureView, RowsView, StateView } from '../../src/contract/views.ts'
import { aDiagnosis } from './a-diagnosis.ts'
import { anExplanation } from './an-explanation.ts'
import { REPORTING_ANSWERS } from './reporting-answers.ts'
import { RULE_ANSWERS } from './rule-answers.ts'

type Answers = { [N in RequestName]: (input: RequestInput<N>) => Promise<Answer<RequestOutput<N>>> }

export interface FakeBridge extends Bridge {
  /** What was asked, in order. */
  readonly asked: { readonly name: RequestName; readonly input: unknown }[]
  readonly askedOf: (name: RequestName) => unknown[]
  /** What main says next; changed by a test at will. */
  state: StateView
  rows: RowsView
  /** Replaces the answer to one request. */
  answer<N extends RequestName>(name: N, run: Answers[N]): void
  refuse(name: RequestName, failure: FailureView): void
  push<N extends PushName>(name: N, payload: PushPayload<N>): void
  /** How many listen; a window that is gone must leave none. */
  listeners(): number
}

type Hearers = { [N in PushName]: Set<(payload: PushPayload<N>) => void> }

const yes = async (): Promise<{ readonly ok: true; readonly value: undefined }> => ({ ok: true, value: undefined })

/** Plays main for a window: answers yes unless told otherwise, keeps what was asked, pushes when told to. */
export function createFakeBridge(state: StateView, rows: RowsView['rows'] = []): FakeBridge {
  const asked: FakeBridge['asked'] = []
  const hearers: Hearers = {
    'state:changed': new Set(),
    'rows:changed': new Set(),
    'sound:wanted': new Set(),
    'reporting:changed': new Set(),
    'view:requested': new Set(),
    'connection:tested': new Set()
  }
  const answers: Answers = {
    'state:get': async () => ({ ok: true, value: bridge.state }),
    'rows:get': async () => ({ ok: true, value: bridge.rows }),
    'alert:acknowledge': yes,
    'alert:snooze': yes,
    'alert:why': async ({ atMs }) => ({
      ok: true,
      value: {
        ...{ kind: 'known', reason: 'pending', minuteMs: Math.floor(atMs / 60_000) * 60_000, isNow: true },
        ...{ value: 9, peak: null, threshold: 8, ruleVersion: 1, episodeId: null }
      }
    }),
    'alert:explanation': async () => ({ ok: true, value: anExplanation() }),
    'rule:save': yes,
    ...RULE_ANSWERS,
    ...REPORTING_ANSWERS,
    'target:test': yes,
    'connection:retry': yes,
    'proxy:login': yes,
    'proxy:forget': yes,
    'connection:save': async () => ({ ok: true, value: { kind: 'saved', connectionId: 'saved' } }),
    'connection:remove': yes,
    'connection:test': async () => ({ ok: true, value: { refusals: [] } }),
    'connection:cancelTest': yes,
    'connection:diagnostics': async () => ({ ok: true, value: aDiagnosis() }),
    'connection:copyDiagnostics': yes,
    'settings:change': yes,
    'secret:set': yes,
    'secret:delete': yes,
    'secret:has': async () => ({ ok: true, value: false }),
    'secret:restore': yes,
    'vault:answer': yes,
    'away:dismiss': yes,
    'problem:dismiss': yes,
    'history:count': async () => ({ ok: true, value: { alerts: 3, deliveries: 1, targetTests: 20, ruleVersions: 4 } }),
    'history:delete': async () => ({ ok: true, value: { alerts: 3, deliveries: 1, targetTests: 20, ruleVersions: 4 } }),
    'log:read': async () => ({ ok: true, value: { folder: '/data/logs', lines: [], failure: null } }),
    'log:copyFolder': yes,
    'autostart:get': async () => ({
      ok: true,
      value: { on: false, file: '/home/jane/.config/autostart/floorwatch.desktop' }
    }),
    'autostart:set': async ({ on }) => ({
      ok: true,
      value: { on, file: '/home/jane/.config/autostart/floorwatch.desktop' }
    }),
    'window:shows': yes,
    'sound:played': yes,
    'notice:try': async () => ({ ok: true, value: { kind: 'delivered', via: 'dbus' } }),
    'diagnostics:read': async () => ({
      ok: true,
      value: {
        system: 'Linux 6.1 x64',
        tray: true,
        notices: { server: 'test desktop 1', abilities: ['actions', 'body'] }
      }
    }),
    'diagnostics:copy': yes,
    'window:open': yes,
    'panel:close': yes,
    'wallboard:displays': async () => ({
      ok: true,
      value: { displays: [{ id: 1, label: 'Desk', primary: true, width: 1920, height: 1080 }], chosenId: 1 }
    }),
    'wallboard:open': yes,
    'wallboard:close': yes,
    'app:quit': yes
  }
  const ask =
    <N extends RequestName>(name: N) =>
    (input: RequestInput<N>): Promise<Answer<RequestOutput<N>>> => {
      asked.push({ name, input })
      return answers[name](input)
    }
  const askNothing = <N extends RequestName>(name: N, input: RequestInput<N>) => {
    const one = ask(name)
    return () => one(input)
  }
  const hear =
    <N extends PushName>(name: N) =>
    (run: (payload: PushPayload<N>) => void) => {
      hearers[name].add(run)
      return () => void hearers[name].delete(run)
    }

  const bridge: FakeBridge = {
    state,
    rows: { revision: 1, rows: [...rows] },
    asked,
    askedOf: (name) => asked.filter((one) => one.name === name).map((one) => one.input),
    answer: (name, run) => {
      answers[name] = run
    },
    refuse: (name, failure) => {
      Object.assign(answers, { [name]: async () => ({ ok: false, failure }) })
    },
    push: (name, payload) => {
      for (const run of hearers[name]) run(payload)
    },
    listeners: () => Object.values(hearers).reduce((sum, set) => sum + set.size, 0),
    getState: askNothing('state:get', undefined),
    getRows: askNothing('rows:get', undefined),
    acknowledgeAlert: ask('alert:acknowledge'),
    snooze: ask('alert:snooze'),
    askWhy: ask('alert:why'),
    explainAlert: ask('alert:explanation'),
    saveRule: ask('rule:save'),
    createRule: ask('rule:create'),
    removeRule: ask('rule:remove'),
    restoreRule: ask('rule:restore'),
    listRuleVersions: ask('rule:versions'),
    listRemovedRules: askNothing('rule:removed', undefined),
    readRuleNoise: askNothing('rule:noise', undefined),
    previewRule: ask('rule:preview'),
    exportRules: ask('rule:export'),
    readRuleFile: askNothing('rule:readFile', undefined),
    importRules: ask('rule:import'),
    searchAlerts: ask('alert:search'),
    testTarget: ask('target:test'),
    getReporting: askNothing('reporting:tree', undefined),
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
    dismissAway: askNothing('away:dismiss', undefined),
    dismissProblem: ask('problem:dismiss'),
    countHistory: askNothing('history:count', undefined),
    deleteHistory: askNothing('history:delete', undefined),
    readLog: ask('log:read'),
    copyLogFolder: askNothing('log:copyFolder', undefined),
    readAutostart: askNothing('autostart:get', undefined),
    setAutostart: ask('autostart:set'),
    tryNotice: ask('notice:try'),
    readDiagnostics: askNothing('diagnostics:read', undefined),
    copyDiagnostics: askNothing('diagnostics:copy', undefined),
    openView: ask('window:open'),
    noteView: ask('window:shows'),
    noteSound: ask('sound:played'),
    closePanel: askNothing('panel:close', undefined),
    listDisplays: askNothing('wallboard:displays', undefined),
    openWallboard: ask('wallboard:open'),
    closeWallboard: askNothing('wallboard:close', undefined),
    quit: askNothing('app:quit', undefined),
    onStateChanged: hear('state:changed'),
    onRowsChanged: hear('rows:changed'),
    onReportingChanged: hear('reporting:changed'),
    onViewRequested: hear('view:requested'),
    onSoundWanted: hear('sound:wanted'),
    onConnectionTested: hear('connection:tested')
  }
  return bridge
}
