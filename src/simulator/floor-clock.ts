import type { Clock } from '../core/ports/clock.ts'

/** A gap longer than this between two looks is sleep of the machine, and the floor slept too. */
const LONGEST_STEP_MS = 5_000

/** Two clocks read one after the other never agree to the millisecond: up to this much is no change. */
const JITTER_MS = 25

/** Time on the floor: runs `speed` times as fast as real time and never jumps. */
export interface FloorClock {
  /** Moves on with real time and answers the floor's time. */
  step(): number
  /**
   * The wall clock's reading for a moment on the floor: as long ago as it was there at the last step. At speed 1 the answer for one
   * moment stays the same.
   */
  toWall(floorMs: number): number
  speed(): number
  setSpeed(speed: number): void
}

export function createFloorClock(clock: Clock, startMs: number, initialSpeed: number): FloorClock {
  let floorMs = startMs
  let speed = initialSpeed
  let lastMonoMs = clock.now().monoMs
  let offsetMs = clock.now().wallMs - startMs

  function step(): number {
    const { monoMs, wallMs } = clock.now()
    floorMs += Math.min(Math.max(monoMs - lastMonoMs, 0), LONGEST_STEP_MS) * speed
    lastMonoMs = monoMs
    if (Math.abs(wallMs - floorMs - offsetMs) > JITTER_MS) offsetMs = wallMs - floorMs
    return floorMs
  }

  return {
    step,
    toWall: (atMs) => Math.round(atMs + offsetMs),
    speed: () => speed,
    setSpeed(next) {
      step()
      speed = next
    }
  }
}
