import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openJournal } from '../../../../src/adapters/storage/journal.ts'
import type { PushPayload } from '../../../../src/contract/pushes.ts'
import type { AlertView } from '../../../../src/contract/views.ts'
import type { ConnectionConfig } from '../../../../src/core/connections/connection.ts'
import type { DoNotDisturb } from '../../../../src/core/ports/do-not-disturb.ts'
import type { Journal } from '../../../../src/core/ports/journal.ts'
import type { DeliveryOutcome, Notice } from '../../../../src/core/ports/notifier.ts'
import { ok } from '../../../../src/core/result.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/core/settings/settings.ts'
import type { ConnectionEntry } from '../../../../src/main/app/connection-desk.ts'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { createRuntime } from '../../../../src/main/app/runtime.ts'
import type { RuntimeDeps } from '../../../../src/main/app/runtime-types.ts'
import { createSpeech } from '../../../../src/main/app/speech.ts'
import type { TrayModel } from '../../../../src/main/app/tray-model.ts'
import { aDesktop } from '../../../fakes/a-desktop.ts'
import { aLogBook } from '../../../fakes/a-log-book.ts'
import { AvayaCloud, frame } from '../../../fakes/avaya-cloud.ts'
import { createCloudHttp } from '../../../fakes/cloud-http.ts'
import { createFakeSockets, type FakeSocket } from '../../../fakes/fake-sockets.ts'
import { GiosgCloud } from '../../../fakes/giosg-cloud.ts'
import { createMemoryVault } from '../../../fakes/memory-vault.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'

export const QUEUES = 'Queue_itd_1.0.0'
export const AGENTS = 'Agent_itd_1.0.0'
const MINUTE_MS = 60_000

const CONFIGS: Readonly<Record<'floor' | 'abroad' | 'chat', ConnectionConfig>> = {
  floor: {
    system: 'avaya',
    name: 'Floor',
    restBaseUrl: 'https://eu.api.example.com',
    accountId: 'EZCLTR',
    clientId: 'client',
    producers: [QUEUES, AGENTS]
  },
  abroad: {
    system: 'avaya',
    name: 'Abroad',
    restBaseUrl: 'https://us.api.example.com',
    accountId: 'ABROAD',
    clientId: 'client',
    producers: [QUEUES]
  },
  chat: {
    system: 'giosg',
    name: 'Chat',
    organizationId: new GiosgCloud().organizationId,
    apiBaseUrl: 'https://api.giosg.example',
    serviceBaseUrl: 'https://service.giosg.example',
    tokenKind: 'token'
  }
}
const SECRETS: Readonly<Record<string, string>> = {
  appKey: 'key-1234',
  clientSecret: 'secret-1234',
  token: 'giosg-1234'
}

export interface RuntimeRigOptions {
  /** Both outlive one run: what a restart goes on with. */
  readonly folder: string
  readonly clock: VirtualClock
  readonly connections?: readonly ('floor' | 'abroad' | 'chat')[]
  /** Answers for the account abroad. */
  readonly abroad?: AvayaCloud
  /** Puts something between the application and its journal. */
  readonly journalOver?: (journal: Journal) => Partial<Journal>
  readonly settings?: () => Settings
  readonly signInToProxy?: RuntimeDeps['signInToProxy']
  /** What the desktop says of its do-not-disturb; off by default. */
  readonly doNotDisturb?: () => DoNotDisturb
  /** What becomes of a notice; at once and well by default. */
  readonly outcome?: (notice: Notice) => Promise<DeliveryOutcome>
  /** A notice was taken from the screen. */
  readonly withdrawn?: (noticeId: string) => void
}

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0).reverse()) end()
})

/** A folder of the test's own, gone with it. */
export function aPlace(): { readonly folder: string; readonly clock: VirtualClock } {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-runtime-'))
  endings.push(() => {
    rmSync(folder, { recursive: true })
  })
  return { folder, clock: createVirtualClock() }
}

