import type { Clock } from '../../core/ports/clock.ts'
import type { SeededRandom } from '../random.ts'
import type { Subscription } from './schema.ts'

const FORGOTTEN_AFTER_MS = 3_600_000

/** One client's wish to hear one producer. */
export interface SubscriptionState {
  readonly id: string
  readonly producerId: string
  readonly events: readonly string[]
  readonly extensions: Readonly<Record<string, string>>
  readonly createdAt: string
  readonly pendingUntilMs: number
  expiresAtMs: number
  expiresAt: string
  /** The server gave up on it, for silence; only renewing helps. */
  silenced: boolean
}

export interface Subscriptions {
  create(wish: Pick<SubscriptionState, 'producerId' | 'events' | 'extensions'>, expiresAtMs: number): SubscriptionState
  get(id: string): SubscriptionState | undefined
  remove(id: string): boolean
  /** In the order they were made. */
  all(): readonly SubscriptionState[]
  /** Ties its life to another token and revives it. */
  renew(subscription: SubscriptionState, expiresAtMs: number): void
  status(subscription: SubscriptionState): Subscription['status']
}

export function createSubscriptions(deps: {
  readonly clock: Clock
  readonly random: SeededRandom
  readonly pendingMs: () => number
}): Subscriptions {
  const { clock, random } = deps
  const byId = new Map<string, SubscriptionState>()

  /** The service writes nanoseconds. */
  function stamp(epochMs: number): string {
    return new Date(epochMs).toISOString().replace('Z', `${random.text(6, '0123456789')}Z`)
  }

  function forgetOld(): void {
    const before = clock.now().wallMs - FORGOTTEN_AFTER_MS
    for (const old of byId.values()) if (old.expiresAtMs < before) byId.delete(old.id)
  }

  return {
    create(wish, expiresAtMs) {
      forgetOld()
      const { wallMs } = clock.now()
      const made: SubscriptionState = {
        ...wish,
        id: random.uuid(),
        createdAt: stamp(wallMs),
        pendingUntilMs: wallMs + deps.pendingMs(),
        expiresAtMs,
        expiresAt: stamp(expiresAtMs),
        silenced: false
      }
      byId.set(made.id, made)
      return made
    },
    get: (id) => byId.get(id),
    remove: (id) => byId.delete(id),
    all: () => [...byId.values()],
    renew(subscription, expiresAtMs) {
      subscription.expiresAtMs = expiresAtMs
      subscription.expiresAt = stamp(expiresAtMs)
      subscription.silenced = false
    },
    status(subscription) {
      const { wallMs } = clock.now()
      if (subscription.silenced || wallMs >= subscription.expiresAtMs) return 'INACTIVE'
      return wallMs < subscription.pendingUntilMs ? 'PENDING' : 'ACTIVE'
    }
  }
}
