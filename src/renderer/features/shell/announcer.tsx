import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { episodeTitle } from '../alerts/episode-text.ts'
import { openAlerts } from '../alerts/open-alerts.ts'

/** A screen reader takes seconds for one sentence, and a storm brings a hundred alerts: what comes meanwhile is said together. */
const BETWEEN_MS = 10_000

/**
 * Reads new alerts aloud, politely and not more often than every ten seconds: the worst one by name, the others as a number. Those already
 * open at the start stay silent, and so do those that are over before their turn.
 */
export function Announcer() {
  const { privacy } = useSection('settings')
  // What was said before agents were hidden is not left in the page.
  return <Voice key={privacy.agentNames} />
}

function Voice() {
  const t = useText()
  const format = useFormat()
  const { clock, seconds } = useWindow()
  const alerts = useSection('alerts')
  const rules = useSection('rules')
  const known = useRef<ReadonlySet<string> | null>(null)
  const waiting = useRef(new Set<string>())
  const rests = useRef(false)
  const [times, setTimes] = useState(0)
  const [text, setText] = useState('')

  const say = useEffectEvent(() => {
    const [first, ...others] = openAlerts(alerts).filter(({ episode }) => waiting.current.has(episode.id))
    waiting.current.clear()
    if (!first) {
      setText('')
      return
    }
    const { episode } = first
    const rule = rules.find((one) => one.id === episode.ruleId)
    const title = episodeTitle(episode, { t, format, rule, nowMs: seconds.nowMs() })
    const more = others.length > 0 ? [t('live.moreAlerts', { count: others.length })] : []
    setText([t('live.newAlert', { severity: t(`severity.${episode.severity}`), title }), ...more].join(', '))
    rests.current = true
    setTimes((count) => count + 1)
  })
  const hear = useEffectEvent((present: typeof alerts) => {
    const ids = openAlerts(present).map(({ episode }) => episode.id)
    const before = known.current
    known.current = new Set(ids)
    if (!before) return
    for (const id of ids) if (!before.has(id)) waiting.current.add(id)
    if (waiting.current.size > 0 && !rests.current) say()
  })
  const goOn = useEffectEvent(() => {
    rests.current = false
    say()
  })
  useEffect(() => hear(alerts), [alerts])
  useEffect(() => (times === 0 ? undefined : clock.after(BETWEEN_MS, () => goOn())), [clock, times])

  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  )
}
