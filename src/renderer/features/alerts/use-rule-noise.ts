import { useEffect, useState } from 'react'
import type { RequestOutput } from '../../../contract/requests.ts'
import { useSection } from '../../state/hooks.ts'
import { useMirror } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'

export type RuleNoise = RequestOutput<'rule:noise'>['rules'][number]

/** What each rule came to in the last seven days, asked anew when an alert comes up or ends. Null until main has answered. */
export function useRuleNoise(): ReadonlyMap<string, RuleNoise> | null {
  const { bridge } = useWindow()
  const rules = useSection('rules')
  const history = useSection('history')
  const open = useMirror((state) => (state.view?.alerts ?? []).map(({ episode }) => episode.id + episode.state).join())
  const [noise, setNoise] = useState<ReadonlyMap<string, RuleNoise> | null>(null)
  useEffect(() => {
    let isOver = false
    void bridge.readRuleNoise().then((answer) => {
      if (!isOver && answer.ok) setNoise(new Map(answer.value.rules.map((one) => [one.ruleId, one])))
    })
    return () => {
      isOver = true
    }
  }, [bridge, rules, history, open])
  return noise
}
