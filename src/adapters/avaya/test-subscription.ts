import type { SourceDeps } from '../../core/connections/source.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from '../transport/failures.ts'
import { pause } from '../transport/pause.ts'
import type { AvayaClient } from './client.ts'
import type { SubscriptionAnswer } from './schema.ts'
import { PENDING_POLLS, PENDING_POLL_MS } from './wire.ts'

export interface TestSubscriptionDeps extends Pick<SourceDeps, 'clock' | 'subscriptions'> {
  readonly client: AvayaClient
  readonly connectionId: string
}

/** The subscription of one test: made at most once, and deleted whatever comes between. Its creation can't be cancelled. */
export interface TestSubscription {
  /** True once a subscription may exist on the server. */
  wasTried(): boolean
  /** Makes it and waits a bounded time while it is pending. */
  make(producerId: string, cancellation: Cancellation): Promise<Result<SubscriptionAnswer>>
  /** Deletes it, also one whose creation is still under way. All callers share the one deletion. */
  remove(): Promise<Result<void>>
}

export function createTestSubscription(deps: TestSubscriptionDeps): TestSubscription {
  const { client, clock, connectionId, subscriptions } = deps
  let creation: Promise<Result<SubscriptionAnswer>> | undefined
  let removal: Promise<Result<void>> | undefined

  async function removeMade(): Promise<Result<void>> {
    const made = await creation
    if (!made?.ok) return ok(undefined)
    const { subscriptionId } = made.value
    const removed = await client.unsubscribe(subscriptionId)
    if (removed.ok) subscriptions.remove(connectionId, subscriptionId)
    return removed
  }

  return {
    wasTried: () => creation !== undefined,
    async make(producerId, cancellation) {
      creation = client.subscribe(producerId)
      let answer = await creation
      // Should Floorwatch end before it is deleted, its next start does it.
      if (answer.ok) subscriptions.add(connectionId, answer.value.subscriptionId)
      for (let poll = 0; answer.ok && isPending(answer.value) && poll < PENDING_POLLS; poll++) {
        if (!(await pause(clock, PENDING_POLL_MS, cancellation))) return fail(failure('cancelled', 'subscribe', ''))
        answer = await client.subscription(answer.value.subscriptionId)
      }
      if (!answer.ok) return answer
      if (isPending(answer.value)) return fail(failure('subscriptionPending', 'subscribe', 'still PENDING'))
      const { status } = answer.value
      return status.toUpperCase() === 'ACTIVE' ? answer : fail(failure('protocol', 'subscribe', `status ${status}`))
    },
    remove() {
      removal ??= removeMade()
      return removal
    }
  }
}

function isPending({ status }: SubscriptionAnswer): boolean {
  return status.toUpperCase() === 'PENDING'
}
