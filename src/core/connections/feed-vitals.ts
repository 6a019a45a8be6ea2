import type { SnapshotSummary } from '../measures/table.ts'

/** What came over sockets, as received: text frames with data or the reply to the authentication, and their bytes. */
export interface Traffic {
  readonly frames: number
  readonly bytes: number
}

export interface SubscriptionVitals {
  readonly id: string
  /** As the server wrote it, in capitals. */
  readonly status: string
  /** Null where the server named no end. */
  readonly expiresInMs: number | null
  readonly renewsInMs: number | null
}

/** One message that could not be used, or carries no row (`notice`). `text` is shortened and free of secrets, but may name people. */
export interface SkippedSample {
  readonly agoMs: number
  readonly reason: string
  readonly text: string
}

/** What one feed counted since its connection began. Times are relative to the moment of asking, ms, by the monotonic clock. */
export interface FeedVitals {
  readonly feedId: string
  readonly producerId: string
  readonly total: Traffic
  /** Of the present socket, or of the last one when none is open. */
  readonly session: Traffic
  /** How many sockets were opened. */
  readonly sessions: number
  readonly lastFrameAgoMs: number | null
  /** Messages that could not be used, by reason, in the order in which the reasons first came. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[]
  /** The newest of them and of the notices, the newest first. */
  readonly samples: readonly SkippedSample[]
  /** Well-formed messages that carry no row. */
  readonly notices: number
  /** Values left out because the producer does not list their measure or has switched it off, and the first such measures. */
  readonly unlisted: { readonly values: number; readonly measures: readonly string[] }
  readonly subscription: SubscriptionVitals | null
  /** Round trips of pings that were answered; null before the first. `medianMs` is that of the last twenty. */
  readonly ping: { readonly lastMs: number; readonly medianMs: number; readonly answered: number } | null
}

/** The last complete picture, by the wall clock, and how it differed from the rows that were known. */
export interface SnapshotFacts extends SnapshotSummary {
  readonly endedAtMs: number
  readonly generation: number
  readonly rows: number
}
