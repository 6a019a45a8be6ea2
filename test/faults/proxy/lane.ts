/** How the bytes of one direction travel. Nothing set: as they are. */
export interface Shape {
  /** Black hole: taken and thrown away. TCP goes on acknowledging, so neither end hears of it. */
  readonly silent?: boolean
  readonly latencyMs?: number
  /** Up to so much more or less than the latency. */
  readonly jitterMs?: number
  readonly bytesPerSecond?: number
  /** Pieces of so many bytes, `sliceGapMs` apart. */
  readonly sliceBytes?: number
  readonly sliceGapMs?: number
  /** The connection is cut once so many bytes have passed. */
  readonly limitBytes?: number
  /** The other end's close is passed on so much later. */
  readonly closeDelayMs?: number
}

export interface LaneDeps {
  readonly shape: () => Shape
  /** Uniform in [0, 1). */
  readonly random: () => number
  readonly write: (bytes: Buffer) => void
  readonly limitReached: () => void
}

export interface Lane {
  send(bytes: Buffer): void
  /** Runs after all that was sent before. A silent lane never gets there. */
  end(run: () => void): void
  dispose(): void
}

interface Piece {
  readonly dueMs: number
  readonly run: () => void
}

/** One direction of one connection. Order is kept whatever the jitter. Owns one timer. */
export function createLane(deps: LaneDeps): Lane {
  const pieces: Piece[] = []
  let timer: NodeJS.Timeout | undefined
  let lastDueMs = 0
  let freeAtMs = 0
  let passed = 0
  let over = false

  function pump(): void {
    timer = undefined
    while (!over && pieces[0] && pieces[0].dueMs <= performance.now()) pieces.shift()?.run()
    const next = pieces[0]
    if (next && !over) timer = setTimeout(pump, Math.max(1, next.dueMs - performance.now()))
  }

  function queue(dueMs: number, run: () => void): void {
    lastDueMs = Math.max(lastDueMs, dueMs)
    pieces.push({ dueMs: lastDueMs, run })
    if (timer === undefined) pump()
  }

  function pass(bytes: Buffer): void {
    const { silent, limitBytes = Infinity } = deps.shape()
    if (silent) return
    const left = limitBytes - passed
    passed += bytes.length
    if (left > 0) deps.write(left < bytes.length ? bytes.subarray(0, left) : bytes)
    if (passed >= limitBytes) deps.limitReached()
  }

  return {
    send(bytes) {
      const {
        silent,
        latencyMs = 0,
        jitterMs = 0,
        bytesPerSecond,
        sliceBytes = Infinity,
        sliceGapMs = 0
      } = deps.shape()
      if (silent || over) return
      let atMs = performance.now() + Math.max(0, latencyMs + jitterMs * (2 * deps.random() - 1))
      for (let from = 0; from < bytes.length; from += sliceBytes) {
        const piece = sliceBytes === Infinity ? bytes : bytes.subarray(from, from + sliceBytes)
        if (bytesPerSecond !== undefined) {
          freeAtMs = Math.max(freeAtMs, atMs) + (piece.length / bytesPerSecond) * 1_000
          atMs = freeAtMs
        }
        queue(atMs, () => pass(piece))
        atMs += sliceGapMs
      }
    },
    end(run) {
      queue(performance.now() + (deps.shape().closeDelayMs ?? 0), () => {
        if (!deps.shape().silent) run()
      })
    },
    dispose() {
      over = true
      clearTimeout(timer)
      pieces.length = 0
    }
  }
}
