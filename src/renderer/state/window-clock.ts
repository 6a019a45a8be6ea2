/** Time as a window sees it. A port, so that tests can move it by hand. */
export interface WindowClock {
  /** Wall clock, ms: what all times in the contract are measured with. */
  nowMs(): number
  /** Calls `run` once after `delayMs`. The returned function cancels. */
  after(delayMs: number, run: () => void): () => void
}

export const browserClock: WindowClock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  }
}
