import type { Frames } from '../../src/renderer/state/first-rows.ts'

export interface ManualFrames extends Frames {
  /** Paints one frame: runs what waits for it. What is asked for meanwhile waits for the next one. */
  paint(): void
}

/** A window's frames that are painted only when a test says so. */
export function createManualFrames(): ManualFrames {
  const waiting = new Set<() => void>()
  return {
    next(run) {
      waiting.add(run)
      return () => void waiting.delete(run)
    },
    paint() {
      const due = [...waiting]
      waiting.clear()
      for (const run of due) run()
    }
  }
}
