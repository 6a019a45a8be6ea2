import { disposable, type Disposable } from '../../core/disposable.ts'

/** The part of Electron's `powerSaveBlocker` that is used. */
export interface SleepBlocker {
  /** Answers the id to stop it by. */
  start(type: 'prevent-display-sleep'): number
  stop(id: number): unknown
}

export interface DisplayAwake extends Disposable {
  /** From now on displays stay on, or may sleep again as the system is set. */
  keep(on: boolean): void
}

/** Holds one block of the display's sleep at most, given back at the end. Needs an application that is ready. */
export function createDisplayAwake(blocker: SleepBlocker): DisplayAwake {
  let held: number | undefined
  function keep(on: boolean): void {
    if (on) held ??= blocker.start('prevent-display-sleep')
    else if (held !== undefined) {
      blocker.stop(held)
      held = undefined
    }
  }
  return { keep, ...disposable(() => keep(false)) }
}
