import { useCallback, useMemo } from 'react'
import type { RowView, TargetView } from '../../../contract/views.ts'
import { createFloorCheck } from '../../../core/floor/floor-check.ts'
import { EVERYTHING, isConnectionOnFloor, isEverything, type FloorScope } from '../../../core/floor/scope.ts'
import { useFeedShapes, useMirror, useRowList, useSection } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'

/** My floor as main has it. Keeps its identity until another one is chosen. */
export function useFloorScope(): FloorScope {
  const said = useMirror(({ view }) => (view?.settings.floor ? JSON.stringify(view.settings.floor) : ''))
  return useMemo(() => (said === '' ? EVERYTHING : (JSON.parse(said) as FloorScope)), [said])
}

/** Whether anything was chosen: then views say whose rows they show. */
export function useIsNarrowed(): boolean {
  return !isEverything(useFloorScope())
}

/** Targets of the connections on my floor. */
export function useFloorTargets(): readonly TargetView[] {
  const scope = useFloorScope()
  const targets = useSection('targets')
  return useMemo(() => targets.filter(({ connectionId }) => isConnectionOnFloor(connectionId, scope)), [targets, scope])
}

const EVERY_ROW = (): boolean => true

/** Whether a row is on my floor. Another function when the floor or what feeds list is another one. */
export function useOnFloor(): (row: RowView) => boolean {
  const scope = useFloorScope()
  const shapes = useFeedShapes()
  return useMemo(() => (isEverything(scope) ? EVERY_ROW : createFloorCheck(shapes, scope)), [scope, shapes])
}

function* those(rows: Iterable<RowView>, isOn: (row: RowView) => boolean): Iterable<RowView> {
  for (const row of rows) if (isOn(row)) yield row
}

/** As `useRowList`, of the rows of my floor. */
export function useFloorRowList<T>(select: (rows: RowTable) => readonly T[]): readonly T[] {
  const isOn = useOnFloor()
  const ofFloor = useCallback(
    (rows: RowTable) => select(isOn === EVERY_ROW ? rows : { ...rows, all: () => those(rows.all(), isOn) }),
    [select, isOn]
  )
  return useRowList(ofFloor)
}
