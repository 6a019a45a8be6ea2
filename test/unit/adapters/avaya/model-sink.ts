import type { RealtimeSink } from '../../../../src/core/connections/source.ts'
import type { Phase, Status } from '../../../../src/core/connections/status.ts'
import type { Clock } from '../../../../src/core/ports/clock.ts'

/** Where a phase may lead, written down again from the table of docs/, not from the code. */
export const LEGAL: Readonly<Record<Phase, readonly Phase[]>> = {
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

/** Failures only a person can do something about. */
const FOR_THE_USER = new Set([
  'badCredential', 'badAppKey', 'forbidden', 'notFound', 'rejected', 'tlsUntrusted', 'noSecret'
]) // prettier-ignore
/** A server may ask for so much; on top comes the longest back-off. */
const LONGEST_RETRY_AFTER_MS = 20_000
const LONGEST_BACKOFF_MS = 30_000
export interface Visits {
  readonly phases: Map<Phase, number>
  readonly transitions: Map<string, number>
}

/** One feed as the application has been told of it. */
export interface FeedSeen {
  phase: Phase
  generation: number
  phaseAtMs: number
  tableGeneration: number
  isComplete: boolean
  readonly rows: Map<string, { generation: number; values: Record<string, unknown> }>
}

export interface CheckedSinkDeps {
  readonly clock: Clock
  readonly visits: Visits
  readonly feeds: ReadonlyMap<string, FeedSeen>
  /** Time that passed while somebody was awake, ms. */
  readonly passedMs: () => number
  readonly claim: (holds: boolean, what: string) => void
  /** Every text that comes along, to be searched for secrets. */
  readonly tell: (text: string) => void
}

export function newFeed(): FeedSeen {
  return { phase: 'idle', generation: 0, phaseAtMs: 0, tableGeneration: 0, isComplete: false, rows: new Map() }
}

/** A table of rows by generation, and what may be told when, checked as it is told. */
export function createCheckedSink({ clock, visits, feeds, passedMs, claim, tell }: CheckedSinkDeps): RealtimeSink {
  const count = <T>(map: Map<T, number>, of: T): void => {
    map.set(of, (map.get(of) ?? 0) + 1)
  }

  function checkStatus(feedId: string, status: Status): void {
    const seen = feeds.get(feedId)!
    const { phase, generation, failure, retryAtMs } = status
    const step = `${seen.phase} > ${phase}`
    claim(LEGAL[seen.phase].includes(phase), `illegal: ${step}`)
    count(visits.transitions, step)
    count(visits.phases, phase)
    const isNew = phase === 'connecting'
    claim(generation === seen.generation + (isNew ? 1 : 0), `${step} with generation ${String(generation)}`)
    const { wallMs } = clock.now()
    claim(status.sinceMs === wallMs, `${step} since another time`)
    claim((phase === 'failed') === (failure !== undefined && FOR_THE_USER.has(failure.code) && phase !== 'connecting')
      || phase === 'connecting' || phase === 'authenticating' || phase === 'syncing', `${step} by ${failure?.code ?? 'none'}`) // prettier-ignore
    claim((phase === 'backoff') === (retryAtMs !== undefined), `${step} with retryAt ${String(retryAtMs)}`)
    if (retryAtMs !== undefined) {
      const waitMs = retryAtMs - wallMs
      claim(waitMs >= (failure?.retryAfterMs ?? 0), `retries ${String(waitMs)} ms after being asked to wait`)
      claim(waitMs <= LONGEST_BACKOFF_MS + LONGEST_RETRY_AFTER_MS, `waits ${String(waitMs)} ms`)
    }
    if (phase === 'live') claim(failure === undefined, 'live with a failure')
    seen.phase = phase
    seen.generation = generation
    seen.phaseAtMs = passedMs()
    if (isNew) seen.isComplete = false
  }

  return {
    feedDescribed: ({ id }) => claim(feeds.has(id), `described ${id}`),
    feedStatus(feedId, status) {
      tell(JSON.stringify(status))
      checkStatus(feedId, status)
    },
    feedKeysShared: (feedId) => claim(feeds.has(feedId), `keys shared in ${feedId}`),
    feedHeard: (feedId) => claim(feeds.has(feedId), `heard ${feedId}`),
    snapshotBegan(feedId, generation) {
      const seen = feeds.get(feedId)!
      claim(generation === seen.generation && seen.phase === 'syncing', 'a snapshot of another generation begins')
      seen.tableGeneration = generation
    },
    rowsChanged(feedId, generation, changes) {
      const seen = feeds.get(feedId)!
      claim(generation === seen.tableGeneration && generation === seen.generation, 'rows of another generation')
      claim(['syncing', 'live', 'stale'].includes(seen.phase), `rows in ${seen.phase}`)
      for (const { action, keys, values } of changes) {
        const id = Object.values(keys).join()
        if (action === 'delete') seen.rows.delete(id)
        else seen.rows.set(id, { generation, values: { ...seen.rows.get(id)?.values, ...values } })
      }
    },
    snapshotEnded(feedId, generation) {
      const seen = feeds.get(feedId)!
      claim(generation === seen.generation && seen.phase === 'live', `a snapshot ends in ${seen.phase}`)
      for (const [id, row] of seen.rows) if (row.generation < generation) seen.rows.delete(id)
      seen.isComplete = true
    },
    feedSkipped(_, reason, sample) {
      claim((sample?.length ?? 0) <= 200, `a sample of ${String(sample?.length)}`)
      tell(sample ?? '')
    }
  }
}
