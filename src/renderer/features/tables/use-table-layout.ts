import { useState } from 'react'
import type { FailureView } from '../../../contract/views.ts'
import type { TableLayout } from '../../../core/settings/table-layout.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useAction } from '../../ui/use-action.ts'
import type { TableKind } from './columns.ts'

const AS_IT_COMES: TableLayout = { sort: null, group: null, columns: null, facet: null, trouble: 'all' }

export interface LayoutChoice {
  readonly layout: TableLayout
  readonly change: (part: Partial<TableLayout>) => void
  /** Why the last change will be forgotten. */
  readonly failure: FailureView | null
  readonly forget: () => void
}

/** How the user arranged a table: at once here, and kept in main's settings for the next time. */
export function useTableLayout(kind: TableKind): LayoutChoice {
  const { bridge } = useWindow()
  const { tables } = useSection('settings')
  // Two choices in one breath: the second must not begin from what main has not yet answered to the first.
  const [own, setOwn] = useState<TableLayout | null>(null)
  const save = useAction((next: TableLayout) => bridge.changeSettings({ tables: { ...tables, [kind]: next } }))
  // Once main has it, main's counts again: it may be undone.
  if (own && JSON.stringify(own) === JSON.stringify(tables?.[kind])) setOwn(null)
  const layout = own ?? tables?.[kind] ?? AS_IT_COMES
  return {
    layout,
    change(part) {
      const next = { ...layout, ...part }
      setOwn(next)
      void save.run(next)
    },
    failure: save.failure,
    forget: save.forget
  }
}
