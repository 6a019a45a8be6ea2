import { useCallback } from 'react'
import { agentStateText } from '../../text/failure-text.ts'
import { useText } from '../../text/use-text.ts'
import type { FieldColumn } from './columns.ts'
import { useConnectionNames } from './use-live-table.ts'

/** A text of a column as people say it; a dash where there is none. */
export function useValueText(): (column: FieldColumn, value: string) => string {
  const t = useText()
  const names = useConnectionNames()
  return useCallback(
    ({ kind, role }, value) => {
      if (value === '') return t('app.noValue')
      if (kind === 'connection') return names.get(value) ?? value
      if (role === 'agentState') return agentStateText(t, value)
      return role === 'channel' ? value.toLowerCase() : value
    },
    [t, names]
  )
}
