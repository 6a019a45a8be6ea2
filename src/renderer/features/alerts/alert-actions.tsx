import { Button } from '@mantine/core'
import type { RequestInput } from '../../../contract/requests.ts'
import type { Episode } from '../../../core/alerts/episode.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { AcknowledgeWithNote } from './acknowledge-with-note.tsx'
import classes from './alert-line.module.css'
import { SnoozeMenu } from './snooze-menu.tsx'

interface AlertActionsProps {
  readonly episode: Episode
  readonly title: string
  readonly actions: 'full' | 'short' | 'ack'
  /** The button that was pressed is about to go. */
  readonly onAcknowledged: () => void
}

const QUICK_SNOOZE_MINUTES = 15

export function AlertActions({ episode, title, actions, onAcknowledged }: AlertActionsProps) {
  const t = useText()
  const { bridge } = useWindow()
  const acknowledge = useAction((note: string, minutes?: number) =>
    bridge.acknowledgeAlert({
      episodeId: episode.id,
      ...(note === '' ? {} : { note }),
      ...(minutes === undefined ? {} : { minutes })
    })
  )
  const snooze = useAction((minutes: RequestInput<'alert:snooze'>['minutes']) =>
    bridge.snooze({ scope: { kind: 'episode', episodeId: episode.id }, minutes })
  )
  const take = async (note: string, minutes?: number): Promise<boolean> => {
    const taken = await acknowledge.run(note, minutes)
    if (taken) onAcknowledged()
    return taken
  }
  const failure = acknowledge.failure ?? snooze.failure
  const answered = episode.acknowledgedAtMs !== null
  return (
    <>
      <div className={classes['actions']}>
        {!answered && actions === 'full' && (
          <AcknowledgeWithNote episodeId={episode.id} title={title} busy={acknowledge.busy} onAcknowledge={take} />
        )}
        {!answered && actions !== 'full' && (
          <Button
            loading={acknowledge.busy}
            aria-label={t('alerts.acknowledgeNamed', { title })}
            onClick={() => void take('')}
          >
            {t('alerts.acknowledgeShort')}
          </Button>
        )}
        {actions === 'short' && (
          <Button
            loading={snooze.busy}
            aria-label={t('alerts.snooze15Named', { title })}
            onClick={() => void snooze.run(QUICK_SNOOZE_MINUTES)}
          >
            {t('snooze.min15')}
          </Button>
        )}
        {actions === 'full' && (
          <SnoozeMenu
            label={t('alerts.snoozeNamed', { title })}
            text={t('snooze.menu')}
            snoozed={episode.snoozedUntilMs !== null}
            busy={snooze.busy}
            onSnooze={(minutes) => void snooze.run(minutes)}
            onUntilEnd={() => void snooze.run('untilEnd')}
          />
        )}
      </div>
      {failure && (
        <div className={classes['failure']}>
          <FailureNotice
            failure={failure}
            onClose={() => {
              acknowledge.forget()
              snooze.forget()
            }}
          />
        </div>
      )}
    </>
  )
}
