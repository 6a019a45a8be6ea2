import type { Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import type { Clock } from '../../core/ports/clock.ts'
import type { ProxyLogins } from '../../core/ports/proxy-logins.ts'
import { ProxyFailure } from './proxy-failure.ts'
import { nameOfProxy } from './proxy-list.ts'
import type { Hop } from './proxy-list.ts'
import { openTunnel } from './proxy-tunnel.ts'
import type { Destination } from './proxy-tunnel.ts'
import { dialTcp, secureSocket } from './socket-dial.ts'

export interface DialDeps {
  readonly clock: Clock
  readonly logins: ProxyLogins
  /** Asked where there is TLS only: making one costs milliseconds and memory. */
  readonly context: () => SecureContext
}

export interface Target extends Destination {
  readonly secure: boolean
}

/** How long one way may take before the next is tried, ms. The last one has all the time its caller gives. */
const HOP_MS = 3_000

/** Ends with `signal`, or by itself when its time is over before `reached` was called. */
function limited(clock: Clock, signal: AbortSignal, limitMs: number | undefined) {
  const own = new AbortController()
  const end = (): void => {
    own.abort()
  }
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  const timer = limitMs === undefined ? undefined : clock.after(limitMs, end)
  return {
    signal: own.signal,
    /** In time: from now on only `signal` ends it. */
    reached: () => timer?.dispose(),
    isLate: () => own.signal.aborted && !signal.aborted
  }
}

/** All ways failed: a proxy among them is what to look at first, since the way past it was meant to be the second best. */
function allFailed(errors: readonly unknown[]): unknown {
  const proxy = errors.find((error) => error instanceof ProxyFailure)
  if (!proxy || errors.length === 1) return errors.at(-1)
  const told = errors.map((error) => (error instanceof Error ? error.message : String(error))).join('; ')
  return new ProxyFailure(proxy.code, proxy.proxy, told, { cause: proxy })
}

/** One way. Undefined, with the reason in `errors`, when it is the next one's turn. */
async function reach(
  deps: DialDeps,
  hop: Hop,
  target: Target,
  signal: AbortSignal,
  limitMs: number | undefined,
  errors: unknown[]
): Promise<Socket | undefined> {
  const limit = limited(deps.clock, signal, limitMs)
  try {
    return hop.kind === 'direct'
      ? await dialTcp(target.host, target.port, limit.signal)
      : await openTunnel(deps, hop, target, limit.signal)
  } catch (error) {
    if (signal.aborted || (error instanceof ProxyFailure && error.code !== 'ERR_PROXY_UNREACHABLE')) throw error
    errors.push(limit.isLate() ? lateOn(hop, error) : error)
    return undefined
  } finally {
    limit.reached()
  }
}

function lateOn(hop: Hop, cause: unknown): Error {
  const late = `no answer within ${String(HOP_MS)} ms`
  if (hop.kind === 'direct') return Object.assign(new Error(late), { code: 'ETIMEDOUT' })
  const name = nameOfProxy(hop)
  return new ProxyFailure('ERR_PROXY_UNREACHABLE', name, `proxy ${name}: ${late}`, { cause })
}

/**
 * A connection to `target`, by the first of `hops` that answers; through TLS when it is secure. A proxy that can't be reached, or dies
 * before it answers, leaves the next one its turn. One that answers has decided: its refusal, its wish for a login and everything the
 * host behind it says are final, for another way would be a way around. `signal` ends it at any time, also the connection it led to.
 */
export async function dial(deps: DialDeps, hops: readonly Hop[], target: Target, signal: AbortSignal): Promise<Socket> {
  if (hops.length === 0) throw Object.assign(new Error('no usable way to the host'), { code: 'ERR_PAC_NO_WAY' })
  const errors: unknown[] = []
  for (const [at, hop] of hops.entries()) {
    const socket = await reach(deps, hop, target, signal, at < hops.length - 1 ? HOP_MS : undefined, errors)
    if (socket) return target.secure ? await secureSocket(socket, target.host, deps.context()) : socket
  }
  throw allFailed(errors)
}
