import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { StateView } from '../../src/contract/views.ts'
import type { Connection } from '../../src/core/connections/connection.ts'
import type { Failure } from '../../src/core/connections/failure.ts'
import type { Notice } from '../../src/core/ports/notifier.ts'
import { fail, ok } from '../../src/core/result.ts'
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../../src/core/settings/settings.ts'
import type { ConnectionEntry } from '../../src/main/app/connection-desk.ts'
import { createProblemDesk } from '../../src/main/app/problem-desk.ts'
import { createRuntime } from '../../src/main/app/runtime.ts'
import { storedEntries } from '../../src/main/app/stored-entries.ts'
import type { TrayModel } from '../../src/main/app/tray-model.ts'
import { createSpeech } from '../../src/main/app/speech.ts'
import { aFolder, openAt } from '../unit/adapters/storage/rig.ts'
import { AvayaCloud, frame, type CloudAnswer, type CloudRequest } from './avaya-cloud.ts'
import { createCloudHttp } from './cloud-http.ts'
import { createFakeSockets } from './fake-sockets.ts'
import { createMemoryVault } from './memory-vault.ts'
import { GiosgCloud } from './giosg-cloud.ts'
import { createSetRandom } from './set-random.ts'
import { aDesktop } from './a-desktop.ts'
import { aLogBook } from './a-log-book.ts'
import { settle } from './settle.ts'
import { silentLogger } from './silent-logger.ts'
import { createVirtualClock } from './virtual-clock.ts'

export function giosgConnection(id = 'g1', origin = 'https://api.giosg.example'): Connection {
  const { organizationId } = new GiosgCloud()
  const urls = { apiBaseUrl: origin, serviceBaseUrl: origin }
  return { id, demo: false, config: { system: 'giosg', name: 'Chat', organizationId, ...urls, tokenKind: 'token' } }
}

export function avayaConnection(id = 'a1', restBaseUrl = 'https://eu.api.example.com'): Connection {
  const account = { accountId: 'EZCLTR', clientId: 'client', producers: ['Queue_itd_1.0.0'] }
  return { id, demo: false, config: { system: 'avaya', name: 'Floor', restBaseUrl, ...account } }
}

