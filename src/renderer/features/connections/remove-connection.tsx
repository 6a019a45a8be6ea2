import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ConnectionView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { secretText } from '../../text/failure-text.ts'
import { useText } from '../../text/use-text.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { openAlerts } from '../alerts/open-alerts.ts'

/** What goes with a connection, in words. */
function useWhatGoes({ id, secretsSet }: ConnectionView): readonly string[] {
  const t = useText()
  const feeds = useSection('feeds').filter(({ connectionId }) => connectionId === id).length
  const targets = useSection('targets').filter(({ connectionId }) => connectionId === id).length
  const alerts = openAlerts(useSection('alerts')).filter(({ episode }) => episode.connectionId === id).length
  const names = secretsSet.map((field) => secretText(t, field)).join(', ')
  return [
    t('connectionForm.removeItems.settings'),
    ...(secretsSet.length > 0 ? [t('connectionForm.removeItems.secrets', { names })] : []),
    ...(feeds > 0 ? [t('connectionForm.removeItems.feeds', { count: feeds })] : []),
    ...(targets > 0 ? [t('connectionForm.removeItems.targets', { count: targets })] : []),
    ...(alerts > 0 ? [t('connectionForm.removeItems.alerts', { count: alerts })] : [])
  ]
}

interface RemoveButtonProps {
  readonly connectionId: string
  readonly name: string
  /** What goes with it, one line each. */
  readonly goes: readonly string[]
  /** What comes after it, where that is not plain. */
  readonly after: string | undefined
  readonly onRemoved: () => void
}

/** Removes a stored connection after a question that names what goes. */
export function RemoveButton({ connectionId, name, goes, after, onRemoved }: RemoveButtonProps) {
  const t = useText()
  const { bridge } = useWindow()
  const [asks, setAsks] = useState(false)
  const remove = useAction(() => bridge.removeConnection({ connectionId }))
  return (
    <>
      <Button aria-label={t('connectionForm.removeNamed', { name })} onClick={() => setAsks(true)}>
        {t('connectionForm.remove')}
      </Button>
      <ConfirmDialog
        opened={asks}
        title={t('connectionForm.removeTitle', { name })}
        yes={t('connectionForm.remove')}
        no={t('app.cancel')}
        busy={remove.busy}
        onNo={() => setAsks(false)}
        onYes={() => {
          void remove.run().then((removed) => {
            if (!removed) return
            setAsks(false)
            onRemoved()
          })
        }}
      >
        <p>{t('connectionForm.removeText')}</p>
        <ul>
          {goes.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {after !== undefined && <p>{after}</p>}
        {remove.failure && (
          <FailureNotice
            failure={remove.failure}
            title={t('connectionForm.removeFailed')}
            onClose={() => {
              remove.forget()
              setAsks(false)
            }}
          />
        )}
      </ConfirmDialog>
    </>
  )
}

interface RemoveConnectionProps {
  readonly connection: ConnectionView
  readonly onRemoved: () => void
}

export function RemoveConnection({ connection, onRemoved }: RemoveConnectionProps) {
  const t = useText()
  const { id, name } = connection
  const isLast = useSection('connections').length === 1
  const goes = useWhatGoes(connection)
  return (
    <RemoveButton
      connectionId={id}
      name={name}
      goes={goes}
      after={isLast ? t('connectionForm.removeLast') : undefined}
      onRemoved={onRemoved}
    />
  )
}
