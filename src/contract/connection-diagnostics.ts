import * as z from 'zod'
import { statusViewSchema } from './views.ts'

const count = z.number().min(0)
const trafficSchema = z.strictObject({ frames: count, bytes: count })

/** What one feed went through since its connection began. Times are wall-clock ms. */
const feedDiagnosticsSchema = z.strictObject({
  feedId: z.string(),
  producerId: z.string(),
  subject: z.enum(['queue', 'agent', 'other']).nullable(),
  status: statusViewSchema,
  /** The attempt's number; grows with each. */
  generation: count,
  /** A frame with data or an answer, no pong; null before the first. */
  lastFrameAtMs: z.number().nullable(),
  total: trafficSchema,
  /** Over the present socket, or the last one. */
  session: trafficSchema,
  /** Sockets opened. */
  sessions: count,
  /** Messages that could not be used, by reason. */
  skipped: z.array(z.strictObject({ reason: z.string(), count })),
  /** The newest of them and of the notices first, shortened, without secrets. No text while agents have pseudonyms: it may name somebody not yet known. */
  samples: z.array(z.strictObject({ atMs: z.number(), reason: z.string(), text: z.string().nullable() })),
  /** Understood, but without a row. */
  notices: count,
  /** Values of measures that the producer does not list, and the first such measures. */
  unlisted: z.strictObject({ values: count, measures: z.array(z.string()) }),
  subscription: z
    .strictObject({
      id: z.string(),
      status: z.string(),
      /** Null where the server named no end. */
      expiresAtMs: z.number().nullable(),
      renewsAtMs: z.number().nullable()
    })
    .nullable(),
  /** `medianMs`: of the last twenty. */
  ping: z.strictObject({ lastMs: count, medianMs: count, answered: count }).nullable(),
  rows: count,
  /**
   * The last complete picture and what it changed about the rows that were known; null before the first. `ended`: the service said so;
   * `vanished`: it names them no more.
   */
  snapshot: z
    .strictObject({
      endedAtMs: z.number(),
      generation: count,
      rows: count,
      began: count,
      changed: count,
      ended: count,
      vanished: count
    })
    .nullable()
})

export const connectionDiagnosticsSchema = z.strictObject({ atMs: z.number(), feeds: z.array(feedDiagnosticsSchema) })
export type ConnectionDiagnosticsView = z.infer<typeof connectionDiagnosticsSchema>
export type FeedDiagnosticsView = ConnectionDiagnosticsView['feeds'][number]
