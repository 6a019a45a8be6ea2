import { expect } from 'vitest'
import type { Phase } from '../../../src/core/connections/status.ts'
import type { RecordingSink } from '../../fakes/recording-sink.ts'
import { mostAtOnce } from '../proxy/event-log.ts'
import type { EventLog } from '../proxy/event-log.ts'
import { trueLines } from './shown.ts'
import type { Shown } from './shown.ts'
import type { Centre } from './centre.ts'

/** Said a second time here, on purpose: a table that is changed by mistake must not change what it is held against. */
const MAY_FOLLOW: Readonly<Record<Phase, readonly Phase[]>> = {
  idle: ['connecting', 'offline'],
  connecting: ['connecting', 'authenticating', 'backoff', 'offline', 'failed'],
  authenticating: ['connecting', 'syncing', 'backoff', 'offline', 'failed'],
  syncing: ['connecting', 'live', 'backoff', 'offline', 'failed'],
  live: ['connecting', 'stale', 'backoff', 'offline', 'failed'],
  stale: ['connecting', 'live', 'backoff', 'offline', 'failed'],
  backoff: ['connecting', 'offline'],
  offline: ['connecting'],
  failed: ['connecting']
}
const SHOWN_WITHIN_MS = 10_000
const NAMES_ITS_CAUSE: readonly Phase[] = ['backoff', 'offline', 'failed']

export interface Witnesses {
  readonly sink: RecordingSink
  readonly shown: Shown
  readonly log: EventLog
  readonly logLines: readonly string[]
  readonly secrets: readonly string[]
  /** Undefined: the far side is gone for good. */
  readonly centre: Centre | undefined
  /** The test stopped it: nothing is claimed any more. */
  readonly isEnded: boolean
}

export function feedsOf(sink: RecordingSink): readonly string[] {
  return [...new Set(sink.statuses.map(({ feedId }) => feedId))]
}

function checkPhases(sink: RecordingSink): void {
  for (const feedId of feedsOf(sink)) {
    let before: Phase = 'idle'
    let generation = 0
    for (const status of sink.statuses.filter((one) => one.feedId === feedId)) {
      expect(MAY_FOLLOW[before], `${feedId}: ${before} -> ${status.phase}`).toContain(status.phase)
      const isAttempt = status.phase === 'connecting'
      expect(status.generation, `${feedId}: a new generation for each attempt, and only then`).toBe(
        isAttempt ? generation + 1 : generation
      )
      if (NAMES_ITS_CAUSE.includes(status.phase)) expect(status.failure, `${feedId} ${status.phase}`).toBeDefined()
      if (status.phase === 'live') expect(status.failure).toBeUndefined()
      expect(status.retryAtMs !== undefined).toBe(status.phase === 'backoff')
      before = status.phase
      generation = status.generation
    }
  }
}

/** The floor moves on while it is compared: a floor that was the true one and was shown, at one moment each, is enough. */
async function checkShown({ sink, shown, centre }: Witnesses): Promise<void> {
  for (const feedId of feedsOf(sink)) {
    const isLive = (): boolean => sink.last(feedId)?.phase === 'live'
    // What is not live says so, and nobody takes it for the present floor.
    if (!isLive()) continue
    expect(centre, `${feedId} is called live although the far side is gone`).toBeDefined()
    const subject = shown.table.feed(feedId)?.subject ?? ''
    const seen = shown.watch(feedId)
    const truths: string[] = []
    const endMs = performance.now() + SHOWN_WITHIN_MS
    while (isLive() && !truths.some((truth) => seen.has(truth))) {
      if (performance.now() > endMs)
        expect(shown.lines(feedId), `${feedId} shows another floor than there is`).toEqual(truths.at(-1)?.split('\n'))
      truths.push(trueLines(await centre!.state(), subject).join('\n'))
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  }
}

function checkSecrets({ sink, logLines, secrets }: Witnesses): void {
  const said = JSON.stringify([sink.statuses, sink.skipped, logLines])
  expect(secrets.length).toBeGreaterThan(1)
  for (const secret of secrets) expect(said.includes(secret), 'a secret was told').toBe(false)
}

/**
 * What must hold after every fault, whatever it was: legal phases in order of generations, at most one websocket for each feed at any
 * time, the true floor wherever a feed is called live, no secret in anything that is told.
 */
export async function checkInvariants(witnesses: Witnesses): Promise<void> {
  checkPhases(witnesses.sink)
  for (const [producer, most] of mostAtOnce(witnesses.log)) {
    expect(most, `websockets at once for ${producer}`).toBeLessThanOrEqual(1)
  }
  checkSecrets(witnesses)
  if (!witnesses.isEnded) await checkShown(witnesses)
  checkPhases(witnesses.sink)
}
