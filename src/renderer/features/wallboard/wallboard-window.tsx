import { useViewportSize } from '@mantine/hooks'
import { useLayoutEffect, useMemo } from 'react'
import { AS_AT_FIRST, shownTiles, type TileName } from '../../../core/overview/layout.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { WhenLoaded } from '../../ui/when-loaded.tsx'
import { HeadlineValue } from '../floor/headline-value.tsx'
import { useHeadline } from '../floor/use-headline.ts'
import { useLook } from '../floor/use-look.ts'
import { WallboardStates, WallboardTrouble } from './wallboard-agents.tsx'
import { WallboardAlerts, WallboardTargets } from './wallboard-alerts.tsx'
import { WallboardHead } from './wallboard-head.tsx'
import { planWallboard, wallboardShape } from './wallboard-plan.ts'
import { WallboardQueues } from './wallboard-queues.tsx'
import type { ListTileProps } from './wallboard-tile.tsx'
import classes from './wallboard.module.css'

function Tile({ id, ...size }: ListTileProps & { readonly id: TileName }) {
  switch (id) {
    case 'headline':
      return null
    case 'queues':
      return <WallboardQueues {...size} />
    case 'agents':
      return <WallboardStates width={size.width} />
    case 'agentList':
      return <WallboardTrouble {...size} />
    case 'targets':
      return <WallboardTargets {...size} />
    case 'alerts':
      return <WallboardAlerts {...size} />
  }
}

function Headline() {
  const t = useText()
  const numbers = useHeadline()
  return (
    <dl className={classes['headline']} aria-label={t('tile.label')}>
      {numbers.map((number) => (
        <div key={number.name}>
          <dt>{t(`tile.${number.name}`)}</dt>
          <dd>
            <HeadlineValue number={number} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Board({ onLeave }: { readonly onLeave: () => void }) {
  const t = useText()
  const kept = useSection('settings').overview
  const { width, height } = useViewportSize()
  const plan = useMemo(
    () => planWallboard(shownTiles(kept ?? AS_AT_FIRST), wallboardShape(width, height)),
    [kept, width, height]
  )
  const { allSilent } = useLook()
  return (
    <div className={classes['board']} data-stale={allSilent || undefined}>
      <WallboardHead onLeave={onLeave} />
      {plan.withHeadline && <Headline />}
      {!plan.withHeadline && plan.tiles.length === 0 && (
        <EmptyNote title={t('overview.noneShown')} next={t('wallboard.noneShownNext')} />
      )}
      <div className={classes['tiles']} style={{ gridTemplateRows: plan.rows.join(' ') }}>
        {plan.tiles.map(({ id, width }) => (
          <Tile key={id} id={id} width={width} lines={plan.lines} />
        ))}
      </div>
    </div>
  )
}

const LEAVES: ReadonlySet<string> = new Set(['Escape', 'F11'])

/** The overview on a whole display, to be read from the other end of the room. Shows only; one leaves it to do something. */
export function WallboardWindow() {
  const t = useText()
  const { bridge } = useWindow()
  // Before it is seen: the first key is heard too.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (LEAVES.has(event.key)) void bridge.closeWallboard()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [bridge])
  return (
    <main className={classes['main']} aria-label={t('wallboard.title')}>
      <WhenLoaded>
        <Board onLeave={() => void bridge.closeWallboard()} />
      </WhenLoaded>
    </main>
  )
}
