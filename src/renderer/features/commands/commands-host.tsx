import { Button, Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { useWhyQuestion } from '../alerts/why-shelf.ts'
import { CommandPalette } from './command-palette.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { keyNames, LIST_KEYS, PALETTE_KEYS, SEARCH_KEYS, UNDO_KEYS, viewKeys, WALLBOARD_KEYS } from './shortcuts.ts'
import { isMac } from './this-keyboard.ts'

interface CommandsProps {
  readonly order: readonly ViewAddress['view'][]
  readonly go: (address: ViewAddress) => void
}

/** In what takes letters, letters are letters. */
const NOWHERE: string[] = []

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main [role="search"] input')?.focus()
}

/** The palette with its button, and all shortcuts of the main window. */
export function Commands({ order, go }: CommandsProps) {
  const t = useText()
  const { undo, bridge } = useWindow()
  const [, setWhy] = useWhyQuestion()
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  /** False when the palette led to a view, which takes the focus itself. */
  const [comesBack, setComesBack] = useState(true)
  const close = (): void => setOpen(null)
  const [openings, setOpenings] = useState(0)
  const openPalette = (): void => {
    setComesBack(true)
    setOpenings((count) => count + 1)
    setOpen('palette')
  }

  useHotkeys(
    [
      [PALETTE_KEYS, openPalette],
      [WALLBOARD_KEYS, () => void bridge.openWallboard({ displayId: null })],
      ...order.flatMap((view): [string, () => void][] => {
        const keys = viewKeys(order, view)
        return keys === undefined ? [] : [[keys, () => go({ view })]]
      })
    ],
    NOWHERE
  )
  useHotkeys([
    [UNDO_KEYS, () => void undo.undo()],
    [SEARCH_KEYS, focusSearch],
    [LIST_KEYS, () => setOpen('shortcuts')]
  ])
  return (
    <>
      <Button
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">{keyNames(PALETTE_KEYS, isMac)}</Kbd>}
        aria-label={t('command.find')}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        onClick={openPalette}
      >
        {t('command.title')}
      </Button>
      <CommandPalette
        opened={open === 'palette'}
        returnsFocus={comesBack}
        opening={openings}
        order={order}
        go={(address) => {
          setComesBack(false)
          go(address)
        }}
        askWhy={(start) => {
          setComesBack(false)
          setWhy(start)
        }}
        showShortcuts={() => setOpen('shortcuts')}
        // The list of shortcuts opens out of the palette: it stays.
        onClose={() => setOpen((present) => (present === 'palette' ? null : present))}
      />
      <ShortcutList opened={open === 'shortcuts'} order={order} onClose={close} />
    </>
  )
}
