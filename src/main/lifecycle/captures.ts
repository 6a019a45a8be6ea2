import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { captureWindows } from '../platform/capture.ts'
import type { Windows } from '../platform/windows.ts'

/** When pictures are taken after the start, s: the first live picture, then how things went on. */
const MOMENTS_S = [8, 25, 50] as const
const VIEWS = ['queues', 'agents', 'alerts', 'targets', 'connections', 'settings', 'overview'] as const
const SETTLE_MS = 900

/**
 * For runs without a display: pictures of every view at a few moments, each named by a status line. The panel is taken along with the
 * last view.
 */
export function startCaptures(deps: {
  readonly clock: Clock
  readonly logger: Logger
  readonly folder: string
  readonly windows: Windows
  readonly line: (text: string) => void
}): Disposable {
  const bag = createDisposableBag()
  const { clock, windows } = deps
  const settled = (): Promise<void> =>
    new Promise((resolve) => {
      bag.add(clock.after(SETTLE_MS, resolve))
    })

  async function take(second: number): Promise<void> {
    for (const view of VIEWS) {
      windows.open({ view })
      if (view === 'overview') windows.peekPanel()
      await settled()
      const shown = view === 'overview' ? windows.all() : windows.all().filter((one) => one.name === 'main')
      const files = await captureWindows(shown, deps.folder, `${String(second).padStart(3, '0')}s-${view}`)
      for (const file of files) deps.line(`screenshot: ${file}`)
    }
    windows.closePanel()
  }

  for (const second of MOMENTS_S) {
    bag.add(
      clock.after(second * 1000, () => {
        take(second).catch((error: unknown) => {
          deps.logger.warn('screenshot failed', { error: String(error) })
        })
      })
    )
  }
  return bag
}
