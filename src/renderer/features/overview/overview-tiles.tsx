import { Button } from '@mantine/core'
import { useId, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { ViewAddress } from '../../../contract/views.ts'
import {
  AS_AT_FIRST,
  hiddenTiles,
  hideTile,
  shownTiles,
  widenTile,
  type OverviewLayout,
  type TileName
} from '../../../core/overview/layout.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import classes from './overview-tiles.module.css'
import { TileBar } from './tile-bar.tsx'
import { TileContent } from './tile-content.tsx'
import { useCarry } from './use-carry.ts'
import { useOverviewLayout } from './use-overview-layout.ts'

interface OverviewTilesProps {
  readonly onGo: (address: ViewAddress) => void
  /** More that can be done with the overview. */
  readonly tools?: ReactNode
}

/** The tiles as the user arranged them, and everything to arrange them with: by drag, by buttons, and by keys alone. */
export function OverviewTiles({ onGo, tools }: OverviewTilesProps) {
  const t = useText()
  const hintId = useId()
  const { layout, change, failure, forget } = useOverviewLayout()
  const [arranging, setArranging] = useState(false)
  const [said, setSaid] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const arrangeButton = useRef<HTMLButtonElement>(null)
  const nameOf = (id: TileName): string => t(`overview.tile.${id}`)
  const carry = useCarry(layout, change, (news, id, place) =>
    setSaid(t(`overview.said.${news}`, { name: nameOf(id), place: place + 1, all: shownTiles(layout).length }))
  )
  const shown = shownTiles(carry.layout)

  function widen(id: TileName, by: number): void {
    const next = widenTile(layout, id, by)
    change(next)
    const width = shownTiles(next).find((tile) => tile.id === id)?.width ?? 1
    setSaid(t('overview.said.sized', { name: nameOf(id), count: width }))
  }
  /** The button that was pressed goes away: the focus goes on to what brings the tile back, or takes it away again. */
  function setHidden(id: TileName, hidden: boolean): void {
    flushSync(() => {
      change(hideTile(layout, id, hidden))
      setSaid(t(hidden ? 'overview.said.hidden' : 'overview.said.shown', { name: nameOf(id) }))
    })
    frame.current?.querySelector<HTMLElement>(hidden ? `[data-shows="${id}"]` : `[data-hides="${id}"]`)?.focus()
  }
  function reset(): void {
    change({ tiles: [...AS_AT_FIRST.tiles] } satisfies OverviewLayout)
    setSaid(t('overview.said.reset'))
  }
  function end(): void {
    flushSync(() => {
      setArranging(false)
      setSaid('')
    })
    arrangeButton.current?.focus()
  }

  return (
    <div
      ref={frame}
      className={classes['frame']}
      onKeyDown={(event) => {
        if (arranging && event.key === 'Escape' && carry.held === null) end()
      }}
    >
      <div className={classes['tools']} role="group" aria-label={t('overview.tools')}>
        {arranging ? (
          <>
            <Button variant="filled" onClick={end}>
              {t('overview.done')}
            </Button>
            <Button onClick={reset}>{t('overview.reset')}</Button>
            {hiddenTiles(layout).map((id) => (
              <Button key={id} data-shows={id} onClick={() => setHidden(id, false)}>
                {t('overview.show', { name: nameOf(id) })}
              </Button>
            ))}
            <p id={hintId} className={classes['hint']}>
              {t('overview.hint')}
            </p>
          </>
        ) : (
          <>
            <Button ref={arrangeButton} onClick={() => setArranging(true)}>
              {t('overview.arrange')}
            </Button>
            {tools}
          </>
        )}
      </div>
      {failure && <FailureNotice failure={failure} onClose={forget} />}
      {arranging && (
        <div className="visually-hidden" role="status">
          {said}
        </div>
      )}
      {shown.length === 0 && !arranging && (
        <Card title={t('overview.noneShown')}>
          <EmptyNote title={t('overview.noneShown')} next={t('overview.noneShownNext')} />
        </Card>
      )}
      <div
        className={classes['grid']}
        role={arranging ? 'list' : undefined}
        aria-label={arranging ? t('overview.tiles') : undefined}
      >
        {shown.map((tile) => (
          <div
            key={tile.id}
            className={classes['tile']}
            role={arranging ? 'listitem' : undefined}
            data-tile={tile.id}
            data-width={tile.width}
            data-arranging={arranging || undefined}
            data-held={carry.held === tile.id || undefined}
          >
            {arranging && (
              <TileBar
                tile={tile}
                carry={carry}
                hintId={hintId}
                onWiden={(by) => widen(tile.id, by)}
                onHide={() => setHidden(tile.id, true)}
              />
            )}
            <div className={classes['content']} inert={arranging}>
              <TileContent id={tile.id} onGo={onGo} />
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}
