import { join } from 'node:path'
import { app, protocol } from 'electron'
import { createDisposableBag } from '../../core/disposable.ts'
import { createLogFile } from '../platform/log-file.ts'
import { parseArguments, type AppArguments, type StartedWith } from '../platform/arguments.ts'
import { openLinkDoor } from '../platform/link-door.ts'
import { prepareProfile } from '../platform/profile.ts'
import { createRedactor } from '../platform/redact.ts'
import { currentSystem, isRoot } from '../platform/system.ts'
import { registerAppScheme } from '../platform/app-protocol.ts'
import { createProblemDesk } from '../app/problem-desk.ts'
import { errorLines } from '../app/provision-file.ts'
import { prepareHandOver, type HandOver } from '../app/provision-hand-over.ts'
import { systemClock } from '../app/system-clock.ts'
import { APP_NAME } from './notifications.ts'
import type { Outside } from './outside.ts'
import { run, type Ground } from './run.ts'
import { createSecondStarts } from './second-starts.ts'

const APP_ID = 'app.floorwatch.Floorwatch'
/** Exit codes for the command line: a mistake in the arguments, a provisioning file that the running application can't import. */
const BAD_ARGUMENTS = 2
const BAD_PROVISIONING = 3

/** Electron's own switches stand before the application folder; ours come after it. */
function ownArguments(): readonly string[] {
  return process.argv.slice(app.isPackaged ? 1 : 2)
}

function readArguments(): AppArguments | undefined {
  const parsed = parseArguments(ownArguments(), process.cwd())
  if (parsed.ok) return parsed.value
  process.stderr.write(`${parsed.message}\n`)
  return undefined
}

/** As root Electron refuses its sandbox; asking for it all the same makes it start its children over and over. */
function sandboxIsOff(): boolean {
  return currentSystem() === 'linux' && isRoot() && app.commandLine.hasSwitch('no-sandbox')
}

/** The last words of a start that found Floorwatch running, and its exit code. */
function tellSecondStart(file: string | undefined, handOver: HandOver | undefined): number {
  if (file !== undefined && handOver && handOver.errors.length > 0) {
    const lines = errorLines(file, handOver.errors)
    process.stderr.write(`${lines.join('\n')}\nNothing was imported. Floorwatch runs already and goes on as it was.\n`)
    return BAD_PROVISIONING
  }
  const stay = handOver?.text === undefined ? ' It is long and read from where it is: leave it there.' : ''
  const handed =
    file === undefined
      ? ''
      : ` The provisioning file was handed to it; should it be refused, its window says why.${stay}`
  process.stdout.write(`Floorwatch runs already: its window was opened.${handed}\n`)
  return 0
}

/** From the command line to a running application. Resolves when it runs or has decided not to. */
export async function start(outside: Outside): Promise<void> {
  const given = readArguments()
  if (!given) {
    app.exit(BAD_ARGUMENTS)
    return
  }
  // Whatever this process and its children write is for this user alone, the engine's own files included.
  process.umask(0o077)
  app.setName(APP_NAME)
  app.setAppUserModelId(APP_ID)
  const clock = systemClock
  const usual = app.getPath('userData')
  const profile = prepareProfile({ requested: given.profile, usual, temporary: app.getPath('temp'), clock })
  app.setPath('userData', profile.engineFolder)
  const handOver =
    given.provision === undefined ? undefined : prepareHandOver(given.provision, (name) => process.env[name])
  const startedWith: StartedWith = {
    argv: [...ownArguments()],
    cwd: process.cwd(),
    env: { ...handOver?.env },
    ...(handOver?.text === undefined ? {} : { text: handOver.text })
  }
  if (!app.requestSingleInstanceLock(startedWith)) {
    app.exit(tellSecondStart(given.provision, handOver))
    return
  }
  const unsandboxed = sandboxIsOff()
  if (!unsandboxed) app.enableSandbox()
  registerAppScheme(protocol)
  // The tray is the application: no window left is no reason to end.
  app.on('window-all-closed', () => undefined)

  const bag = createDisposableBag()
  const redactor = createRedactor()
  let changed = (): void => undefined
  const problems = createProblemDesk({
    wallMs: () => clock.now().wallMs,
    changed: () => {
      changed()
    }
  })
  const line = (text: string): void => {
    if (given.printStatus)
      process.stdout.write(`${new Date(clock.now().wallMs).toISOString()} ${redactor.text(text)}\n`)
  }
  const log = bag.add(
    createLogFile({
      folder: profile.folder,
      redactor,
      level: given.logLevel ?? 'info',
      gaveUp(reason) {
        line(`log: not written (${reason})`)
        problems.raise({ id: 'log', code: 'logUnwritable', params: { reason } })
      }
    })
  )
  const second = createSecondStarts({ logger: log.logger, problems })
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    second.came(data)
  })
  openLinkDoor(app, (link) => {
    second.came({ argv: [link], cwd: process.cwd(), env: {} })
  })
  await app.whenReady()

  if (profile.problem) problems.raise(profile.problem)
  if (unsandboxed) {
    log.logger.warn('the sandbox is off: started as root with --no-sandbox')
    problems.raise({ id: 'sandbox', code: 'sandboxOff', params: {} })
  }
  const appDir = app.getAppPath()
  const ground: Ground = {
    outside,
    given,
    clock,
    log,
    redactor,
    problems,
    system: currentSystem(),
    logger: log.logger,
    profileDir: profile.folder,
    outDir: join(appDir, 'out'),
    resourcesDir: join(appDir, 'resources'),
    line
  }
  const running = await run(ground, bag)
  changed = running.problemsChanged
  second.serve(running.forSecondStarts)
}
