import { useLayoutEffect } from 'react'
import { useWindow } from '../../state/window-context.tsx'

/** Says that rows are drawn by the caller which come over the wire now. Those of a feed that is not heard are old news and don't count. */
export function useFirstRows(drawn: boolean): void {
  const { firstRows } = useWindow()
  // Of layout: it runs with the commit itself, before the frame that paints it.
  useLayoutEffect(() => (drawn ? firstRows.committed() : undefined), [firstRows, drawn])
}
