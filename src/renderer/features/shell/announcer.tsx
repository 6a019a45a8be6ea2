import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { episodeTitle } from '../alerts/episode-text.ts'
import { openAlerts } from '../alerts/open-alerts.ts'

/** Reads new alerts aloud, politely: the worst one by name, the others as a number. Those already open at the start stay silent. */
export function Announcer() {
  const t = useText()
  const format = useFormat()
  const { seconds } = useWindow()
  const alerts = useSection('alerts')
  const rules = useSection('rules')
  const known = useRef<ReadonlySet<string> | null>(null)
  const [text, setText] = useState('')

  const announce = useEffectEvent((present: typeof alerts) => {
    const open = openAlerts(present)
    const before = known.current
    known.current = new Set(open.map(({ episode }) => episode.id))
    if (!before) return
    const [first, ...others] = open.filter(({ episode }) => !before.has(episode.id))
    if (!first) return
    const { episode } = first
    const rule = rules.find((one) => one.id === episode.ruleId)
    const title = episodeTitle(episode, { t, format, rule, nowMs: seconds.nowMs() })
    const more = others.length > 0 ? [t('live.moreAlerts', { count: others.length })] : []
    setText([t('live.newAlert', { severity: t(`severity.${episode.severity}`), title }), ...more].join(', '))
  })
  useEffect(() => announce(alerts), [alerts])

  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  )
}
