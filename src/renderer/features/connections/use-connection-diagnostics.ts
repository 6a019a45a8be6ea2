import { useEffect, useState } from 'react'
import type { ConnectionDiagnosticsView } from '../../../contract/connection-diagnostics.ts'
import type { FailureView } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'

export interface ConnectionDiagnosticsNow {
  /** The last answer; stays when a later question fails. */
  readonly view: ConnectionDiagnosticsView | null
  readonly failure: FailureView | null
}

/** Asks main each second while the caller is shown, one question at a time. */
export function useConnectionDiagnostics(connectionId: string): ConnectionDiagnosticsNow {
  const { bridge, seconds } = useWindow()
  const [now, setNow] = useState<ConnectionDiagnosticsNow>({ view: null, failure: null })
  useEffect(() => {
    let isAsking = false
    let isShown = true
    const ask = (): void => {
      if (isAsking) return
      isAsking = true
      void bridge.diagnoseConnection({ connectionId }).then((answer) => {
        isAsking = false
        if (!isShown) return
        setNow(({ view }) => (answer.ok ? { view: answer.value, failure: null } : { view, failure: answer.failure }))
      })
    }
    ask()
    const stop = seconds.subscribe(ask)
    return () => {
      isShown = false
      stop()
    }
  }, [bridge, connectionId, seconds])
  return now
}
