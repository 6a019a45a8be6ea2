import type { StoreApi } from 'zustand/vanilla'
import type { MirrorState } from './mirror.ts'
import type { WindowClock } from './window-clock.ts'

/** Longer than main takes to answer when it is well, and too short to be seen as a window that stays blank. */
const WAIT_MS = 250

/**
 * Resolves when both of main's first snapshots are here, or it is known that they are not coming, or after `WAIT_MS`. A page that is
 * drawn once with what it has to tell is seen earlier than one drawn empty first and full after it.
 */
export function whenFilled(store: StoreApi<MirrorState>, clock: WindowClock): Promise<void> {
  const answered = ({ view, rowsLoaded, failures }: MirrorState): boolean =>
    (view !== null || failures.state !== null) && (rowsLoaded || failures.rows !== null)
  return new Promise((resolve) => {
    if (answered(store.getState())) {
      resolve()
      return
    }
    const settle = (): void => {
      stop()
      cancel()
      resolve()
    }
    const stop = store.subscribe((state) => {
      if (answered(state)) settle()
    })
    const cancel = clock.after(WAIT_MS, settle)
  })
}
