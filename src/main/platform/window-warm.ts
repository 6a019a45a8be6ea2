import type { BrowserWindow } from 'electron'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

/** A closed window is back at once for this long; then its memory is given back. */
const WARM_MS = 60_000
/** A page that has not painted by then is shown as it is, so that a click never does nothing. */
const PAINT_WITHIN_MS = 3_000

export interface WarmWindow extends Disposable {
  /** The window as it is, hidden or not; undefined while none exists. */
  current(): BrowserWindow | undefined
  isVisible(): boolean
  /** Makes the window if there is none, and calls `reveal` as soon as there is something to see. */
  show(reveal: (window: BrowserWindow) => void): BrowserWindow
  /** Hides now and destroys in a minute, unless shown again. */
  hide(): void
  /** From now on closing really closes: the application ends. */
  letGo(): void
}

export interface WarmWindowDeps {
  readonly make: () => BrowserWindow
  readonly clock: Clock
  readonly logger: Logger
}

export function createWarmWindow({ make, clock, logger }: WarmWindowDeps): WarmWindow {
  let window: BrowserWindow | undefined
  let painted = false
  let reveal: ((window: BrowserWindow) => void) | undefined
  let timer: Disposable | undefined
  let ending = false

  function revealNow(): void {
    painted = true
    const run = reveal
    reveal = undefined
    // Hidden before it was painted: it still goes when its minute is over.
    if (!run) return
    timer?.dispose()
    if (window) run(window)
  }

  function hide(): void {
    reveal = undefined
    timer?.dispose()
    if (!window) return
    window.hide()
    timer = clock.after(WARM_MS, () => window?.destroy())
  }

  function born(): BrowserWindow {
    const fresh = make()
    painted = false
    fresh.once('ready-to-show', revealNow)
    fresh.on('close', (event) => {
      if (ending) return
      event.preventDefault()
      hide()
    })
    fresh.once('closed', () => {
      timer?.dispose()
      window = undefined
    })
    fresh.webContents.on('render-process-gone', (_event, { reason }) => {
      logger.error('page is gone', { reason })
      // The next call for this window makes a new one; nothing of value lived in the old.
      fresh.destroy()
    })
    return fresh
  }

  return {
    current: () => window,
    isVisible: () => window?.isVisible() === true,
    show(run) {
      timer?.dispose()
      window ??= born()
      reveal = run
      if (painted) revealNow()
      else timer = clock.after(PAINT_WITHIN_MS, revealNow)
      return window
    },
    hide,
    letGo() {
      ending = true
    },
    ...disposable(() => {
      ending = true
      reveal = undefined
      timer?.dispose()
      window?.destroy()
    })
  }
}
