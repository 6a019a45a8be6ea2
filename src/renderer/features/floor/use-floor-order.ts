import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react'
import type { RowView } from '../../../contract/views.ts'
import { createLiveIndex } from '../../state/live-index.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useOnFloor } from './on-floor.ts'

interface RowEntry {
  readonly id: string
  readonly group: string
  readonly row: RowView
}

/**
 * Ids of the rows of my floor that the list is about, in order. Kept in order while rows change, at a cost of what changed; renders the
 * caller only when a row stands elsewhere, came or went. `isListed` and `compare` must be stable.
 */
export function useFloorOrder(
  isListed: (row: RowView) => boolean,
  compare: (a: RowView, b: RowView) => number
): readonly string[] {
  const { rows } = useWindow().mirror
  const isOn = useOnFloor()
  const live = useMemo(
    () =>
      createLiveIndex<RowEntry>(rows, (row) => isListed(row) && isOn(row), {
        entryOf: (row) => ({ id: row.id, group: '', row }),
        // Names that only look different are the same to a language; two rows never are.
        compare: (a, b) => compare(a.row, b.row) || (a.id < b.id ? -1 : Number(a.id > b.id)),
        compareGroups: null
      }),
    [rows, isListed, isOn, compare]
  )
  const last = useRef<{ live: typeof live; version: number; ids: readonly string[] } | null>(null)
  const subscribe = useCallback((run: () => void) => live.subscribe(run), [live])
  return useSyncExternalStore(subscribe, () => {
    const version = live.version()
    if (last.current?.live === live && last.current.version === version) return last.current.ids
    const ids = live.lines(0, live.lineCount()).flatMap((line) => (line.kind === 'row' ? [line.id] : []))
    last.current = { live, version, ids }
    return ids
  })
}