/** The whole application but for Electron: real engine, table, adapters and journal on virtual time, the far side moved by hand. */
export async function startRuntime(options: RuntimeRigOptions) {
  const { folder, clock, connections = ['floor'] } = options
  const opened = openJournal({ file: join(folder, 'journal.db'), clock, logger: silentLogger })
  if (!opened.ok) throw new Error(opened.failure.detail)
  const { journal } = opened.value
  const cloud = new AvayaCloud()
  const giosg = new GiosgCloud()
  const avayaHttp = createCloudHttp((request) => cloud.handle(request))
  const giosgHttp = createCloudHttp((request) => giosg.handle(request))
  const { abroad = new AvayaCloud() } = options
  const abroadHttp = createCloudHttp((request) =>
    abroad.handle({ ...request, path: request.path.replace('/ABROAD/', '/EZCLTR/') })
  )
  const httpOf = (url: string) => (url.includes('giosg') ? giosgHttp : url.includes('//us.') ? abroadHttp : avayaHttp)
  const sockets = createFakeSockets()
  const models: TrayModel[] = []
  const pushes: PushPayload<'state:changed'>[] = []
  const notices: Notice[] = []
  const lines: string[] = []
  const copied: string[] = []
  let settings: Settings = DEFAULT_SETTINGS
  const window = { isOpen: false }
  const problems = createProblemDesk({ wallMs: () => clock.now().wallMs, changed: () => undefined })
  const runtime = createRuntime({
    clock,
    random: { ...createSetRandom(0.5), uuid: () => crypto.randomUUID() },
    logger: silentLogger,
    journal: { ...journal, ...options.journalOver?.(journal) },
    problems,
    vault: createMemoryVault(),
    secretsChanged: () => undefined,
    http: { send: (request) => httpOf(request.url).send(request) },
    sockets,
    signInToProxy: options.signInToProxy ?? (() => Promise.resolve(ok(undefined))),
    forgetProxyLogin: () => Promise.resolve(ok(undefined)),
    ownConnectionsChanged: () => undefined,
    machineAgeMs: () => clock.machineAgeMs(),
    speech: createSpeech({ systemLocale: 'en' }),
    zone: 'UTC',
    line: (text) => lines.push(text),
    demo: () => null,
    log: aLogBook(),
    screenLocked: () => false,
    app: { version: '0', electron: '0', runtime: 'official', profileDir: folder },
    settings: {
      get: () => ({ ...settings, ...options.settings?.() }),
      change(patch) {
        settings = { ...settings, ...patch } as Settings
        return ok(undefined)
      }
    },
    ...aDesktop(),
    desktop: () => ({ doNotDisturb: options.doNotDisturb?.() ?? 'off', shortcut: 'none' }),
    notifier: {
      show(notice) {
        notices.push(notice)
        return options.outcome?.(notice) ?? Promise.resolve({ kind: 'delivered', via: 'test' })
      },
      withdraw: (noticeId) => options.withdrawn?.(noticeId),
      onAnswer: () => ({ dispose: () => undefined })
    },
    shell: {
      openView: () => undefined,
      shows: () => undefined,
      looksAtAlerts: () => false,
      attention: { ask: () => 'noWindow', stop: () => undefined },
      sounds: { play: () => Promise.resolve({ kind: 'played' }), played: () => undefined },
      closePanel: () => undefined,
      wallboard: {
        displays: () => ({ displays: [], chosenId: null }),
        open: () => undefined,
        close: () => undefined
      },
      windowsOpen: () => window.isOpen,
      broadcast: (name, payload) => {
        if (name === 'state:changed') pushes.push(payload as PushPayload<'state:changed'>)
      },
      showTray: (model) => models.push(model),
      copyText: (text) => copied.push(text),
      quit: () => undefined
    }
  })
  const entries: ConnectionEntry[] = connections.map((id) => ({
    connection: { id, config: CONFIGS[id], demo: false },
    secret: (field) => Promise.resolve(ok(SECRETS[field] ?? '')),
    secretsSet: () => Object.keys(SECRETS)
  }))
  runtime.desk.resume()
  runtime.useConnections(entries)
  await settle()

  const ofProducer = (socket: FakeSocket): string => {
    const id = socket.url.split('/').at(-1) ?? ''
    return cloud.subscriptions.get(id)?.producerId ?? ''
  }
  /** The newest socket of the producer. */
  function socketOf(producerId: string): FakeSocket {
    const socket = sockets.all.filter((one) => ofProducer(one) === producerId).at(-1)
    if (!socket) throw new Error(`no socket of ${producerId}`)
    return socket
  }
  const rig = {
    clock,
    cloud,
    giosg,
    avayaHttp,
    sockets,
    journal,
    runtime,
    problems,
    models,
    pushes,
    notices,
    lines,
    copied,
    window,
    socketOf,
    tray: () => models.at(-1),
    phases: () => rig.state().feeds.map((feed) => feed.status.phase),
    state: () => runtime.publisher.state(),
    open: (): AlertView[] => rig.state().alerts.filter(({ episode }) => episode.state !== 'pending'),
    titles: () => notices.map(({ title }) => title),
    /** What happened to alerts so far: `fired Sales`, … */
    told: () => lines.filter((line) => line.startsWith('alert ')).map((line) => line.replace(/: .*/, '').slice(6)),
    /** Lets time pass in small steps, so that answers come between timers. */
    async pass(ms: number, stepMs = 250): Promise<void> {
      for (let left = ms; left > 0; left -= stepMs) {
        clock.advance(Math.min(left, stepMs))
        await settle()
      }
    },
    /** As `pass`, with a far side that answers every ping. */
    async passAnswered(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 250) {
        await rig.pass(Math.min(left, 250))
        rig.answer()
      }
    },
    /** The newest ping of every open socket is answered. */
    answer(): void {
      for (const socket of sockets.all) if (socket.pings.length > 0) socket.pong()
    },
    pings: (producerId: string) => socketOf(producerId).pings.length,
    queue(name: string, waiting: number, payloadType = 'LIVE'): void {
      const keys = { channelId: 'VOICE', queueId: name }
      const measures = { queueName: name, contactsQueueing: String(waiting) }
      socketOf(QUEUES).message(frame({ payloadType, keys, measures }))
    },
    agent(name: string, agentState: string, inAfterContactSinceMs = 0, payloadType = 'LIVE'): void {
      socketOf(AGENTS).message(
        frame({
          payloadType,
          producerId: AGENTS,
          keys: { agentId: name },
          measures: { agentDisplayName: name, agentState, timeInACW: String(inAfterContactSinceMs) }
        })
      )
    },
    agentGone(name: string): void {
      socketOf(AGENTS).message(
        frame({ producerId: AGENTS, keys: { agentId: name }, eventAction: 'DELETE', measures: {} })
      )
    },
    /** Both feeds are accepted and their snapshots come: Sales with so many waiting, and Ann, who is ready. */
    async goLive(waiting = 1): Promise<void> {
      for (const producerId of [QUEUES, AGENTS]) {
        const socket = socketOf(producerId)
        socket.open()
        socket.message(
          JSON.stringify({ event: 'authenticationResponse', status: cloud.authenticate(socket.sent[0] ?? '{}') })
        )
        await settle()
      }
      for (const payloadType of ['INITIALIZING', 'LIVE']) {
        rig.queue('Sales', waiting, payloadType)
        rig.agent('Ann', 'READY', 0, payloadType)
      }
      await rig.passAnswered(2_000)
    },
    async close(): Promise<void> {
      const closed = runtime.close()
      await rig.pass(4_000)
      await closed
      journal.close()
    },
    /** The process dies; what is open of it goes without a word. */
    kill(): void {
      journal.close()
    }
  }
  endings.push(() => {
    journal.close()
  })
  return rig
}

export type RuntimeRig = Awaited<ReturnType<typeof startRuntime>>
export const MINUTES = (count: number): number => count * MINUTE_MS
