import * as z from 'zod'
import { episodeSchema } from '../../core/alerts/episode.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Records } from './records.ts'
import type { Cell } from './store.ts'

const firedRow = z.looseObject({
  rule: z.string(),
  fired: z.number(),
  closed: z.number().nullable(),
  told: z.number()
})

/** Questions about what is over, beside those that every start asks. */
export function createEpisodeQueries({
  rows,
  records
}: Pick<Records, 'rows' | 'records'>): Pick<Journal, 'episode' | 'closedEpisodes' | 'episodesSince' | 'firedSince'> {
  return {
    episode: (id) => records('alert', episodeSchema, 'SELECT json FROM episodes WHERE id = ?', id)[0],
    closedEpisodes({ ruleId, severity, fromMs, toMs, after, limit }) {
      const parts = [`state = 'closed' AND json_valid(json)`]
      const cells: Cell[] = []
      const where = (sql: string, ...values: readonly Cell[]): void => {
        parts.push(sql)
        cells.push(...values)
      }
      if (ruleId !== null) where(`json_extract(json, '$.ruleId') = ?`, ruleId)
      if (severity !== null) where(`json_extract(json, '$.severity') = ?`, severity)
      if (fromMs !== null) where('breached_at >= ?', fromMs)
      if (toMs !== null) where('breached_at < ?', toMs)
      if (after)
        where('(breached_at < ? OR (breached_at = ? AND id < ?))', after.breachedAtMs, after.breachedAtMs, after.id)
      return records(
        'alert',
        episodeSchema,
        `SELECT json FROM episodes WHERE ${parts.join(' AND ')} ORDER BY breached_at DESC, id DESC LIMIT ?`,
        ...cells,
        limit
      )
    },
    episodesSince: (wallMs) =>
      records('alert', episodeSchema, `SELECT json FROM episodes WHERE state <> 'closed' OR closed_at >= ?`, wallMs),
    firedSince: (wallMs) =>
      rows(
        firedRow,
        `SELECT json_extract(json, '$.ruleId') AS rule, json_extract(json, '$.firedAtMs') AS fired, closed_at AS closed,
         EXISTS (SELECT 1 FROM deliveries WHERE episode_id = episodes.id AND deliveries.state = 'delivered') AS told
         FROM episodes WHERE (closed_at IS NULL OR closed_at >= ?) AND json_valid(json) AND json_extract(json, '$.firedAtMs') >= ?`,
        wallMs,
        wallMs
      ).map(({ rule, fired, closed, told }) => ({
        ruleId: rule,
        firedAtMs: fired,
        closedAtMs: closed,
        told: told === 1
      }))
  }
}
