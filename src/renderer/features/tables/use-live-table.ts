import { useDeferredValue, useLayoutEffect, useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { RowView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import { textOrder } from '../../../core/text/format.ts'
import { useMirror } from '../../state/hooks.ts'
import { createLiveIndex, type LiveIndex } from '../../state/live-index.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useLocale } from '../../text/use-text.ts'
import { tableSpec, type SpecInput } from './table-spec.ts'

/** Names of the connections by id. Renders the caller only when one is called otherwise. */
export function useConnectionNames(): ReadonlyMap<string, string> {
  return useMirror(useShallow(({ view }) => new Map((view?.connections ?? []).map(({ id, name }) => [id, name]))))
}

/** The severities an index was made by; a change of a few must not make it anew. */
function createTroubles() {
  let present: ReadonlyMap<string, Severity> = new Map()
  return {
    of: (id: string) => present.get(id),
    /** Answers the ids whose severity is another now. */
    replace(next: ReadonlyMap<string, Severity>): string[] {
      const ids = new Set([...present.keys(), ...next.keys()])
      const changed = [...ids].filter((id) => present.get(id) !== next.get(id))
      present = next
      return changed
    }
  }
}

export interface LiveTableInput extends Omit<SpecInput, 'severityOf' | 'connectionName' | 'compareText'> {
  readonly severities: ReadonlyMap<string, Severity>
  readonly closed: ReadonlySet<string>
  /** Whether the table is about the row, beside its feed. */
  readonly isShown: (row: RowView) => boolean
}

/** The index of a table: made anew when the user arranges it otherwise or a feed falls silent, kept in order from there on. */
export function useLiveTable(input: LiveTableInput): LiveIndex {
  const { kind, feeds, columns, silent, severities, closed, isShown } = input
  const { sort, group, facet, trouble } = input.layout
  // Typing goes before ordering.
  const search = useDeferredValue(input.search)
  const { mirror } = useWindow()
  const names = useConnectionNames()
  const [troubles] = useState(createTroubles)
  const compareText = textOrder(useLocale())
  const live = useMemo(() => {
    const spec = tableSpec({
      ...{ kind, feeds, columns, search, silent, compareText },
      layout: { sort, group, facet, trouble, columns: null },
      severityOf: troubles.of,
      connectionName: (id) => names.get(id) ?? id
    })
    return createLiveIndex(mirror.rows, (row) => feeds.has(row.feedId) && isShown(row), spec)
  }, [kind, feeds, columns, search, silent, compareText, sort, group, facet, trouble, troubles, names, mirror, isShown])
  useLayoutEffect(() => live.refresh(troubles.replace(severities)), [live, troubles, severities])
  useLayoutEffect(() => live.close(closed), [live, closed])
  return live
}
