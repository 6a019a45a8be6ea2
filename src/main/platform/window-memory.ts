import type { BrowserWindow } from 'electron'
import * as z from 'zod'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { FactMemory } from './fact-memory.ts'
import { clampPlace, type Bounds, type DisplayPlace } from './window-place.ts'

/** A window that is dragged tells of each step. */
const STILL_MS = 500

const side = z.int().min(1).max(100_000)
const coordinate = z.int().min(-100_000).max(100_000)
const placeSchema = z.strictObject({
  x: coordinate,
  y: coordinate,
  width: side,
  height: side,
  maximized: z.boolean()
})

export interface WindowMemory {
  /** Where the window goes now, wholly on the displays that are there; undefined when it was never anywhere. */
  place(): Bounds | undefined
  /** Keeps where the window goes from here on; maximizes it if it was. Ends with the window. */
  follow(window: BrowserWindow): void
}

/** Remembers over restarts where a window was. What it had before it was maximized is its place. */
export function createWindowMemory(deps: {
  readonly memory: FactMemory
  readonly clock: Clock
  readonly displays: () => readonly DisplayPlace[]
}): WindowMemory {
  function kept(): z.infer<typeof placeSchema> | undefined {
    const text = deps.memory.read()
    if (text === undefined) return undefined
    try {
      return placeSchema.safeParse(JSON.parse(text)).data
    } catch {
      return undefined
    }
  }
  return {
    place() {
      const place = kept()
      return place && clampPlace(place, deps.displays())
    },
    follow(window) {
      let timer: Disposable | undefined
      let last = ''
      const keep = (): void => {
        timer?.dispose()
        if (window.isMinimized() || window.isFullScreen()) return
        const { x, y, width, height } = window.getNormalBounds()
        const text = JSON.stringify({ x, y, width, height, maximized: window.isMaximized() })
        if (text !== last) deps.memory.write(text)
        last = text
      }
      const later = (): void => {
        timer?.dispose()
        timer = deps.clock.after(STILL_MS, keep)
      }
      if (kept()?.maximized) window.once('show', () => window.maximize())
      window.on('resize', later)
      window.on('move', later)
      window.on('close', keep)
      window.once('closed', () => timer?.dispose())
    }
  }
}
