import { useEffect, useState } from 'react'
import type { Answer } from '../../../contract/bridge.ts'
import type { FailureView } from '../../../contract/views.ts'

export type Asked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: FailureView }
  | { readonly kind: 'ready'; readonly value: T }

/**
 * What main answers to a question that changes nothing, asked anew whenever `key` is another one; null asks nothing. The last answer
 * stays while the next is waited for.
 */
export function useAsked<T>(key: string | null, ask: () => Promise<Answer<T>>): Asked<T> {
  const [answered, setAnswered] = useState<Asked<T>>({ kind: 'loading' })
  useEffect(() => {
    let isOver = false
    if (key !== null) {
      void ask().then((answer) => {
        if (isOver) return
        setAnswered(answer.ok ? { kind: 'ready', value: answer.value } : { kind: 'failed', failure: answer.failure })
      })
    }
    return () => {
      isOver = true
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `ask` is made anew with every rendering and asks the same as long as `key` is
  }, [key])
  return answered
}
