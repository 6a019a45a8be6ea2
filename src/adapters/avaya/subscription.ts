import type { SubscriptionVitals } from '../../core/connections/feed-vitals.ts'
import type { SourceDeps, SubscriptionRecord } from '../../core/connections/source.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from '../transport/failures.ts'
import { pause } from '../transport/pause.ts'
import type { AvayaClient } from './client.ts'
import { isUnknownThere } from './errors.ts'
import type { SubscriptionAnswer } from './schema.ts'
import { PENDING_POLLS, PENDING_POLL_MS } from './wire.ts'

export interface ActiveSubscription {
  readonly id: string
  /** To be used exactly as it is. */
  readonly endpoint: string
  /** The longest silence the server allows on the socket. */
  readonly serverLimitMs: number | undefined
}

/**
 * The one subscription of one feed. Invariants:
 * 1. At most one is known at a time, and its id is in the record from its creation to its deletion.
 * 2. At most one operation is under way; others wait for it.
 * 3. What the server called unknown is asked for before it is used again.
 */
export interface SubscriptionKeeper {
  /** The present subscription, or a new one. Waits a bounded time while it is pending. */
  ensure(cancellation: Cancellation): Promise<Result<ActiveSubscription>>
  /** The socket was refused. `renew`: its token was, and the subscription hangs on the token. */
  doubt(renew: boolean): void
  /** The socket accepted it: earlier doubts are over. */
  confirmed(): void
  /** Renews with a fresh token. `subscriptionGone` when the server does not know it any more. */
  renew(): Promise<Result<void>>
  /** Until when to renew, in ms from now; undefined when the server named no end. */
  renewInMs(): number | undefined
  vitals(): SubscriptionVitals | null
  /** Deletes what is there, also what is being created just now. */
  remove(): Promise<void>
}

export interface SubscriptionDeps {
  readonly client: AvayaClient
  readonly clock: SourceDeps['clock']
  readonly connectionId: string
  readonly record: SubscriptionRecord
  /** The producer's id as the server writes it. */
  readonly wireProducerId: () => Promise<Result<string>>
}

interface Held {
  readonly id: string
  status: string
  endpoint: string | undefined
  serverLimitMs: number | undefined
  renewedAtMs: number
  lifeMs: number
  /** Refusals by the socket since it last worked. */
  doubts: number
  mustRenew: boolean
}

/** Share of its life after which a subscription is renewed; the rest is for trying again. */
const RENEW_AT = 0.6
/** Refused this often although the server calls it active: replaced. */
const MOST_DOUBTS = 2

