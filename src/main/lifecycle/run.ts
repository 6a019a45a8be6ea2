import { uptime } from 'node:os'
import { app, clipboard, dialog, powerMonitor } from 'electron'
import type { DisposableBag } from '../../core/disposable.ts'
import type { LogBook } from '../../core/log-line.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { ok } from '../../core/result.ts'
import { DEFAULT_TRAY } from '../../core/settings/choices.ts'
import { readLastKnown } from '../app/last-known.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import { createRuntime } from '../app/runtime.ts'
import { storedEntries } from '../app/stored-entries.ts'
import { systemRandom } from '../app/system-random.ts'
import { createSpeech } from '../app/speech.ts'
import { firstTrayModel } from '../app/first-tray-model.ts'
import { registerRequests } from '../ipc/register.ts'
import { APP_ORIGIN } from '../platform/app-protocol-path.ts'
import type { AppArguments } from '../platform/arguments.ts'
import { createFileDialogs } from '../platform/file-dialogs.ts'
import { createFactMemory } from '../platform/fact-memory.ts'
import { watchPower } from '../platform/power.ts'
import type { Redactor } from '../platform/redact.ts'
import { createSessionBus } from '../platform/session-bus.ts'
import type { System } from '../platform/system.ts'
import { startCaptures } from './captures.ts'
import { startDemo, type Demo } from './demo.ts'
import { openDesktop } from './desktop.ts'
import type { Outside } from './outside.ts'
import { createArrivals } from './arrivals.ts'
import { createHabits, isOpenedAtLogin } from './habits.ts'
import { openNetwork } from './network.ts'
import { openNotifier } from './notifications.ts'
import { createProvisioner } from './provision.ts'
import { createQuit } from './quit.ts'
import type { SecondStartWork } from './second-starts.ts'
import { describeRuntime, isLegacyRuntime } from './runtime-kind.ts'
import { openStores } from './storage.ts'
import { createTrayActions } from './tray-actions.ts'

/** Name of the fact that tells which notices may be on the screen. */
const SHOWN_NOTICES = 'shownNotices'

/** What is known before anything runs. */
export interface Ground {
  readonly outside: Outside
  readonly given: AppArguments
  readonly clock: Clock
  readonly logger: Logger
  readonly log: LogBook
  readonly redactor: Redactor
  readonly problems: ProblemDesk
  readonly system: System
  readonly profileDir: string
  readonly outDir: string
  readonly resourcesDir: string
  /** Prints one status line, where the command line asked for them. */
  readonly line: (text: string) => void
}

export interface Running {
  problemsChanged(): void
  readonly forSecondStarts: SecondStartWork
}

/**
 * Builds everything in the order a user notices it: the tray first, then the window, whose page loads in its own process while the
 * connections are made.
 */
