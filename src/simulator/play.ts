import type { Disposable } from '../core/disposable.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Realtime } from './avaya/realtime.ts'
import type { Stage } from './scenario/stage.ts'

/** How often the floor moves on and its changes go out. */
const TICK_MS = 100
/** A tick that comes late repeats no more than this many ticks' worth of rows. */
const CATCH_UP_TICKS = 10

export interface Play extends Disposable {
  setMessagesPerSecond(count: number): void
  messagesPerSecond(): number
}

/** Moves the present stage on with real time, until disposed. */
export function createPlay(deps: {
  readonly clock: Clock
  readonly stage: () => Stage
  readonly realtime: Realtime
}): Play {
  const { clock, realtime } = deps
  let messagesPerSecond = 0
  let owed = 0
  let lastMonoMs = clock.now().monoMs
  let timer = clock.after(TICK_MS, tick)

  /** Tops up what the floor itself sent to the rate asked for. */
  function topUp(sent: number): void {
    const { monoMs } = clock.now()
    const passedMs = Math.min(monoMs - lastMonoMs, TICK_MS * CATCH_UP_TICKS)
    lastMonoMs = monoMs
    owed = Math.max(0, owed + (messagesPerSecond * passedMs) / 1_000 - sent)
    const whole = Math.floor(owed)
    owed -= whole
    realtime.repeatRows(whole)
  }

  function tick(): void {
    timer = clock.after(TICK_MS, tick)
    const stage = deps.stage()
    stage.floor.advance(stage.clock.step())
    const before = realtime.sentCount()
    realtime.flush()
    topUp(realtime.sentCount() - before)
  }

  return {
    setMessagesPerSecond(count) {
      messagesPerSecond = count
      owed = 0
    },
    messagesPerSecond: () => messagesPerSecond,
    dispose: () => timer.dispose()
  }
}
