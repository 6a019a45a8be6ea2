import type { FeedDiagnosticsView } from '../../src/contract/connection-diagnostics.ts'
import { aDiagnosis } from '../fakes/a-diagnosis.ts'
import { NOON_MS } from '../fakes/a-floor.ts'
import { moment } from './moment.tsx'
import type { Specimen } from './specimen.ts'

/** The diagnostics of a connection in each of their states. */

/** No place to break a line. */
const WIDE = 'LIVE_BUT_OF_A_KIND_THAT_NO_DOCUMENT_NAMES_'.repeat(3)

type Diagnosed = Partial<FeedDiagnosticsView>

function diagnosed(name: string, title: string, ...feeds: readonly Diagnosed[]): Specimen {
  return moment('connections', `diagnostics-${name}`, title, {
    prepare: (bridge) =>
      bridge.answer('connection:diagnostics', async () => ({ ok: true, value: aDiagnosis(...feeds) })),
    after: ({ press }) => press('diagnostics.openNamed', 'name')
  })
}

const nothingYet: Diagnosed = {
  ...{ subject: null, generation: 1, lastFrameAtMs: null, sessions: 0, ping: null, rows: 0, snapshot: null },
  ...{ total: { frames: 0, bytes: 0 }, session: { frames: 0, bytes: 0 } }
}
const cause = (code: string, at: string) => ({ code, step: at, detail: 'their words' })

export const DIAGNOSES: readonly Specimen[] = [
  diagnosed('live', 'Diagnostics of a live connection'),
  diagnosed('backoff', 'Diagnostics while it waits to try again', {
    status: {
      ...{ phase: 'backoff', sinceMs: NOON_MS - 5_000, attempt: 3, retryAtMs: NOON_MS + 21_000 },
      failure: cause('heartbeatLost', 'heartbeat')
    }
  }),
  diagnosed('failed', 'Diagnostics of a connection that needs somebody', {
    ...nothingYet,
    status: { phase: 'failed', sinceMs: NOON_MS - 90_000, attempt: 1, failure: cause('badAppKey', 'token') },
    subscription: null
  }),
  diagnosed('malformed', 'Diagnostics with many unusable messages', {
    unlisted: { values: 36_480, measures: ['callbacksWaiting', 'predictedWait', WIDE.slice(0, 60)] },
    skipped: [
      { reason: 'notJson', count: 12_480 },
      { reason: 'payloadType', count: 31 },
      { reason: 'measures', count: 2 }
    ],
    notices: 3,
    samples: [
      { atMs: NOON_MS - 500, reason: 'notice', text: '{"event":"maintenance","startsInMinutes":20}' },
      { atMs: NOON_MS - 1_000, reason: 'notJson', text: '{"payloadType":"LIVE","keys":{"queueId":"' },
      { atMs: NOON_MS - 31_000, reason: 'measures', text: null },
      { atMs: NOON_MS - 61_000, reason: 'payloadType', text: `{"payloadType":"${WIDE}"}` }
    ]
  }),
  diagnosed('pending', 'Diagnostics while the subscription is pending', {
    ...nothingYet,
    status: { phase: 'connecting', sinceMs: NOON_MS - 6_000, attempt: 0 },
    subscription: {
      id: '6f1c2d5e-8a4b-4c1d-9e2f-0b7a3c5d9e11',
      status: 'PENDING',
      expiresAtMs: NOON_MS + 900_000,
      renewsAtMs: NOON_MS + 540_000
    }
  })
]
