import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

const LOOK_MS = 1_000
/** Counted and not timed, so that sleep amid it does not use it up. */
const LOOKS = 60

export interface DigestWait extends Disposable {
  /** Tells as soon as all is confirmed, at once where it is; after a minute in any case. */
  begin(): void
  /** Nothing is told after all. */
  cancel(): void
}

/** What was held while the computer slept, or while nothing ran, may be over: it is told when the data that says so is live again. */
export function createDigestWait(deps: {
  readonly clock: Clock
  readonly isConfirmed: () => boolean
  readonly tell: () => void
}): DigestWait {
  let timer: Disposable | undefined
  function cancel(): void {
    timer?.dispose()
    timer = undefined
  }
  function step(left: number): void {
    timer = undefined
    if (left === 0 || deps.isConfirmed()) deps.tell()
    else timer = deps.clock.after(LOOK_MS, () => step(left - 1))
  }
  return {
    begin() {
      cancel()
      step(LOOKS)
    },
    cancel,
    ...disposable(cancel)
  }
}
