import type { ConnectionDiagnosticsView, FeedDiagnosticsView } from '../../src/contract/connection-diagnostics.ts'
import { NOON_MS } from './a-floor.ts'

/** A live feed of queues, as main tells of it. */
function aFeedDiagnosis(over: Partial<FeedDiagnosticsView> = {}): FeedDiagnosticsView {
  return {
    feedId: 'c1/Queue_itd_1.0.0',
    producerId: 'Queue_itd_1.0.0',
    subject: 'queue',
    status: { phase: 'live', sinceMs: NOON_MS - 3_600_000, attempt: 0 },
    generation: 2,
    lastFrameAtMs: NOON_MS - 2_000,
    total: { frames: 18_240, bytes: 7_340_032 },
    session: { frames: 12_480, bytes: 5_033_164 },
    sessions: 2,
    skipped: [],
    samples: [],
    notices: 0,
    unlisted: { values: 0, measures: [] },
    subscription: {
      id: '6f1c2d5e-8a4b-4c1d-9e2f-0b7a3c5d9e11',
      status: 'ACTIVE',
      expiresAtMs: NOON_MS + 600_000,
      renewsAtMs: NOON_MS + 240_000
    },
    ping: { lastMs: 41.3, medianMs: 38.2, answered: 120 },
    rows: 12,
    snapshot: { endedAtMs: NOON_MS - 3_598_000, generation: 2, rows: 12, began: 1, changed: 7, ended: 0, vanished: 2 },
    ...over
  }
}

export function aDiagnosis(...feeds: readonly Partial<FeedDiagnosticsView>[]): ConnectionDiagnosticsView {
  return { atMs: NOON_MS, feeds: (feeds.length > 0 ? feeds : [{}]).map(aFeedDiagnosis) }
}
