import { Button, Menu } from '@mantine/core'
import { minutesUntilTomorrow } from '../../../core/zoned-time.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'

interface SnoozeMenuProps {
  /** Read aloud: what is snoozed. */
  readonly label: string
  readonly text: string
  readonly snoozed: boolean
  readonly busy: boolean
  /** Null ends it. */
  readonly onSnooze: (minutes: number | null) => void
  /** Where what is snoozed is something that ends. */
  readonly onUntilEnd?: () => void
}

export function SnoozeMenu({ label, text, snoozed, busy, onSnooze, onUntilEnd }: SnoozeMenuProps) {
  const t = useText()
  const { clock, zone } = useWindow()
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button loading={busy} aria-label={label}>
          {text}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onSnooze(15)}>{t('snooze.min15')}</Menu.Item>
        <Menu.Item onClick={() => onSnooze(60)}>{t('snooze.hour1')}</Menu.Item>
        <Menu.Item onClick={() => onSnooze(minutesUntilTomorrow(clock.nowMs(), zone))}>
          {t('snooze.tomorrow')}
        </Menu.Item>
        {onUntilEnd && <Menu.Item onClick={onUntilEnd}>{t('snooze.untilEnd')}</Menu.Item>}
        <Menu.Item disabled={!snoozed} onClick={() => onSnooze(null)}>
          {t('snooze.end')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
