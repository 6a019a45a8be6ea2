import { Button } from '@mantine/core'
import { useState } from 'react'
import type { StateView, ViewAddress } from '../../../contract/views.ts'
import { useMirror, useRow } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { NEW_CONNECTION } from '../welcome/add-address.ts'

/** Whether main's state has what is to be shown; null where it can't say: alerts say so themselves, rows are not in it. */
function isInState(view: StateView, { view: shown, focusId }: ViewAddress): boolean | null {
  if (shown === 'targets') return !view.targetsLoaded || view.targets.some(({ id }) => id === focusId)
  if (shown === 'connections') return focusId === NEW_CONNECTION || view.connections.some(({ id }) => id === focusId)
  return null
}

/** Who follows a link to something that is gone is told so. */
export function NotThere({ address }: { readonly address: ViewAddress }) {
  const t = useText()
  const [seen, setSeen] = useState(false)
  const isMissingInState = useMirror((state) => state.view !== null && isInState(state.view, address) === false)
  const rowsLoaded = useMirror((state) => state.rowsLoaded)
  const row = useRow(address.focusId ?? '')
  const isRow = address.view === 'queues' || address.view === 'agents'
  const isMissing = address.focusId !== undefined && (isRow ? rowsLoaded && !row : isMissingInState)
  if (!isMissing || seen) return null
  return (
    <EmptyNote
      mark="info"
      title={t('notThere.title')}
      next={t('notThere.next')}
      action={<Button onClick={() => setSeen(true)}>{t('app.close')}</Button>}
    />
  )
}