/** The application without a desktop: its runtime over a journal in a folder of the test, both systems in the same process. */
export function createARuntime(options: { readonly journalFile?: string; readonly settings?: Partial<Settings> } = {}) {
  const clock = createVirtualClock()
  const journalFile = options.journalFile ?? join(aFolder(), 'journal.db')
  const { journal } = openAt(journalFile, clock.now().wallMs)
  const avaya = new AvayaCloud()
  const giosg = new GiosgCloud()
  const calls: CloudRequest[] = []
  const http = createCloudHttp((request): CloudAnswer => {
    calls.push(request)
    return /\/api\/(v5|objectives)\//.test(request.path) ? giosg.handle(request) : avaya.handle(request)
  })
  const sockets = createFakeSockets()
  const secrets: Record<string, string> = { token: 'giosg-1234', appKey: 'key-1234', clientSecret: 'secret-1234' }
  const vault = createMemoryVault()
  const lines: string[] = []
  const renewed: string[] = []
  const forgotten: string[] = []
  const notices: Notice[] = []
  const withdrawn: string[] = []
  const pushed: { readonly name: string; readonly payload: unknown }[] = []
  const desk = { locked: false, windows: false, view: 'overview' }
  const log = aLogBook()
  let tray: TrayModel | undefined
  let settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings }
  const problems = createProblemDesk({ wallMs: () => clock.now().wallMs, changed: () => undefined })
  const nothing = (): undefined => undefined
  const runtime = createRuntime({
    ...aDesktop(),
    clock,
    random: createSetRandom(0.5),
    logger: silentLogger,
    journal,
    http,
    sockets,
    problems,
    signInToProxy: () => Promise.resolve(ok(undefined)),
    forgetProxyLogin(host) {
      forgotten.push(host)
      return Promise.resolve(ok(undefined))
    },
    ownConnectionsChanged: (ids) => runtime.useConnections(storedEntries(journal, vault), ids),
    machineAgeMs: () => clock.machineAgeMs(),
    vault,
    secretsChanged: (connectionId) => renewed.push(connectionId),
    notifier: {
      show(notice) {
        notices.push(notice)
        return Promise.resolve({ kind: 'delivered', via: 'test' })
      },
      withdraw: (id) => withdrawn.push(id),
      onAnswer: () => ({ dispose: nothing })
    },
    settings: {
      get: () => settings,
      change(patch) {
        const parsed = settingsSchema.safeParse({ ...settings, ...patch })
        if (!parsed.success) throw new Error(parsed.error.message)
        settings = parsed.data
        return ok(undefined)
      }
    },
    shell: {
      openView: nothing,
      shows: (view) => (desk.view = view),
      looksAtAlerts: () => desk.view === 'alerts',
      attention: { ask: () => 'noWindow', stop: nothing },
      sounds: { play: () => Promise.resolve({ kind: 'played' }), played: () => undefined },
      closePanel: nothing,
      wallboard: { displays: () => ({ displays: [], chosenId: null }), open: nothing, close: nothing },
      windowsOpen: () => desk.windows,
      broadcast: (name, payload) => pushed.push({ name, payload }),
      showTray: (model) => (tray = model),
      copyText: nothing,
      quit: nothing
    },
    speech: createSpeech({ systemLocale: 'en' }),
    zone: 'UTC',
    app: { version: '0', electron: '0', runtime: 'test', profileDir: '/' },
    demo: () => null,
    log,
    screenLocked: () => desk.locked,
    line: (text) => lines.push(text)
  })
  let open = true
  const close = async (): Promise<void> => {
    if (!open) return
    open = false
    await runtime.close()
  }
  onTestFinished(close)

  return {
    runtime,
    forgotten,
    clock,
    journal,
    journalFile,
    avaya,
    giosg,
    http,
    sockets,
    secrets,
    vault,
    /** Ids of connections that were told to sign in anew. */
    renewed,
    calls,
    lines,
    notices,
    withdrawn,
    pushed,
    /** Whether the screen is locked and a window is open. */
    desk,
    tray: () => tray,
    close,
    settings: () => settings,
    trayLabels: () => tray?.menu.flatMap((entry) => ('label' in entry ? [entry.label] : [])) ?? [],
    /** As an import does it, past the windows. */
    changeSettingsOutside: (patch: Partial<Settings>) => void (settings = { ...settings, ...patch }),
    entry: (connection: Connection): ConnectionEntry => ({
      connection,
      secret: (field) => {
        const missing: Failure = { code: 'noSecret', step: 'secret', detail: field }
        const secret = secrets[field]
        return Promise.resolve(secret === undefined ? fail(missing) : ok(secret))
      },
      secretsSet: () => Object.keys(secrets)
    }),
    state: (): StateView => runtime.publisher.state(),
    phaseOf: (id: string) => runtime.connections.states().find(({ entry }) => entry.connection.id === id)?.status.phase,
    /** Lets time pass in small steps, so that answers come between timers. */
    async pass(ms: number): Promise<void> {
      await settle()
      for (let left = ms; left > 0; left -= 250) {
        clock.advance(Math.min(left, 250))
        await settle()
      }
    },
    /** Accepts the newest socket and sends a snapshot of one row. */
    async floorLive(row: Parameters<typeof frame>[0] = {}): Promise<void> {
      await settle()
      const socket = sockets.last()
      socket.open()
      socket.message(
        JSON.stringify({ event: 'authenticationResponse', status: avaya.authenticate(socket.sent[0] ?? '{}') })
      )
      await settle()
      socket.message(frame({ ...row, payloadType: 'INITIALIZING' }))
      socket.message(frame(row))
      await settle()
    }
  }
}
