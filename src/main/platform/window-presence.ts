import type { BrowserWindow } from 'electron'
import type { ViewAddress } from '../../contract/views.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Attention } from '../../core/ports/attention.ts'

/** The dock of macOS, where windows don't flash. */
export interface Dock {
  bounce(type: 'critical'): number
  cancelBounce(id: number): void
}

export interface WindowPresenceDeps {
  readonly main: () => BrowserWindow | undefined
  readonly panel: () => BrowserWindow | undefined
  readonly dock?: Dock
}

/** What the user has before the eyes, and how to get the user's eyes. */
export interface WindowPresence extends Attention, Disposable {
  /** The page of the main window says what it shows. */
  shows(view: ViewAddress['view']): void
  /**
   * The user looks at the alerts: in the main window or the panel, which shows them always. Only a window with the focus counts: any other
   * may lie under one, and an alert that nobody sees is worse than one that is seen twice.
   */
  looksAtAlerts(): boolean
}

const hasFocus = (window: BrowserWindow | undefined): boolean =>
  window !== undefined && !window.isDestroyed() && window.isVisible() && window.isFocused()

export function createWindowPresence({ main, panel, dock }: WindowPresenceDeps): WindowPresence {
  let view: ViewAddress['view'] | undefined
  let shownBy: BrowserWindow | undefined
  let bouncing: number | undefined
  let flashing: BrowserWindow | undefined

  function stop(): void {
    if (bouncing !== undefined) dock?.cancelBounce(bouncing)
    bouncing = undefined
    if (flashing && !flashing.isDestroyed()) flashing.flashFrame(false)
    flashing?.removeListener('focus', stop)
    flashing = undefined
  }

  /** Hidden ones have no place in the taskbar, minimised ones do. */
  const inTaskbar = (): BrowserWindow | undefined =>
    [main(), panel()].find((one) => one && !one.isDestroyed() && (one.isVisible() || one.isMinimized()))

  return {
    shows(present) {
      view = present
      shownBy = main()
    },
    looksAtAlerts: () =>
      hasFocus(panel()) || (view === 'alerts' && shownBy !== undefined && main() === shownBy && hasFocus(shownBy)),
    ask() {
      if (hasFocus(main()) || hasFocus(panel())) return 'seen'
      if (dock) {
        bouncing ??= dock.bounce('critical')
        return 'asked'
      }
      const window = inTaskbar()
      if (!window) return 'noWindow'
      if (flashing === window) return 'asked'
      stop()
      flashing = window
      window.on('focus', stop)
      window.flashFrame(true)
      return 'asked'
    },
    stop,
    ...disposable(stop)
  }
}
