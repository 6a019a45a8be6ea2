import { useEffect, useState } from 'react'
import type { FailureView } from '../../../contract/views.ts'
import type { RulePreview } from '../../../core/alerts/rule-preview-shape.ts'
import type { RealtimeRule } from '../../../core/alerts/rule.ts'
import { useWindow } from '../../state/window-context.tsx'

/** Main is asked this long after the last letter was typed, ms. */
const TYPING_MS = 300
/** And again so often, since numbers move. */
const AGAIN_MS = 2_000

export type PreviewAnswer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: FailureView }
  | { readonly kind: 'ready'; readonly preview: RulePreview }

/**
 * What the rule says of the rows as they are, asked anew when the rule changes and every two seconds. The last answer stays while the
 * next one is waited for, but for that of another rule. `text`: the rule as JSON, so that the same rule is not asked anew.
 */
export function useRulePreview(text: string, copyOf: string | undefined): PreviewAnswer {
  const { bridge, clock } = useWindow()
  const [answered, setAnswered] = useState<{ readonly text: string; readonly answer: PreviewAnswer } | null>(null)
  useEffect(() => {
    let isOver = false
    let timer = clock.after(TYPING_MS, () => void ask())
    async function ask(): Promise<void> {
      // as: the text was made of a rule by whoever calls
      const rule = JSON.parse(text) as RealtimeRule
      const answer = await bridge.previewRule({ rule, copyOf: copyOf ?? null })
      if (isOver) return
      setAnswered({
        text,
        answer: answer.ok ? { kind: 'ready', preview: answer.value } : { kind: 'failed', failure: answer.failure }
      })
      timer = clock.after(AGAIN_MS, () => void ask())
    }
    return () => {
      isOver = true
      timer()
    }
  }, [bridge, clock, text, copyOf])
  return answered?.text === text ? answered.answer : { kind: 'loading' }
}
