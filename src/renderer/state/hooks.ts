import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { RowView, StateView } from '../../contract/views.ts'
import type { FeedShape } from './feed-shape.ts'
import type { MirrorState } from './mirror.ts'
import type { RowTable } from './row-table.ts'
import { useWindow } from './window-context.tsx'

export function useMirror<T>(select: (state: MirrorState) => T): T {
  return useStore(useWindow().mirror.store, select)
}

/** One section of main's state. Only below `WhenLoaded`, which shows something else until there is a state. */
export function useSection<K extends keyof StateView>(name: K): StateView[K] {
  const section = useMirror((state) => state.view?.[name])
  if (section === undefined) throw new Error(`${name} was read before the first snapshot`)
  return section
}

/** What the feeds list. Does not render the caller when only their ages move. */
export function useFeedShapes(): readonly FeedShape[] {
  return useMirror((state) => state.shapes)
}

/** Wall clock cut to the second. Renders the caller every second: keep it at the leaves. */
export function useNow(): number {
  const { seconds } = useWindow()
  return useSyncExternalStore(seconds.subscribe, seconds.nowMs)
}

/** Renders the caller only when this row changes. */
export function useRow(id: string): RowView | undefined {
  const { rows } = useWindow().mirror
  const subscribe = useCallback((run: () => void) => rows.subscribeRow(id, run), [rows, id])
  return useSyncExternalStore(subscribe, () => rows.get(id))
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]))
}

/**
 * A list made of the rows, such as their order or a few sums. Renders the caller only when an item differs; `select` runs once per
 * batch and must be stable.
 */
export function useRowList<T>(select: (rows: RowTable) => readonly T[]): readonly T[] {
  const { rows } = useWindow().mirror
  const last = useRef<{ version: number; select: typeof select; list: readonly T[] } | null>(null)
  return useSyncExternalStore(rows.subscribe, () => {
    const present = last.current
    if (present?.version === rows.version() && present.select === select) return present.list
    const fresh = select(rows)
    const list = present && same(present.list, fresh) ? present.list : fresh
    last.current = { version: rows.version(), select, list }
    return list
  })
}
