import type { BrowserWindow } from 'electron'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

/** A closed window is back at once for this long; then its memory is given back. */
const WARM_MS = 60_000
/** A page that has not painted by then is shown as it is, so that a click never does nothing. */
const PAINT_WITHIN_MS = 3_000
/** What made a page crash (memory that ran out, a driver) has a moment to pass. */
const BACK_AFTER_MS = 1_000
/** A page that crashes again sooner than this after it was brought back stays away: the next crash would follow. */
const BACK_EVERY_MS = 60_000

export interface WarmWindow extends Disposable {
  /** The window as it is, hidden or not; undefined while none exists. */
  current(): BrowserWindow | undefined
  isVisible(): boolean
  /** Makes the window if there is none, and calls `reveal` as soon as there is something to see. */
  show(reveal: (window: BrowserWindow) => void): BrowserWindow
  /** Makes the window if there is none, unseen, for what its page can do; it goes in a minute, unless it is shown. */
  warm(): BrowserWindow
  /** Hides now and destroys in a minute, unless shown again. */
  hide(): void
  /** Destroys now. */
  close(): void
  /** From now on closing really closes: the application ends. */
  letGo(): void
}

export interface WarmWindowDeps {
  readonly make: () => BrowserWindow
  readonly clock: Clock
  readonly logger: Logger
  /** Shows the window again after its page crashed in sight; without it such a window stays closed until it is called for. */
  readonly bringBack?: (window: BrowserWindow) => void
}

export function createWarmWindow({ make, clock, logger, bringBack }: WarmWindowDeps): WarmWindow {
  let window: BrowserWindow | undefined
  let painted = false
  let reveal: ((window: BrowserWindow) => void) | undefined
  let timer: Disposable | undefined
  let ending = false
  let broughtBackMs = -Infinity

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
    let crashedInSight = false
    fresh.once('closed', () => {
      timer?.dispose()
      window = undefined
      if (crashedInSight) comeBack()
    })
    fresh.webContents.on('render-process-gone', (_event, { reason }) => {
      logger.error('page is gone', { reason })
      crashedInSight = fresh.isVisible() && !fresh.isMinimized()
      // The next call for this window makes a new one; nothing of value lived in the old.
      fresh.destroy()
    })
    return fresh
  }

  function show(run: (window: BrowserWindow) => void): BrowserWindow {
    timer?.dispose()
    window ??= born()
    reveal = run
    if (painted) revealNow()
    else timer = clock.after(PAINT_WITHIN_MS, revealNow)
    return window
  }

  function comeBack(): void {
    if (!bringBack || ending) return
    const nowMs = clock.now().monoMs
    if (nowMs - broughtBackMs < BACK_EVERY_MS) {
      logger.error('window stays closed', { sinceBroughtBackMs: nowMs - broughtBackMs })
      return
    }
    broughtBackMs = nowMs
    timer = clock.after(BACK_AFTER_MS, () => {
      if (ending) return
      logger.warn('window is opened again')
      show(bringBack)
    })
  }

  function warm(): BrowserWindow {
    if (window) return window
    const fresh = born()
    window = fresh
    timer?.dispose()
    timer = clock.after(WARM_MS, () => fresh.destroy())
    return fresh
  }

  return {
    current: () => window,
    warm,
    isVisible: () => window?.isVisible() === true,
    show,
    hide,
    close() {
      reveal = undefined
      timer?.dispose()
      window?.destroy()
    },
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
