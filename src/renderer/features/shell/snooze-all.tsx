import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { SnoozeMenu } from '../alerts/snooze-menu.tsx'

export function SnoozeAll({ text }: { readonly text: 'snooze.all' | 'snooze.menu' }) {
  const t = useText()
  const { bridge } = useWindow()
  const { snoozedUntilMs } = useSection('headline')
  const snooze = useAction((minutes: number | null) => bridge.snooze({ scope: { kind: 'all' }, minutes }))
  return (
    <>
      <SnoozeMenu
        label={t('snooze.all')}
        text={t(text)}
        snoozed={snoozedUntilMs !== null}
        busy={snooze.busy}
        onSnooze={(minutes) => void snooze.run(minutes)}
      />
      {snooze.failure && <FailureNotice failure={snooze.failure} onClose={snooze.forget} />}
    </>
  )
}