export async function run(ground: Ground, bag: DisposableBag): Promise<Running> {
  const { given, clock, logger, problems, line } = ground
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const bus = bag.add(createSessionBus({ clock, logger: logger.scoped('bus') }))
  const stores = openStores({
    ...{ ...ground, bus },
    onReadable: () => runtime.wake(),
    vaultChanged: () => runtime.publisher.touch('vault')
  })
  bag.add(stores.vault)
  const { journal, settings } = stores
  const speech = createSpeech({
    systemLocale: app.getLocale() || 'en',
    pseudo: given.pseudoLocale && !app.isPackaged,
    logger
  })
  // The tray's first words are in the user's language; English is here already.
  await speech.follow(settings.get().language)
  const network = openNetwork({ ...ground, stores })
  if (isLegacyRuntime())
    problems.raise({ id: 'runtime', code: 'legacyRuntime', params: { version: process.versions.electron } })

  const act = createTrayActions({
    clock,
    windows: () => windows,
    openPanel: () => {
      windows.openPanel(tray.place())
    },
    runtime: () => runtime,
    quit: () => {
      quit.quit()
    }
  })

  function trayHostIs(present: boolean): void {
    if (present) problems.clear('tray-host')
    else problems.raise({ id: 'tray-host', code: 'noTrayHost', params: {} })
  }

  const desktop = bag.add(
    openDesktop({
      ...ground,
      bus,
      settings: () => settings.get(),
      locale: () => speech.locale(),
      memory: (name) => createFactMemory(journal, name),
      firstModel: firstTrayModel({
        ...{ ...speech, zone },
        lastKnown: readLastKnown(journal),
        choice: settings.get().tray ?? DEFAULT_TRAY
      }),
      onAction: act,
      t: speech.t,
      onOpening: (open) => {
        arrivals.show({ open, link: undefined })
      },
      onHostChange: trayHostIs
    })
  )
  const { windows, tray } = desktop
  desktop.applySettings(settings.get())
  const notifier = bag.add(
    openNotifier({
      ...ground,
      bus,
      forced: given.notifier,
      iconPath: `${ground.resourcesDir}/icon.png`,
      memory: createFactMemory(journal, SHOWN_NOTICES)
    })
  )
  const habits = bag.add(
    createHabits({
      ...{ ...ground, bus },
      hasTray: () => tray.hasHost(),
      openPanel: () => windows.openPanel(tray.place()),
      lockChanged: (locked) => runtime.screenLocked(locked),
      changed: () => runtime.desktopChanged()
    })
  )
  let demo: Demo | undefined
  const runtime = createRuntime({
    clock,
    random: systemRandom,
    logger,
    journal,
    notifier,
    problems,
    vault: stores.vault,
    secretsChanged: (connectionId) => connect(new Set([connectionId])),
    ownConnectionsChanged: (renewed) => {
      connect(renewed)
    },
    ...{ speech, zone, line },
    fileDialogs: createFileDialogs(dialog),
    ...habits,
    log: ground.log,
    machineAgeMs: () => uptime() * 1000,
    http: ground.outside.http(network),
    sockets: ground.outside.sockets(network),
    signInToProxy: ({ host, ...login }) => network.proxyLogins.save(host, login),
    forgetProxyLogin: (host) => network.proxyLogins.forget(host),
    settings: {
      get: () => settings.get(),
      change(patch) {
        // A window may name a preference without a value: then it stays as it is.
        const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
        const changed = settings.change(named)
        if (!changed.ok) return changed
        desktop.applySettings(settings.get())
        if ('globalShortcut' in named) habits.applySettings(settings.get())
        return ok(undefined)
      }
    },
    demo: () => demo?.view() ?? null,
    app: {
      version: app.getVersion(),
      electron: process.versions.electron,
      runtime: describeRuntime(),
      profileDir: ground.profileDir
    },
    shell: {
      openView: (view) => {
        windows.open(view)
      },
      ...{
        shows: windows.presence.shows,
        looksAtAlerts: windows.presence.looksAtAlerts,
        attention: windows.presence,
        sounds: windows.sounds
      },
      closePanel: () => {
        windows.closePanel()
      },
      wallboard: windows.wallboard,
      windowsOpen: () => windows.count() > 0,
      broadcast: (name, payload) => {
        windows.broadcast(name, payload)
      },
      showTray: (model) => {
        tray.update(model)
      },
      copyText: (text) => {
        // The older runtime answers nothing here, the newer one a promise.
        Promise.resolve(clipboard.writeText(text)).catch((error: unknown) => {
          logger.warn('nothing could be put on the clipboard', { error })
        })
      },
      quit: () => {
        quit.quit()
      }
    }
  })
  ground.redactor.hidePeople(runtime.people)
  bag.add(registerRequests(runtime.handlers, (contents) => windows.isOurs(contents), APP_ORIGIN, logger))
  runtime.desk.resume()

  const quit = createQuit({
    app,
    power: powerMonitor,
    clock,
    logger,
    async close() {
      line('quitting')
      await runtime.close()
      demo?.dispose()
      journal.close()
      await settings.saved()
      bag.dispose()
    }
  })
  bag.add(quit)
  bag.add(
    watchPower(clock, {
      woke: (why) => runtime.wake(why),
      networkIs: (present) => runtime.networkIs(present)
    })
  )
  if (given.seconds !== undefined) bag.add(clock.after(given.seconds * 1000, () => quit.quit()))
  if (given.capture !== undefined) bag.add(startCaptures({ ...ground, folder: given.capture, windows }))

  /** The user's own connections where there are any, else the demo centre. */
  function connect(renewed?: ReadonlySet<string>): void {
    if (quit.hasBegun()) return
    const own = storedEntries(journal, stores.vault)
    // One that can't be read is the user's own all the same: invented numbers must not take its place.
    if (stores.unread.follow(journal.unreadConnections()) || own.length > 0) {
      demo?.dispose()
      demo = undefined
      runtime.useConnections(own, renewed)
    } else {
      if (!demo) runtime.useConnections([])
      demo ??= startDemo({
        ...ground,
        mainFolder: `${ground.outDir}/main`,
        choice: { scenario: given.scenario, speed: given.speed, seed: given.seed, port: given.demoPort },
        ready: (entries) => {
          runtime.useConnections(entries)
          runtime.publisher.touch('demo')
        }
      })
    }
    runtime.publisher.touch('demo', 'rules', 'settings')
  }
  const arrivals = createArrivals({ windows, problems, logger, tray: () => tray.place() })
  arrivals.first({ ...given, hidden: given.hidden || isOpenedAtLogin(ground.system) })
  const provision = createProvisioner({ ...ground, stores, imported: () => runtime.reload() })
  if (given.provision !== undefined) await provision({ path: given.provision }, (name) => process.env[name])
  connect()
  habits.applySettings(settings.get())

  const hasHost = await tray.hasHost()
  trayHostIs(hasHost)
  line(`tray host: ${hasHost ? 'present' : 'none on this desktop, working as a window'}`)
  if (windows.count() === 0 && !hasHost) windows.open({ view: 'overview' })
  return {
    problemsChanged: () => {
      runtime.publisher.touch('problems')
    },
    forSecondStarts: {
      isOver: () => quit.hasBegun(),
      show: (start) => {
        arrivals.show(start)
      },
      provision: async (file, env) => {
        const before = settings.get().globalShortcut
        connect(await provision(file, (name) => env[name]))
        if (settings.get().globalShortcut !== before) habits.applySettings(settings.get())
      }
    }
  }
}
