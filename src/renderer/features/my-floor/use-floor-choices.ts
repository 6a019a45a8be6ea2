import { useMemo } from 'react'
import { useFeedShapes, useRowList } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useConnectionNames } from '../tables/use-live-table.ts'
import { floorChoices, type FloorChoices } from './floor-choices.ts'

const countRows = (rows: RowTable): readonly number[] => {
  let count = 0
  for (const _ of rows.all()) count++
  return [count]
}

/** What can be chosen of the rows that are listed now. */
export function useFloorChoices(): FloorChoices {
  const { mirror } = useWindow()
  const shapes = useFeedShapes()
  const names = useConnectionNames()
  const [rowCount] = useRowList(countRows)
  return useMemo(
    () => floorChoices(shapes, mirror.rows.all(), (id) => names.get(id) ?? id),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- rows that come or go may be new choices, changed values are not
    [shapes, names, mirror, rowCount]
  )
}
