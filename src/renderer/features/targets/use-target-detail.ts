import { useEffect, useState } from 'react'
import type { TargetDetail } from '../../../contract/reporting-views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useAsked, type Asked } from '../alerts/use-asked.ts'

/** Which target, by its connection. */
export interface TargetPlace {
  readonly connectionId: string
  readonly workflowId: string
  readonly targetId: string
}

/** What is known of the target, at once; then what its service says now, and whatever changes about it. */
export function useTargetDetail({ connectionId, workflowId, targetId }: TargetPlace): Asked<TargetDetail> {
  const { bridge } = useWindow()
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const stop = bridge.onReportingChanged(({ targets }) => {
      const isAbout = targets.some((one) => one.connectionId === connectionId && one.id === targetId)
      if (isAbout) setTurn((before) => before + 1)
    })
    // What came of it is told as a change; why it did not work stands in the detail then.
    void bridge.refreshReporting({ connectionId, workflowId, targetId })
    return stop
  }, [bridge, connectionId, workflowId, targetId])
  return useAsked(`${connectionId} ${targetId} ${String(turn)}`, () => bridge.readTarget({ connectionId, targetId }))
}
