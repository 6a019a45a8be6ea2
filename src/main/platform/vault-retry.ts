import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 60_000

/** Tries until it works, each time after twice as long, a minute at most. */
export interface VaultRetry extends Disposable {
  /** Does nothing while one is due already. */
  begin(): void
  /** Tries at once what is waited for, instead of when it is due. While a try is on its way it is that one. */
  now(): Promise<void>
  isWaiting(): boolean
}

/** `attempt` resolves to true when nothing is left to do. */
export function createVaultRetry(clock: Clock, attempt: () => Promise<boolean>): VaultRetry {
  let delayMs = FIRST_MS
  let timer: Disposable | undefined
  let waiting = false
  let disposed = false
  let running: Promise<void> | undefined

  function wait(): void {
    if (disposed) return
    timer = clock.after(delayMs, () => void tryNow())
    delayMs = Math.min(LONGEST_MS, delayMs * 2)
  }

  async function run(): Promise<void> {
    waiting = !(await attempt())
    if (waiting) wait()
    else delayMs = FIRST_MS
  }

  function tryNow(): Promise<void> {
    timer?.dispose()
    running ??= run().finally(() => (running = undefined))
    return running
  }

  return {
    begin() {
      if (waiting || disposed) return
      waiting = true
      wait()
    },
    async now() {
      if (waiting && !disposed) await tryNow()
    },
    isWaiting: () => waiting,
    dispose() {
      disposed = true
      timer?.dispose()
    }
  }
}
