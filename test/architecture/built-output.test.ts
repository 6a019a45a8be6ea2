import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compileFunction } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { pushes } from '../../src/contract/pushes.ts'
import { requests } from '../../src/contract/requests.ts'
import { project } from './rig/small-tree.ts'

/** What a page can reach, by name. A new ability is a decision, and a line here. */
const ABILITIES = [
  ...[
    'acknowledgeAlert',
    'answerVault',
    'askWhy',
    'cancelConnectionTest',
    'changeSettings',
    'closePanel',
    'closeWallboard'
  ],
  ...['copyConnectionDiagnostics', 'copyDiagnostics', 'copyLogFolder', 'countHistory', 'createRule', 'deleteHistory'],
  ...[
    'deleteSecret',
    'diagnoseConnection',
    'dismissAway',
    'dismissProblem',
    'explainAlert',
    'exportRules',
    'forgetProxyLogin',
    'getRows'
  ],
  ...['getState', 'hasSecret', 'importRules', 'listDisplays', 'listRemovedRules', 'listRuleVersions'],
  ...['noteSound', 'noteView'],
  ...[
    'onConnectionTested',
    'onRowsChanged',
    'onSoundWanted',
    'onStateChanged',
    'onViewRequested',
    'openView',
    'openWallboard'
  ],
  ...['previewRule', 'quit', 'readAutostart', 'readDiagnostics', 'readLog', 'readRuleFile', 'readRuleNoise'],
  ...['removeConnection', 'removeRule', 'restoreRule', 'restoreSecret', 'retryConnection', 'saveConnection'],
  ...['saveRule', 'searchAlerts', 'setAutostart', 'setSecret', 'signInToProxy', 'snooze', 'testConnection'],
  ...['testTarget', 'tryNotice'],
  ...['applyEdit', 'getReporting', 'onReportingChanged', 'previewTarget', 'readCascade', 'readTarget'],
  ...['readTargetResults', 'refreshReporting']
].sort()

beforeAll(async () => {
  const module: unknown = await import(pathToFileURL(join(project, 'scripts/lib/build.mjs')).href)
  const runnable = z.custom<() => unknown>((value) => typeof value === 'function')
  const { ensureBuild } = z.object({ ensureBuild: runnable }).parse(module)
  await ensureBuild()
})

type Listener = (...args: unknown[]) => void

/** Runs the built preload with an Electron that only notes what is done with it. */
function loadPreload() {
  const exposed = new Map<string, object>()
  const invoked: unknown[][] = []
  const listeners = new Map<string, Listener>()
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: object) => exposed.set(name, value) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => (invoked.push(args), Promise.resolve({ ok: true, value: undefined })),
      on: (channel: string, run: Listener) => listeners.set(channel, run),
      removeListener: (channel: string) => listeners.delete(channel),
      send: () => undefined
    }
  }
  const required: string[] = []
  const require = (name: string): unknown => {
    required.push(name)
    if (name !== 'electron') throw new Error(`a sandboxed preload has no ${name}`)
    return electron
  }
  const code = readFileSync(join(project, 'out/preload/index.cjs'), 'utf8')
  const module = { exports: {} }
  const run = compileFunction(code, ['require', 'module', 'exports']) as (...args: unknown[]) => void
  run(require, module, module.exports)
  return { exposed, invoked, listeners, required }
}

describe('the built preload', () => {
  it('is one file that needs electron alone', () => {
    expect(readdirSync(join(project, 'out/preload'))).toEqual(['index.cjs'])
    expect(new Set(loadPreload().required)).toEqual(new Set(['electron']))
  })

  it('gives a page one frozen object of these functions and nothing else', () => {
    const { exposed } = loadPreload()
    expect([...exposed.keys()]).toEqual(['floorwatch'])
    const bridge = exposed.get('floorwatch') ?? {}
    expect(Object.isFrozen(bridge)).toBe(true)
    expect(Object.keys(bridge).sort()).toEqual(ABILITIES)
    expect(Object.values(bridge).every((value) => typeof value === 'function')).toBe(true)
  })

  it('asks on exactly the channels of the contract, and hears on exactly its pushes', async () => {
    const { exposed, invoked, listeners } = loadPreload()
    const bridge = exposed.get('floorwatch') as Record<string, (given?: unknown) => unknown>
    for (const [name, run] of Object.entries(bridge)) {
      await run(name.startsWith('on') ? () => undefined : { channel: 'app:quit', more: 1 })
    }
    expect(invoked.map(([channel]) => channel).sort()).toEqual(Object.keys(requests).sort())
    expect(invoked.every((args) => args.length === 2)).toBe(true)
    expect([...listeners.keys()].sort()).toEqual(Object.keys(pushes).sort())
  })

  it('hands on data only, never the event with its sender', () => {
    const { exposed, listeners } = loadPreload()
    const bridge = exposed.get('floorwatch') as Record<string, (run: Listener) => unknown>
    for (const name of ABILITIES.filter((ability) => ability.startsWith('on'))) {
      const heard: unknown[][] = []
      bridge[name]?.((...args) => heard.push(args))
      for (const run of listeners.values()) run({ sender: 'never' }, { revision: 1 })
      expect(heard.length).toBeGreaterThan(0)
      expect(heard.every((args) => JSON.stringify(args) === '[{"revision":1}]')).toBe(true)
    }
  })
})

/** Everything that a file of the build loads before it runs, itself included. */
function loadedWith(folder: string, file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const code = readFileSync(join(folder, file), 'utf8')
  const imports = file.endsWith('.html')
    ? /(?:src|href)="\.\/([^"]+\.js)"/g
    : /(?:^|[;}\n])\s*(?:import|export)\b[^;'"()]*["'](\.{1,2}\/[^"']+\.js)["']/g
  for (const [, name = ''] of code.matchAll(imports)) loadedWith(folder, join(dirname(file), name), seen)
  return seen
}

describe.each([
  ['out/main', 'index.js', 'Kuittaa', 'Acknowledge'],
  ['out/renderer', 'main.html', 'Yleisnäkymä', 'Overview'],
  ['out/renderer', 'panel.html', 'Yleisnäkymä', 'Overview'],
  ['out/renderer', 'wallboard.html', 'Yleisnäkymä', 'Overview']
])('a start of %s/%s', (folder, file, finnish, english) => {
  it('reads the words of English and of no other language', () => {
    const all = readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    const having = (word: string): string[] =>
      all.filter((name) => name.endsWith('.js') && readFileSync(join(project, folder, name), 'utf8').includes(word))
    const atStart = [...loadedWith(join(project, folder), file)]
    expect(having(english).some((name) => atStart.includes(name))).toBe(true)
    expect(having(finnish).length).toBeGreaterThan(0)
    expect(having(finnish).filter((name) => atStart.includes(name))).toEqual([])
  })
})
