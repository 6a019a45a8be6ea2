import { Menu, Tray } from 'electron'
import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { TrayAction, TrayModel } from '../app/tray-model.ts'
import type { TrayIcons } from './icon-render.ts'
import type { IconGround } from './icon-svg.ts'
import type { TrayHost } from './tray-host.ts'
import { menuTemplate } from './tray-menu.ts'
import { createTraySchedule, type TraySurface } from './tray-schedule.ts'
import type { Bounds } from './window-place.ts'

export interface TrayDeps {
  /** What is shown from the first moment on. */
  readonly model: TrayModel
  readonly onAction: (action: TrayAction) => void
  /** A click on the icon itself; null where the desktop does not tell where the icon is. */
  readonly onClick: (bounds: Bounds | null) => void
  /** The background to draw for, asked before each picture. */
  readonly ground: (look: TrayModel['look']) => IconGround
  readonly icons: TrayIcons
  readonly clock: Clock
  readonly logger: Logger
  /** Makes the watch for the desktop's tray; its `changed` must be called as the watch promises. */
  readonly host: (changed: (present: boolean) => void) => TrayHost
  /** The desktop began or stopped to show trays. */
  readonly onHostChange?: (present: boolean) => void
}

export interface TrayIcon extends Disposable {
  update(model: TrayModel): void
  /** The theme changed: the picture is drawn again. */
  repaint(): void
  /** Where the icon is; null where the desktop does not tell. */
  place(): Bounds | null
  /** False where the desktop shows no tray: then a window must do its work. */
  hasHost(): Promise<boolean>
}

function named(bounds: Bounds): Bounds | null {
  return bounds.width > 0 && bounds.height > 0 ? bounds : null
}

/** The icon in the tray. Changes only as often and as much as a desktop bears; made anew when the desktop's tray restarts. */
export function createTray(deps: TrayDeps): TrayIcon {
  const { icons, ground, logger } = deps
  const bag = createDisposableBag()
  let model = deps.model
  let tray = born()
  let picture = 0

  function born(): Tray {
    const made = new Tray(icons.stock(model.look, ground(model.look)))
    made.on('click', (_event, bounds) => deps.onClick(named(bounds)))
    return made
  }

  const surface: TraySurface = {
    face({ look, count }) {
      const mine = (picture += 1)
      icons
        .draw({ look, count, ground: ground(look) })
        .then((image) => {
          // A picture asked for later may be ready sooner.
          if (mine === picture && !tray.isDestroyed()) tray.setImage(image)
        })
        .catch((error: unknown) => logger.error('tray icon not set', { error }))
    },
    tooltip: (text) => tray.setToolTip(text),
    menu(entries) {
      const chosen = (action: TrayAction): void => {
        // Not every desktop says that the menu was closed, but that is what choosing does.
        schedule.menuClosed()
        deps.onAction(action)
      }
      const menu = Menu.buildFromTemplate(menuTemplate(entries, chosen))
      menu.on('menu-will-show', () => schedule.menuOpened())
      menu.on('menu-will-close', () => schedule.menuClosed())
      for (const { submenu } of menu.items) submenu?.on('menu-will-show', () => schedule.submenuOpened())
      // On Linux a menu once set is never looked at again: every change needs a new one.
      tray.setContextMenu(menu)
    }
  }
  const schedule = bag.add(createTraySchedule(deps.clock, surface, model))

  const host = bag.add(
    deps.host((present) => {
      logger.info('tray host changed', { present })
      if (present) {
        // Nobody registers an icon with a new host but its maker.
        tray.destroy()
        tray = born()
        schedule.repaint()
      }
      deps.onHostChange?.(present)
    })
  )

  return {
    update(next) {
      model = next
      schedule.update(next)
    },
    repaint: () => schedule.repaint(),
    place: () => named(tray.getBounds()),
    hasHost: () => host.present(),
    dispose() {
      bag.dispose()
      picture += 1
      tray.destroy()
    }
  }
}
