import { join } from 'node:path'
import { app, protocol } from 'electron'
import { createDisposableBag } from '../../core/disposable.ts'
import { createLogFile } from '../platform/log-file.ts'
import { parseArguments, parseSecondInstance, type AppArguments } from '../platform/arguments.ts'
import { prepareProfile } from '../platform/profile.ts'
import { createRedactor } from '../platform/redact.ts'
import { currentSystem, isRoot } from '../platform/system.ts'
import { registerAppScheme } from '../platform/app-protocol.ts'
import { createProblemDesk } from '../app/problem-desk.ts'
import { systemClock } from '../app/system-clock.ts'
import { APP_NAME } from './notifications.ts'
import type { Outside } from './outside.ts'
import { run, type Ground } from './run.ts'

const APP_ID = 'app.floorwatch.Floorwatch'
/** Exit codes for the command line: 2 is a mistake in the arguments. */
const BAD_ARGUMENTS = 2

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

/** From the command line to a running application. Resolves when it runs or has decided not to. */
export async function start(outside: Outside): Promise<void> {
  const given = readArguments()
  if (!given) {
    app.exit(BAD_ARGUMENTS)
    return
  }
  app.setName(APP_NAME)
  app.setAppUserModelId(APP_ID)
  const clock = systemClock
  const usual = app.getPath('userData')
  const profile = prepareProfile({ requested: given.profile, usual, temporary: app.getPath('temp'), clock })
  app.setPath('userData', profile.engineFolder)
  if (!app.requestSingleInstanceLock({ argv: ownArguments(), cwd: process.cwd() })) {
    process.stdout.write('Floorwatch runs already: its window was opened.\n')
    app.exit(0)
    return
  }
  const unsandboxed = sandboxIsOff()
  if (!unsandboxed) app.enableSandbox()
  registerAppScheme(protocol)
  // The tray is the application: no window left is no reason to end.
  app.on('window-all-closed', () => undefined)

  const bag = createDisposableBag()
  const redactor = createRedactor()
  const log = bag.add(createLogFile({ folder: profile.folder, redactor }))
  const second: { opened: (given: AppArguments | undefined) => void } = { opened: () => undefined }
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const parsed = parseSecondInstance(data)
    if (!parsed.ok) log.logger.warn('second start not understood', { message: parsed.message })
    second.opened(parsed.ok ? parsed.value : undefined)
  })
  await app.whenReady()

  let changed = (): void => undefined
  const problems = createProblemDesk({
    wallMs: () => clock.now().wallMs,
    changed: () => {
      changed()
    }
  })
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
    redactor,
    problems,
    system: currentSystem(),
    logger: log.logger,
    profileDir: profile.folder,
    outDir: join(appDir, 'out'),
    resourcesDir: join(appDir, 'resources'),
    line: (text) => {
      if (given.printStatus)
        process.stdout.write(`${new Date(clock.now().wallMs).toISOString()} ${redactor.text(text)}\n`)
    }
  }
  const running = await run(ground, bag)
  changed = running.problemsChanged
  second.opened = running.secondStart
}
