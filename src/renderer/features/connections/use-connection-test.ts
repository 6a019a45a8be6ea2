import { useEffect, useRef, useState } from 'react'
import type { RequestOutput } from '../../../contract/requests.ts'
import type { ConnectionTestView } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useAction } from '../../ui/use-action.ts'
import type { ConnectionInput } from './connection-draft.ts'

export type Refusals = RequestOutput<'connection:test'>['refusals']

export interface ConnectionTest {
  readonly view: ConnectionTestView | null
  readonly running: boolean
  readonly begin: ReturnType<typeof useAction>
  /** Answers what is missing for a test; nothing began then. */
  readonly start: (input: ConnectionInput) => Promise<Refusals>
  readonly cancel: () => void
  readonly forget: () => void
}

/** One test of a connection at a time. It is cancelled when whoever shows it goes away. */
export function useConnectionTest(): ConnectionTest {
  const { bridge } = useWindow()
  const present = useRef<string | null>(null)
  const [view, setView] = useState<ConnectionTestView | null>(null)
  const refusals = useRef<Refusals>([])
  const begin = useAction(async (testId: string, draft: ConnectionInput) => {
    const answer = await bridge.testConnection({ testId, draft })
    refusals.current = answer.ok ? answer.value.refusals : []
    return answer
  })

  const drop = (): void => {
    const testId = present.current
    present.current = null
    if (testId !== null) void bridge.cancelConnectionTest({ testId })
  }
  useEffect(() => {
    const stop = bridge.onConnectionTested((told) => {
      if (told.testId === present.current) setView(told)
    })
    return () => {
      stop()
      const testId = present.current
      present.current = null
      if (testId !== null) void bridge.cancelConnectionTest({ testId })
    }
  }, [bridge])

  return {
    view,
    running: view !== null && !view.over,
    begin: begin as ConnectionTest['begin'],
    async start(input) {
      drop()
      const testId = crypto.randomUUID()
      present.current = testId
      setView(null)
      const began = await begin.run(testId, input)
      return began ? refusals.current : []
    },
    cancel() {
      const testId = present.current
      if (testId !== null) void bridge.cancelConnectionTest({ testId })
    },
    forget() {
      drop()
      setView(null)
    }
  }
}
