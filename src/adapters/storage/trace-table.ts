import type { EpisodeTrace, Trace } from '../../core/alerts/trace.ts'
import { traceSchema } from '../../core/alerts/trace.ts'
import type { Journal } from '../../core/ports/journal.ts'
import * as z from 'zod'
import type { Records } from './records.ts'
import type { Store } from './store.ts'

const traceRow = z.looseObject({ id: z.string(), json: z.string() })

/** Within a transaction. One whose alert is not stored is left out: it explains nothing. */
export function putTraces(store: Store, traces: readonly EpisodeTrace[]): void {
  for (const { episodeId, trace } of traces) {
    store.run(
      `INSERT INTO traces (episode_id, json) SELECT id, ? FROM episodes WHERE id = ?
       ON CONFLICT (episode_id) DO UPDATE SET json = excluded.json`,
      ...[JSON.stringify(trace), episodeId]
    )
  }
}

/** The part of the journal that keeps what alerts rest on. One that can't be read costs its chart, never its alert. */
export function createTraceTable({
  rows,
  parsed
}: Pick<Records, 'rows' | 'parsed'>): Pick<Journal, 'trace' | 'openTraces'> {
  return {
    trace: (episodeId) =>
      rows(traceRow, 'SELECT episode_id AS id, json FROM traces WHERE episode_id = ?', episodeId).flatMap(({ json }) =>
        parsed('other', traceSchema, json)
      )[0],
    openTraces() {
      const all = rows(
        traceRow,
        `SELECT episode_id AS id, traces.json AS json FROM traces JOIN episodes ON episodes.id = episode_id
         WHERE state <> 'closed'`
      )
      return new Map<string, Trace>(
        all.flatMap(({ id, json }) => parsed('other', traceSchema, json).map((trace) => [id, trace] as const))
      )
    }
  }
}
