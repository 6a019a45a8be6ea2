import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react'
import type { RowView } from '../../../contract/views.ts'
import { closedQueues, closedTest, type OpeningHours } from '../../../core/floor/opening-hours.ts'
import { useFeedShapes, useMirror } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'

const MINUTE_MS = 60_000
const NONE = '[]'
const NEVER = (): boolean => false

/** Ids of the queues that are closed, in JSON. Renders the caller only when they are others; looks once a minute. */
function useClosedIds(): string {
  const { seconds } = useWindow()
  const told = useMirror(({ view }) => JSON.stringify(view?.settings.openingHours ?? []))
  const last = useRef<{ told: string; minute: number; ids: string } | null>(null)
  const read = useCallback((): string => {
    if (told === NONE) return NONE
    const minute = Math.floor(seconds.nowMs() / MINUTE_MS)
    const present = last.current
    if (present?.told === told && present.minute === minute) return present.ids
    const ids = JSON.stringify([...closedQueues(JSON.parse(told) as OpeningHours[], minute * MINUTE_MS).ids])
    last.current = { told, minute, ids }
    return ids
  }, [seconds, told])
  return useSyncExternalStore(seconds.subscribe, read)
}

/** Whether the row's queue is closed. Another function when other queues are. */
export function useIsClosed(): (row: RowView) => boolean {
  const ids = useClosedIds()
  const shapes = useFeedShapes()
  return useMemo(() => {
    if (ids === NONE) return NEVER
    const closed = new Set(JSON.parse(ids) as string[])
    const tests = new Map(shapes.map((feed) => [feed.id, closedTest(feed, closed)]))
    return (row) => tests.get(row.feedId)?.isClosed(row) ?? false
  }, [ids, shapes])
}
