import { Combobox, Kbd, Modal, TextInput, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useCallback, useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import type { ViewAddress } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import type { WhyStart } from '../alerts/why-shelf.ts'
import { COMMAND_GROUPS, commandsOf, matching, type Command, type CommandContext } from './commands.ts'
import classes from './commands.module.css'
import { floorCommands } from './floor-commands.ts'
import { keyNames } from './shortcuts.ts'
import { isMac } from './this-keyboard.ts'
import { useDeedText } from './use-deed-text.ts'

const SHOWN_AT_MOST = 60

interface CommandPaletteProps {
  readonly order: readonly ViewAddress['view'][]
  readonly go: (address: ViewAddress) => void
  readonly showShortcuts: () => void
  readonly askWhy: (start: WhyStart) => void
  readonly onClose: () => void
}

/** What can be done, as it was when the palette opened: nothing moves under the fingers. */
function useCommands(props: CommandPaletteProps): readonly Command[] {
  const t = useText()
  const format = useFormat()
  const { bridge, clock, mirror, undo } = useWindow()
  const deedText = useDeedText()
  const next = useStore(undo.store, (state) => state.next)
  const [view] = useState(() => mirror.store.getState().view)
  const [nowMs] = useState(() => clock.nowMs())
  const [displays, setDisplays] = useState<CommandContext['displays']>([])
  useEffect(() => {
    let isGone = false
    void bridge.listDisplays().then((answer) => {
      if (!isGone && answer.ok && answer.value.displays.length > 1) setDisplays(answer.value.displays)
    })
    return () => {
      isGone = true
    }
  }, [bridge])
  if (!view) return []
  return commandsOf({
    ...{ t, format, view, nowMs, bridge, displays },
    ...{ order: props.order, go: props.go, showShortcuts: props.showShortcuts, askWhy: () => props.askWhy({}) },
    undoable: next && deedText(next),
    undo: () => void undo.undo()
  })
}

function Palette(props: CommandPaletteProps) {
  const t = useText()
  const { mirror } = useWindow()
  const listId = useId()
  const [typed, setTyped] = useState('')
  // The list is always open: the key that would close it closes the palette.
  const combobox = useCombobox({ opened: true, onDropdownClose: props.onClose })
  const commands = useCommands(props)
  const { shapes } = mirror.store.getState()
  const found = [
    ...matching(commands, typed),
    ...floorCommands(typed, { t, shapes, rows: mirror.rows, go: props.go, askWhy: (rowId) => props.askWhy({ rowId }) })
  ].slice(0, SHOWN_AT_MOST)
  const chosen = useAction((command: Command) => command.run())

  const { selectFirstOption, setListId } = combobox
  const [, setListed] = useState(false)
  // The kit keeps the list's id where no drawing follows: drawn once more, the field names the list it controls.
  const onList = useCallback(
    (list: HTMLDivElement | null) => {
      if (!list) return
      setListId(listId)
      setListed(true)
    },
    [setListId, listId]
  )
  useEffect(() => void selectFirstOption(), [selectFirstOption, typed])

  async function run(id: string): Promise<void> {
    const command = found.find((one) => one.id === id)
    if (command && (await chosen.run(command))) props.onClose()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={(id) => void run(id)}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          role="combobox"
          aria-label={t('command.search')}
          placeholder={t('command.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      {chosen.failure && <FailureNotice failure={chosen.failure} onClose={chosen.forget} />}
      <Combobox.Options ref={onList} id={listId} className={classes['options'] ?? ''} aria-label={t('command.title')}>
        {COMMAND_GROUPS.map((group) => {
          const inGroup = found.filter((one) => one.group === group)
          if (inGroup.length === 0) return null
          return (
            <Combobox.Group key={group} label={t(`command.groups.${group}`)}>
              {inGroup.map(({ id, label, keys }) => (
                <Combobox.Option key={id} value={id} className={classes['option'] ?? ''}>
                  <span>{label}</span>
                  {keys !== undefined && <Kbd size="xs">{keyNames(keys, isMac)}</Kbd>}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )
        })}
        {found.length === 0 && <Combobox.Empty>{t('command.none')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  )
}

interface CommandPaletteState {
  readonly opened: boolean
  /** Whether the focus goes back to where it was. */
  readonly returnsFocus: boolean
  /** Another one each time it opens: it begins anew, also while the last one is still fading. */
  readonly opening: number
}

/** Everything that can be done, found by typing. Esc closes it. */
export function CommandPalette({ opened, returnsFocus, opening, ...props }: CommandPaletteProps & CommandPaletteState) {
  const t = useText()
  return (
    <Modal
      opened={opened}
      returnFocus={returnsFocus}
      onClose={props.onClose}
      title={t('command.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      centered={false}
      transitionProps={{ duration: 0 }}
      size="lg"
    >
      <Palette key={opening} {...props} />
    </Modal>
  )
}
