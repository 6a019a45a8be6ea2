import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { ENDED, openBusLink, type BusLink, type BusMethod, type BusSignal } from './session-bus-link.ts'

/** Between two tries to reach a bus that is gone, while somebody listens. */
const RETRY_MS = 5_000

const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus'
} as const

/** Why a call got no answer: the bus could not be reached, nobody answered in time, or the other side answered an error. */
export interface BusFailure {
  readonly kind: 'noBus' | 'timeout' | 'refused'
  readonly detail: string
}

export interface SignalRule {
  readonly interface: string
  readonly path?: string
  readonly member?: string
  readonly arg0?: string
}

/** The user's message bus. Connects at the first use; after a loss the next call connects anew. Never throws. */
export interface SessionBus extends Disposable {
  call(method: BusMethod, timeoutMs: number): Promise<Result<readonly unknown[], BusFailure>>
  /** True when some program owns `name`; false also when there is no bus. */
  hasOwner(name: string, timeoutMs: number): Promise<boolean>
  /** Keeps listening over losses of the bus. `linked` runs at every connection, as signals may have been missed before it. */
  listen(rule: SignalRule, heard: (signal: BusSignal) => void, linked?: () => void): Disposable
}

export interface SessionBusDeps {
  readonly clock: Clock
  readonly logger: Logger
  /** Where the bus is, if not where the environment says. */
  readonly address?: string
}

interface Listener {
  readonly rule: SignalRule
  readonly heard: (signal: BusSignal) => void
  readonly linked: (() => void) | undefined
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300)

function fits({ rule }: Listener, { interface: iface, path, member, body }: BusSignal): boolean {
  if (iface !== rule.interface || (rule.path !== undefined && path !== rule.path)) return false
  return (rule.member ?? member) === member && (rule.arg0 === undefined || body[0] === rule.arg0)
}

function matchRule(rule: SignalRule): string {
  return Object.entries({ type: 'signal', ...rule })
    .map(([key, value]) => `${key}='${value}'`)
    .join(',')
}

/**
 * Invariants: 1 at most one link is in use; 2 an older one changes nothing; 3 the link in use knows every listener's rule; 4 every
 * call settles within its time.
 */
export function createSessionBus({ clock, logger, address }: SessionBusDeps): SessionBus {
  const listeners = new Set<Listener>()
  let link: Promise<BusLink> | undefined
  let retry: Disposable | undefined
  let done = false

  function retrySoon(): void {
    if (done || listeners.size === 0) return
    retry ??= clock.after(RETRY_MS, () => {
      retry = undefined
      void connect().catch(retrySoon)
    })
  }

  async function open(): Promise<BusLink> {
    const opened = await openBusLink(address, hear, (reason) => {
      logger.debug('message bus lost', { reason })
      link = undefined
      retrySoon()
    })
    for (const { rule } of listeners) await match(opened, 'AddMatch', rule)
    for (const { linked } of [...listeners]) linked?.()
    return opened
  }

  function hear(signal: BusSignal): void {
    for (const listener of [...listeners]) if (fits(listener, signal)) listener.heard(signal)
  }

  async function match(to: BusLink, member: 'AddMatch' | 'RemoveMatch', rule: SignalRule): Promise<void> {
    await to.send({ ...BUS, member, signature: 's', body: [matchRule(rule)] })
  }

  function connect(): Promise<BusLink> {
    if (done) return Promise.reject(ENDED)
    if (link) return link
    const opening = open()
    link = opening
    opening.catch(() => {
      if (link === opening) link = undefined
    })
    return opening
  }

  async function attempt(method: BusMethod): Promise<Result<readonly unknown[], BusFailure>> {
    try {
      const used = await connect()
      try {
        return ok(await used.send(method))
      } catch (error) {
        return fail({ kind: error === ENDED ? 'noBus' : 'refused', detail: words(error) })
      }
    } catch (error) {
      return fail({ kind: 'noBus', detail: words(error) })
    }
  }

  const call: SessionBus['call'] = (method, timeoutMs) =>
    new Promise((resolve) => {
      const limit = clock.after(timeoutMs, () => {
        resolve(fail({ kind: 'timeout', detail: `${method.member}: no answer within ${timeoutMs} ms` }))
      })
      void attempt(method).then((result) => {
        limit.dispose()
        resolve(result)
      })
    })

  return {
    call,
    async hasOwner(name, timeoutMs) {
      const answer = await call({ ...BUS, member: 'NameHasOwner', signature: 's', body: [name] }, timeoutMs)
      return answer.ok && answer.value[0] === true
    },
    listen(rule, heard, linked) {
      const listener = { rule, heard, linked }
      if (link) {
        // Known to the bus twice at worst, which delivers a signal once all the same. A link that fails here is opened again anyway.
        const told = link.then(async (used) => {
          await match(used, 'AddMatch', rule)
          linked?.()
        })
        told.catch(retrySoon)
      }
      listeners.add(listener)
      if (!link) void connect().catch(retrySoon)
      return disposable(() => {
        listeners.delete(listener)
        void link?.then((used) => match(used, 'RemoveMatch', rule)).catch(() => undefined)
      })
    },
    ...disposable(() => {
      done = true
      retry?.dispose()
      listeners.clear()
      void link?.then(
        (used) => used.close(),
        () => undefined
      )
      link = undefined
    })
  }
}
