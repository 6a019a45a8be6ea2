/** Frames of a window. A port, so that tests can draw them by hand. */
export interface Frames {
  /** Calls `run` just before the next frame is painted. The returned function cancels. */
  next(run: () => void): () => void
}

export const browserFrames: Frames = {
  next(run) {
    const frame = requestAnimationFrame(run)
    return () => cancelAnimationFrame(frame)
  }
}

/** Name of the performance mark that `npm run bench` and whoever profiles the start look for. */
export const FIRST_ROWS = 'floorwatch:first-rows'

export interface FirstRows {
  /** Rows that come over the wire now stand in the page. The returned function says that they are gone again. */
  committed(): () => void
}

export interface FirstRowsDeps {
  readonly frames: Frames
  readonly mark: (name: string) => void
}

/**
 * Marks once when the first rows that came over the wire have been painted, not when they were put into the page: the frame after the commit paints them,
 * and only the beginning of the one after that proves it. A window that is not painted, since it is hidden, sets no mark.
 */
export function createFirstRows({ frames, mark }: FirstRowsDeps): FirstRows {
  let marked = false
  return {
    committed() {
      if (marked) return () => undefined
      let cancel = frames.next(() => {
        cancel = frames.next(() => {
          if (marked) return
          marked = true
          mark(FIRST_ROWS)
        })
      })
      return () => cancel()
    }
  }
}
