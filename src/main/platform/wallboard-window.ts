import type { BrowserWindow } from 'electron'
import * as z from 'zod'
import type { RequestOutput } from '../../contract/requests.ts'
import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { pageUrl } from './app-protocol.ts'
import type { FactMemory } from './fact-memory.ts'
import type { WindowDesktop } from './window-desktop.ts'
import type { WindowFactory } from './window-factory.ts'
import { findDisplay, primaryDisplay, type DisplayPlace } from './window-place.ts'
import { createWarmWindow } from './window-warm.ts'

const chosenSchema = z.strictObject({ id: z.int(), label: z.string().max(300) })
type Chosen = z.infer<typeof chosenSchema>

export interface Wallboard {
  /** The displays there are, and the one that `open` without a choice takes. */
  displays(): RequestOutput<'wallboard:displays'>
  /**
   * Fills a display with the wallboard and gives it the focus. Null: the one that was chosen last, the primary one when that is not
   * connected or none was chosen.
   */
  open(displayId: number | null): void
  close(): void
}

export interface WallboardWindow extends Wallboard, Disposable {
  current(): BrowserWindow | undefined
}

/**
 * The wallboard on a whole display. A person opens it; it comes by itself only when its page crashed in sight, and never takes the focus
 * later.
 */
export function createWallboardWindow(deps: {
  readonly createWindow: WindowFactory
  readonly desktop: WindowDesktop
  readonly memory: FactMemory
  readonly clock: Clock
  readonly logger: Logger
  readonly title: string
  readonly backgroundColor: () => string
  /** Displays stay on while the wallboard can be seen. */
  readonly keepAwake: (on: boolean) => void
}): WallboardWindow {
  const { desktop, memory } = deps
  const bag = createDisposableBag()
  let chosen: Chosen | undefined = readChosen()
  /** Where it was put, to move it only when that is not where it belongs any more. */
  let filled = ''

  function readChosen(): Chosen | undefined {
    try {
      return chosenSchema.safeParse(JSON.parse(memory.read() ?? 'null')).data
    } catch {
      return undefined
    }
  }
  /** The chosen display where it is connected, else the primary one. */
  function place(): DisplayPlace | undefined {
    const displays = desktop.displays()
    return (chosen && findDisplay(displays, chosen)) ?? primaryDisplay(displays)
  }

  const warm = bag.add(
    createWarmWindow({
      clock: deps.clock,
      logger: deps.logger,
      bringBack(window) {
        filled = ''
        window.showInactive()
        fill(window)
      },
      make() {
        const bounds = place()?.bounds ?? { x: 0, y: 0, width: 1280, height: 720 }
        const kind = { frame: false, resizable: true, fullscreenable: true, skipTaskbar: false, alwaysOnTop: false }
        const window = deps.createWindow(
          { ...bounds, ...kind, title: deps.title, backgroundColor: deps.backgroundColor() },
          pageUrl('wallboard')
        )
        const keep = (on: boolean) => (): void => deps.keepAwake(on)
        window.on('show', keep(true)).on('restore', keep(true))
        window.on('hide', keep(false)).on('minimize', keep(false)).on('closed', keep(false))
        return window
      }
    })
  )

  /** A window that fills a display can't be moved: it leaves that state first. */
  function fill(window: BrowserWindow): void {
    const display = place()
    if (!display) return
    const wanted = JSON.stringify([display.id, display.bounds])
    if (wanted === filled) return
    filled = wanted
    if (window.isFullScreen()) window.setFullScreen(false)
    window.setBounds(display.bounds)
    window.setFullScreen(true)
  }

  bag.add(
    desktop.onDisplaysChange(() => {
      const window = warm.current()
      if (window && warm.isVisible()) fill(window)
    })
  )
  bag.add(
    desktop.onQuit(() => {
      warm.letGo()
    })
  )

  return {
    displays() {
      const displays = desktop.displays()
      return {
        displays: displays.map(({ id, label, primary, bounds }) => ({
          id,
          label: label.slice(0, 300),
          primary,
          width: bounds.width,
          height: bounds.height
        })),
        chosenId: place()?.id ?? null
      }
    },
    open(displayId) {
      const wanted = displayId === null ? undefined : desktop.displays().find(({ id }) => id === displayId)
      if (wanted) {
        chosen = { id: wanted.id, label: wanted.label.slice(0, 300) }
        memory.write(JSON.stringify(chosen))
      }
      warm.show((window) => {
        filled = ''
        window.show()
        fill(window)
        window.focus()
      })
    },
    close() {
      // Nobody looks at it again in a moment, and hidden it would go on drawing.
      warm.close()
    },
    current: () => warm.current(),
    dispose: () => {
      bag.dispose()
    }
  }
}
