import type { Clock } from '../core/ports/clock.ts'

/** A gap longer than this between two looks is sleep of the machine, and the floor slept too. */
const LONGEST_STEP_MS = 5_000

/** Time on the floor: runs `speed` times as fast as real time and never jumps. */
export interface FloorClock {
  /** Moves on with real time and answers the floor's time. */
  step(): number
  speed(): number
  setSpeed(speed: number): void
}

export function createFloorClock(clock: Clock, startMs: number, initialSpeed: number): FloorClock {
  let floorMs = startMs
  let speed = initialSpeed
  let lastMonoMs = clock.now().monoMs

  function step(): number {
    const { monoMs } = clock.now()
    floorMs += Math.min(Math.max(monoMs - lastMonoMs, 0), LONGEST_STEP_MS) * speed
    lastMonoMs = monoMs
    return floorMs
  }

  return {
    step,
    speed: () => speed,
    setSpeed(next) {
      step()
      speed = next
    }
  }
}
