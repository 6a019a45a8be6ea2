import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { App } from 'electron'
import type { Autostart, AutostartState } from '../../core/ports/autostart.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { autostartEntry, isEntryOn, type StartCommand } from './autostart-entry.ts'
import { errorCode, writePrivateFile } from './private-file.ts'

function attempt(file: string, run: () => AutostartState): Result<AutostartState> {
  try {
    return ok(run())
  } catch (error) {
    return fail({ code: 'autostart', step: 'autostart', detail: `${file}: ${errorCode(error)}` })
  }
}

/** Linux: an entry in the user's autostart folder, which desktops list and can switch off. */
export function createAutostartFile(deps: {
  readonly configDir: string
  readonly appName: string
  readonly command: StartCommand
}): Autostart {
  const file = join(deps.configDir, 'autostart', 'floorwatch.desktop')
  function state(): AutostartState {
    try {
      return { on: isEntryOn(readFileSync(file, 'utf8')), file }
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return { on: false, file }
      throw error
    }
  }
  return {
    read: () => attempt(file, state),
    set: (on) =>
      attempt(file, () => {
        if (on) {
          mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
          writePrivateFile(file, autostartEntry(deps.appName, deps.command))
        } else rmSync(file, { force: true })
        return state()
      })
  }
}

/** Windows and macOS: the system's own list. */
export function createLoginItem(
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>,
  { program, args }: StartCommand
): Autostart {
  const which = { path: program, args: [...args] }
  function state(): AutostartState {
    const found = app.getLoginItemSettings(which)
    // On Windows the user may have switched the entry off: it is still there then. macOS says nothing of it.
    const willLaunch: unknown = Reflect.get(found, 'executableWillLaunchAtLogin')
    return { on: found.openAtLogin && willLaunch !== false, file: '' }
  }
  return {
    read: () => attempt('login items', state),
    set: (on) =>
      attempt('login items', () => {
        app.setLoginItemSettings({ openAtLogin: on, enabled: on, ...which })
        return state()
      })
  }
}
