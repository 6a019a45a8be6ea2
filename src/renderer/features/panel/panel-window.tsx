import { useEffect } from 'react'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { WhenLoaded } from '../../ui/when-loaded.tsx'
import { AwayCard } from '../alerts/away-card.tsx'
import { Announcer } from '../shell/announcer.tsx'
import { DemoNote } from '../shell/demo-note.tsx'
import { PanelAgents } from './panel-agents.tsx'
import { PanelAlerts } from './panel-alerts.tsx'
import { PanelFoot } from './panel-foot.tsx'
import { PanelHead } from './panel-head.tsx'
import { PanelNumbers } from './panel-numbers.tsx'
import { PanelQueues } from './panel-queues.tsx'
import { PanelTargets } from './panel-targets.tsx'
import classes from './panel.module.css'
import { useOpen } from './use-open.ts'

/** True while something inside the panel is open that Esc closes first. */
function closesSomethingElse(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menu"], [aria-expanded="true"]') !== null
}

function useCloseOnEscape(): void {
  const { bridge } = useWindow()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !closesSomethingElse(event.target)) void bridge.closePanel()
    }
    // Before the kit's own handlers: they would already have closed what this asks about.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [bridge])
}

/** The small window of the tray: is something wrong, where, since when, is it fresh. */
export function PanelWindow() {
  const t = useText()
  useCloseOnEscape()
  const open = useOpen()
  return (
    <main className={classes['panel']} aria-label={t('app.name')}>
      <WhenLoaded>
        <PanelHead />
        <Announcer />
        <div className={classes['scroller']} tabIndex={0} role="region" aria-label={t('panel.content')}>
          <AwayCard />
          <PanelNumbers />
          <PanelAlerts />
          <PanelQueues />
          <PanelAgents />
          <PanelTargets />
          <div className={classes['demo']}>
            <DemoNote onGo={(address) => void open.run(address)} />
          </div>
        </div>
        <PanelFoot />
      </WhenLoaded>
    </main>
  )
}