export function createSubscriptionKeeper(deps: SubscriptionDeps): SubscriptionKeeper {
  const { client, clock, connectionId, record } = deps
  let held: Held | undefined
  let underWay: Promise<unknown> | undefined

  function learn(answer: SubscriptionAnswer): Held {
    if (held?.id !== answer.subscriptionId) {
      if (held) record.remove(connectionId, held.id)
      record.add(connectionId, answer.subscriptionId)
      held = {
        id: answer.subscriptionId,
        status: answer.status,
        endpoint: undefined,
        serverLimitMs: undefined,
        renewedAtMs: 0,
        lifeMs: Infinity,
        doubts: 0,
        mustRenew: false
      }
    }
    held.status = answer.status.toUpperCase()
    held.endpoint = answer.transport?.endpoint ?? held.endpoint
    const limit = answer.transport?.pingInterval ?? 0
    if (limit > 0) held.serverLimitMs = limit * 1000
    held.renewedAtMs = clock.now().monoMs
    held.lifeMs = (answer.expiresIn ?? Infinity) * 1000
    return held
  }

  function forget(): void {
    if (held) record.remove(connectionId, held.id)
    held = undefined
  }

  const isLapsed = (it: Held): boolean => clock.now().monoMs - it.renewedAtMs >= it.lifeMs

  function renewInMs(): number | undefined {
    if (!held || !Number.isFinite(held.lifeMs)) return undefined
    return Math.max(held.renewedAtMs + held.lifeMs * RENEW_AT - clock.now().monoMs, 0)
  }

  /** Brings what is known up to date; leaves nothing held when the server does not know it. */
  async function check(it: Held): Promise<Result<void>> {
    const hadDoubts = it.doubts
    let answer = await client.subscription(it.id)
    if (answer.ok && (it.mustRenew || answer.value.status.toUpperCase() === 'INACTIVE'))
      answer = await client.renew(it.id)
    if (answer.ok) {
      learn(answer.value).mustRenew = false
      if (hadDoubts < MOST_DOUBTS || it.status === 'PENDING') return ok(undefined)
      await client.unsubscribe(it.id)
    } else if (!isUnknownThere(answer.failure)) return answer
    forget()
    return ok(undefined)
  }

  async function create(): Promise<Result<void>> {
    const producerId = await deps.wireProducerId()
    if (!producerId.ok) return producerId
    const answer = await client.subscribe(producerId.value)
    if (!answer.ok) return answer
    learn(answer.value)
    return ok(undefined)
  }

  async function run(cancellation: Cancellation): Promise<Result<ActiveSubscription>> {
    if (held && (held.doubts > 0 || held.status !== 'ACTIVE' || isLapsed(held))) {
      const checked = await check(held)
      if (!checked.ok) return checked
    }
    if (cancellation.cancelled) return fail(failure('cancelled', 'subscribe', ''))
    if (!held) {
      const created = await create()
      if (!created.ok) return created
    }
    for (let poll = 0; held?.status === 'PENDING' && poll < PENDING_POLLS; poll++) {
      if (!(await pause(clock, PENDING_POLL_MS, cancellation))) return fail(failure('cancelled', 'subscribe', ''))
      const checked = await check(held)
      if (!checked.ok) return checked
    }
    if (!held) return fail(failure('subscriptionGone', 'subscribe', 'it ended while pending'))
    if (held.status === 'PENDING') return fail(failure('subscriptionPending', 'subscribe', 'still pending'))
    if (held.status !== 'ACTIVE') return fail(failure('protocol', 'subscribe', `status ${held.status}`))
    if (held.endpoint === undefined) return fail(failure('protocol', 'subscribe', 'no endpoint in the answer'))
    return ok({ id: held.id, endpoint: held.endpoint, serverLimitMs: held.serverLimitMs })
  }

  async function exclusively<T>(operation: () => Promise<T>): Promise<T> {
    while (underWay) await underWay
    const mine = operation().finally(() => {
      underWay = undefined
    })
    underWay = mine
    return mine
  }

  return {
    ensure: (cancellation) =>
      exclusively(() =>
        cancellation.cancelled ? Promise.resolve(fail(failure('cancelled', 'subscribe', ''))) : run(cancellation)
      ),
    doubt(renew) {
      if (!held) return
      held.doubts += 1
      held.mustRenew ||= renew
    },
    confirmed() {
      if (held) held.doubts = 0
    },
    renew: () =>
      exclusively(async () => {
        if (!held) return fail(failure('subscriptionGone', 'renew', ''))
        const token = await client.token.getFresh(held.lifeMs * (1 - RENEW_AT) * 0.5)
        if (!token.ok) return token
        const answer = await client.renew(held.id)
        if (answer.ok) {
          learn(answer.value)
          return ok(undefined)
        }
        if (!isUnknownThere(answer.failure)) return answer
        forget()
        return fail({ ...answer.failure, code: 'subscriptionGone' as const })
      }),
    renewInMs,
    vitals() {
      if (!held) return null
      const { id, status, renewedAtMs, lifeMs } = held
      const expiresInMs = Number.isFinite(lifeMs) ? renewedAtMs + lifeMs - clock.now().monoMs : null
      return { id, status, expiresInMs, renewsInMs: renewInMs() ?? null }
    },
    remove: () =>
      exclusively(async () => {
        if (!held) return
        const removed = await client.unsubscribe(held.id)
        if (removed.ok) forget()
      })
  }
}
