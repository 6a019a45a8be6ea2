import { ActionIcon } from '@mantine/core'
import { IconPin, IconPinFilled } from '@tabler/icons-react'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { failureText } from '../../text/failure-text.ts'
import { useText } from '../../text/use-text.ts'
import { useAction } from '../../ui/use-action.ts'
import classes from './pin-toggle.module.css'
import { pinsAfter } from './pins.ts'

/** Puts a queue into the tray menu, or takes it out. Shows what main has, never what was only wished. */
export function PinToggle({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useText()
  const { bridge, mirror } = useWindow()
  const { pinnedQueues } = useSection('settings')
  const change = useAction((pins: string[]) => bridge.changeSettings({ pinnedQueues: pins }))
  const isPinned = pinnedQueues.includes(id)
  const next = pinsAfter(pinnedQueues, id, (one) => mirror.rows.get(one) !== undefined)
  const hint = next ? t(isPinned ? 'queues.unpinHint' : 'queues.pinHint') : t('queues.pinsFull')
  const Icon = isPinned ? IconPinFilled : IconPin
  return (
    <ActionIcon
      className={classes['pin']}
      aria-label={t('queues.pin', { name })}
      aria-pressed={isPinned}
      title={change.failure ? failureText(t, change.failure).cause : hint}
      {...(change.failure ? { color: 'red' } : {})}
      disabled={!next}
      onClick={() => next && void change.run(next)}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  )
}
