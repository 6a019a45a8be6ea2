import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconArrowBarToLeft, IconArrowBarToRight, IconEyeOff, IconGripVertical } from '@tabler/icons-react'
import { useLayoutEffect, useRef } from 'react'
import { COLUMNS, type Tile, type TileName } from '../../../core/overview/layout.ts'
import { useText } from '../../text/use-text.ts'
import classes from './overview-tiles.module.css'
import type { Carry } from './use-carry.ts'

interface TileBarProps {
  readonly tile: Tile<TileName>
  readonly carry: Carry
  /** Id of the words that say how to carry. */
  readonly hintId: string
  readonly onWiden: (by: number) => void
  readonly onHide: () => void
}

/** Not disabled: that would take the focus from whoever has just pressed it. */
function unlessPossible(possible: boolean): { readonly 'aria-disabled'?: true; readonly 'data-disabled'?: true } {
  return possible ? {} : { 'aria-disabled': true, 'data-disabled': true }
}

/** What one tile is arranged by. The handle keeps the focus while its tile goes from place to place. */
export function TileBar({ tile, carry, hintId, onWiden, onHide }: TileBarProps) {
  const t = useText()
  const handle = useRef<HTMLButtonElement>(null)
  const name = t(`overview.tile.${tile.id}`)
  const isHeld = carry.held === tile.id
  const { layout } = carry
  useLayoutEffect(() => {
    if (!isHeld) return
    // A node that moves in the page loses the focus.
    handle.current?.focus()
    handle.current?.closest('[data-tile]')?.scrollIntoView({ block: 'nearest' })
  }, [isHeld, layout])
  return (
    <div className={classes['bar']}>
      <UnstyledButton
        ref={handle}
        className={classes['handle']}
        aria-label={t('overview.handle', { name })}
        aria-pressed={isHeld}
        aria-describedby={hintId}
        onPointerDown={(event) => carry.startDrag(event, tile.id)}
        onClick={(event) => carry.press(event, tile.id)}
        onKeyDown={(event) => carry.key(event, tile.id)}
      >
        <IconGripVertical size={16} aria-hidden />
        <span>{name}</span>
      </UnstyledButton>
      <ActionIcon
        aria-label={t('overview.narrower', { name })}
        title={t('overview.narrower', { name })}
        {...unlessPossible(tile.width > 1)}
        onClick={() => tile.width > 1 && onWiden(-1)}
      >
        <IconArrowBarToLeft size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t('overview.wider', { name })}
        title={t('overview.wider', { name })}
        {...unlessPossible(tile.width < COLUMNS)}
        onClick={() => tile.width < COLUMNS && onWiden(1)}
      >
        <IconArrowBarToRight size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t('overview.hide', { name })}
        title={t('overview.hide', { name })}
        data-hides={tile.id}
        onClick={onHide}
      >
        <IconEyeOff size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}
