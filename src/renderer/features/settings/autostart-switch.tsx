import { Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RequestOutput } from '../../../contract/requests.ts'
import type { FailureView } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './settings.module.css'

/** Shows what the system has, not what was wished: read when the view opens and whenever the window comes to the front again. */
export function AutostartSwitch() {
  const t = useText()
  const { bridge } = useWindow()
  const [state, setState] = useState<RequestOutput<'autostart:get'> | null>(null)
  const [unread, setUnread] = useState<FailureView | null>(null)
  const set = useAction(async (on: boolean) => {
    const answer = await bridge.setAutostart({ on })
    if (answer.ok) setState(answer.value)
    return answer
  })
  useEffect(() => {
    const read = async (): Promise<void> => {
      const answer = await bridge.readAutostart()
      if (answer.ok) setState(answer.value)
      setUnread(answer.ok ? null : answer.failure)
    }
    const again = (): void => void read()
    again()
    window.addEventListener('focus', again)
    return () => window.removeEventListener('focus', again)
  }, [bridge])
  return (
    <div className={classes['rows']}>
      <Switch
        label={t('autostart.label')}
        description={t(state === null ? 'autostart.reading' : 'autostart.hint')}
        checked={state?.on ?? false}
        disabled={state === null}
        onChange={(event) => void set.run(event.currentTarget.checked)}
      />
      {state?.on === true && state.file !== '' && (
        <p className={classes['note']}>{t('autostart.file', { file: state.file })}</p>
      )}
      {set.failure ? (
        <FailureNotice failure={set.failure} onClose={set.forget} />
      ) : (
        unread && <FailureNotice failure={unread} />
      )}
    </div>
  )
}
