import { useCallback, useState } from 'react'
import type { Answer } from '../../contract/bridge.ts'
import type { FailureView } from '../../contract/views.ts'

export interface Action<Args extends readonly unknown[]> {
  readonly busy: boolean
  /** Why the last run did not work. */
  readonly failure: FailureView | null
  /** Resolves to true when main said yes. Never rejects. */
  readonly run: (...args: Args) => Promise<boolean>
  readonly forget: () => void
}

/** One question to main with its progress and its failure. A run that starts clears the failure of the one before. */
export function useAction<Args extends readonly unknown[]>(
  ask: (...args: Args) => Promise<Answer<unknown>>
): Action<Args> {
  const [running, setRunning] = useState(0)
  const [failure, setFailure] = useState<FailureView | null>(null)

  const run = async (...args: Args): Promise<boolean> => {
    setFailure(null)
    setRunning((count) => count + 1)
    const answer = await ask(...args).catch((reason: unknown): Answer<unknown> => ({
      ok: false,
      failure: { code: 'protocol', step: 'ask', detail: String(reason) }
    }))
    setRunning((count) => count - 1)
    if (!answer.ok) setFailure(answer.failure)
    return answer.ok
  }
  const forget = useCallback(() => setFailure(null), [])
  return { busy: running > 0, failure, run, forget }
}
