import { beforeEach, describe, expect, it } from 'vitest'
import type { Bridge } from '../../../src/contract/bridge.ts'
import { pushes } from '../../../src/contract/pushes.ts'
import { requests } from '../../../src/contract/requests.ts'
import { createBridge } from '../../../src/preload/create-bridge.ts'

type Listener = (event: unknown, payload: unknown) => void

function createFakeWire() {
  const listeners = new Map<string, Set<Listener>>()
  return {
    invoked: [] as unknown[][],
    answer: (): Promise<unknown> => Promise.resolve({ ok: true, value: undefined }),
    invoke(...args: unknown[]) {
      this.invoked.push(args)
      return this.answer()
    },
    on(name: string, run: Listener) {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(run))
    },
    removeListener: (name: string, run: Listener) => listeners.get(name)?.delete(run),
    push(name: string, payload: unknown) {
      for (const run of listeners.get(name) ?? []) run({ sender: 'must never reach a page' }, payload)
    }
  }
}

const ASKS = {
  getState: 'state:get',
  getRows: 'rows:get',
  acknowledgeAlert: 'alert:acknowledge',
  snooze: 'alert:snooze',
  askWhy: 'alert:why',
  explainAlert: 'alert:explanation',
  saveRule: 'rule:save',
  createRule: 'rule:create',
  removeRule: 'rule:remove',
  restoreRule: 'rule:restore',
  listRuleVersions: 'rule:versions',
  listRemovedRules: 'rule:removed',
  readRuleNoise: 'rule:noise',
  previewRule: 'rule:preview',
  exportRules: 'rule:export',
  readRuleFile: 'rule:readFile',
  importRules: 'rule:import',
  searchAlerts: 'alert:search',
  dismissAway: 'away:dismiss',
  testTarget: 'target:test',
  getReporting: 'reporting:tree',
  refreshReporting: 'reporting:refresh',
  readCascade: 'reporting:cascade',
  readTarget: 'target:detail',
  readTargetResults: 'target:results',
  previewTarget: 'target:preview',
  applyEdit: 'edit:apply',
  retryConnection: 'connection:retry',
  signInToProxy: 'proxy:login',
  forgetProxyLogin: 'proxy:forget',
  saveConnection: 'connection:save',
  removeConnection: 'connection:remove',
  testConnection: 'connection:test',
  cancelConnectionTest: 'connection:cancelTest',
  diagnoseConnection: 'connection:diagnostics',
  copyConnectionDiagnostics: 'connection:copyDiagnostics',
  changeSettings: 'settings:change',
  setSecret: 'secret:set',
  deleteSecret: 'secret:delete',
  hasSecret: 'secret:has',
  restoreSecret: 'secret:restore',
  answerVault: 'vault:answer',
  dismissProblem: 'problem:dismiss',
  countHistory: 'history:count',
  deleteHistory: 'history:delete',
  readLog: 'log:read',
  copyLogFolder: 'log:copyFolder',
  readAutostart: 'autostart:get',
  setAutostart: 'autostart:set',
  tryNotice: 'notice:try',
  readDiagnostics: 'diagnostics:read',
  copyDiagnostics: 'diagnostics:copy',
  openView: 'window:open',
  noteView: 'window:shows',
  noteSound: 'sound:played',
  closePanel: 'panel:close',
  listDisplays: 'wallboard:displays',
  openWallboard: 'wallboard:open',
  closeWallboard: 'wallboard:close',
  quit: 'app:quit'
} as const
const HEARS = {
  onStateChanged: 'state:changed',
  onRowsChanged: 'rows:changed',
  onReportingChanged: 'reporting:changed',
  onViewRequested: 'view:requested',
  onSoundWanted: 'sound:wanted',
  onConnectionTested: 'connection:tested'
} as const

let wire: ReturnType<typeof createFakeWire>
let bridge: Bridge

beforeEach(() => {
  wire = createFakeWire()
  bridge = createBridge(wire)
})

describe('the bridge', () => {
  it('is frozen and holds exactly one function per ability of the contract', () => {
    expect(Object.isFrozen(bridge)).toBe(true)
    expect(Object.keys(bridge).sort()).toEqual([...Object.keys(ASKS), ...Object.keys(HEARS)].sort())
    expect(Object.values(ASKS).sort()).toEqual(Object.keys(requests).sort())
    expect(Object.values(HEARS).sort()).toEqual(Object.keys(pushes).sort())
  })

  it.each(Object.entries(ASKS))('%s asks on %s and hands on the answer', async (name, channel) => {
    const run = bridge[name as keyof typeof ASKS] as (input: unknown) => Promise<unknown>
    expect(await run({ some: 'input' })).toEqual({ ok: true, value: undefined })
    expect(wire.invoked).toEqual([[channel, { some: 'input' }]])
  })

  it('answers `cancelled` when main is gone instead of throwing', async () => {
    wire.answer = () => Promise.reject(new Error('reply was never sent'))
    expect(await bridge.getState()).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  })

  it.each(Object.entries(HEARS))('%s hears %s as data only, until stopped', (name, channel) => {
    const heard: unknown[][] = []
    const listen = bridge[name as keyof typeof HEARS] as (run: (...args: unknown[]) => void) => () => void
    const stop = listen((...args) => heard.push(args))
    wire.push(channel, { revision: 1 })
    stop()
    wire.push(channel, { revision: 2 })
    expect(heard).toEqual([[{ revision: 1 }]])
  })

  it('keeps the view asked for before the page listens, and only the last one', () => {
    wire.push('view:requested', { view: 'alerts' })
    wire.push('view:requested', { view: 'targets' })
    const heard: unknown[] = []
    bridge.onViewRequested((view) => heard.push(view))
    bridge.onViewRequested((view) => heard.push(view))()
    expect(heard).toEqual([{ view: 'targets' }])
  })
})
