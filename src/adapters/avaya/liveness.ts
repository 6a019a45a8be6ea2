import type { Freshness } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

/**
 * A ping is due this often even while messages flow: the server counts silence of the client, proxies count idle time. Half the
 * server's own limit where that is shorter.
 */
const KEEP_ALIVE_MS = 30_000

export interface LivenessDeps {
  readonly clock: Clock
  readonly freshness: Freshness
  /** The longest silence the server allows, when it said so. */
  readonly serverLimitMs: number | undefined
  readonly ping: (payload: string) => void
  /** Nothing came within the time a pong may take, or a probe's time. Told once; the owner disposes. */
  readonly dead: (wasProbed: boolean) => void
  readonly stale: () => void
  /** Something came after `stale`. */
  readonly fresh: () => void
}

export interface Liveness extends Disposable {
  /** A message arrived. Cheap: no timer is touched. */
  heard(): void
  /** False for the answer to an older ping, or to none, which proves nothing about now. */
  pong(payload: string): boolean
  /** Pings now; dead unless something comes within `withinMs`. */
  probe(withinMs: number): void
}

/** Watches one open socket from its confirmation on, by the monotonic clock alone. Owns one timer. */
export function createLiveness(deps: LivenessDeps): Liveness {
  const { clock, freshness } = deps
  const keepAliveMs = Math.min(KEEP_ALIVE_MS, (deps.serverLimitMs ?? Infinity) / 2)
  let heardAtMs = clock.now().monoMs
  let pingedAtMs = heardAtMs
  let pings = 0
  let deadAtMs = Infinity
  let wasProbed = false
  let isStale = false
  let over = false
  let timer: Disposable | undefined

  function arm(nowMs: number): void {
    const staleAtMs = isStale ? Infinity : heardAtMs + freshness.staleAfterMs
    const pingAtMs = deadAtMs < Infinity ? Infinity : heardAtMs + freshness.pingAfterMs
    const dueMs = Math.min(deadAtMs, staleAtMs, pingAtMs, pingedAtMs + keepAliveMs)
    timer?.dispose()
    timer = clock.after(Math.max(dueMs - nowMs, 1), wake)
  }

  function sendPing(nowMs: number): void {
    pings += 1
    pingedAtMs = nowMs
    deps.ping(String(pings))
  }

  function wake(): void {
    const nowMs = clock.now().monoMs
    if (nowMs >= deadAtMs) {
      over = true
      deps.dead(wasProbed)
      return
    }
    if (!isStale && nowMs - heardAtMs >= freshness.staleAfterMs) {
      isStale = true
      deps.stale()
    }
    const isSilent = nowMs - heardAtMs >= freshness.pingAfterMs
    if (isSilent && deadAtMs === Infinity) {
      deadAtMs = nowMs + freshness.pongWithinMs
      sendPing(nowMs)
    } else if (nowMs - pingedAtMs >= keepAliveMs) sendPing(nowMs)
    if (!isOver()) arm(nowMs)
  }

  /** Callbacks may dispose. */
  function isOver(): boolean {
    return over
  }

  function heard(): void {
    heardAtMs = clock.now().monoMs
    deadAtMs = Infinity
    wasProbed = false
    if (!isStale) return
    isStale = false
    deps.fresh()
  }

  arm(heardAtMs)
  return {
    heard,
    pong(payload) {
      // Before the first ping there is nothing to answer.
      if (pings === 0 || payload !== String(pings)) return false
      heard()
      return true
    },
    probe(withinMs) {
      const nowMs = clock.now().monoMs
      sendPing(nowMs)
      wasProbed = true
      deadAtMs = Math.min(deadAtMs, nowMs + withinMs)
      if (!over) arm(nowMs)
    },
    dispose() {
      over = true
      timer?.dispose()
    }
  }
}
