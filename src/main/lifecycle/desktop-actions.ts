import type { App, MenuItemConstructorOptions } from 'electron'
import type { Translate } from '../app/speech.ts'
import type { Opening } from '../platform/arguments.ts'
import type { System } from '../platform/system.ts'

/** What the icon of the application offers besides being started. On Linux `resources/linux/floorwatch.desktop` says the same. */
const ACTIONS = ['panel', 'alerts', 'overview'] as const satisfies readonly Opening[]

export interface DesktopActionsDeps {
  readonly app: Pick<App, 'setUserTasks' | 'getAppPath' | 'isPackaged'>
  /** The program of this process. */
  readonly program: string
  /** Shows these items where the dock has its menu; does nothing elsewhere. */
  readonly setDockMenu: (items: MenuItemConstructorOptions[]) => void
  readonly system: System
  readonly t: Translate
  /** Runs an action in this process, where the system calls it here. Elsewhere it comes as a second start. */
  readonly open: (opening: Opening) => void
}

/**
 * Windows: tasks of the jump list, each a second start with `--open`. macOS: the menu of the dock. Linux: nothing to do at run time.
 */
export function offerDesktopActions(deps: DesktopActionsDeps): void {
  const { system, app, program, t, open } = deps
  if (system === 'windows') {
    app.setUserTasks(
      ACTIONS.map((opening) => ({
        program,
        arguments: app.isPackaged ? `--open=${opening}` : `"${app.getAppPath()}" --open=${opening}`,
        title: t(`desktopAction.${opening}`),
        description: t(`desktopAction.${opening}`),
        iconPath: program,
        iconIndex: 0
      }))
    )
  }
  if (system === 'macos') {
    deps.setDockMenu(
      ACTIONS.map((opening) => ({
        label: t(`desktopAction.${opening}`),
        click: () => {
          open(opening)
        }
      }))
    )
  }
}
