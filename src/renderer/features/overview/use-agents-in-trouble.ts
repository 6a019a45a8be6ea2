import { useCallback } from 'react'
import { useFeedShapes } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { severityRank } from '../alerts/open-alerts.ts'
import { useSeverities } from '../alerts/use-severities.ts'
import { numberOf } from '../floor/feed-roles.ts'
import { useFloorRowList } from '../floor/on-floor.ts'

/** Row ids of the agents of my floor with an open alert: worst first, longest in their state first. */
export function useAgentsInTrouble(): readonly string[] {
  const shapes = useFeedShapes()
  const severities = useSeverities()
  const select = useCallback(
    (rows: RowTable) => {
      const feeds = new Map(shapes.filter(({ subject }) => subject === 'agent').map((feed) => [feed.id, feed]))
      const found = [...rows.all()].flatMap((row) => {
        const feed = feeds.get(row.feedId)
        const severity = severities.get(row.id)
        if (!feed || !severity) return []
        return [{ id: row.id, severity, sinceMs: numberOf(feed, row, 'stateSince') ?? Infinity }]
      })
      return found
        .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || a.sinceMs - b.sinceMs)
        .map(({ id }) => id)
    },
    [shapes, severities]
  )
  return useFloorRowList(select)
}
