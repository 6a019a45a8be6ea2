import { Button } from '@mantine/core'
import type { VaultView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { secretText } from '../../text/failure-text.ts'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { backendText } from './vault-backend.ts'
import classes from './vault-card.module.css'

type Unusual = VaultView['unusual'][number]
type Field = Parameters<ReturnType<typeof useWindow>['bridge']['restoreSecret']>[0]['field']

function UnusualSecret({ secret, connection }: { readonly secret: Unusual; readonly connection: string }) {
  const t = useText()
  const { bridge } = useWindow()
  const { connectionId, field, why, storedBy } = secret
  // as: main names only fields that its own systems have
  const restore = useAction(() => bridge.restoreSecret({ connectionId, field: field as Field }))
  const credential = t('vault.credential', { field: secretText(t, field), name: connection })
  const words = {
    session: t('vault.inMemory'),
    superseded: t('vault.superseded'),
    forgotten: t('vault.forgotten'),
    unreadable: t('vault.unreadable', { backend: backendText(t, storedBy) })
  }
  return (
    <li className={classes['secret']}>
      <span className={classes['credential']}>
        {credential}: {words[why]}
      </span>
      {why === 'superseded' && (
        <Button
          loading={restore.busy}
          aria-label={t('vault.restoreNamed', { credential })}
          onClick={() => void restore.run()}
        >
          {t('vault.restore')}
        </Button>
      )}
      {restore.failure && <FailureNotice failure={restore.failure} onClose={restore.forget} />}
    </li>
  )
}

/** Credentials that are not simply stored and readable, each with what to do. Nothing at all while there are none. */
export function UnusualSecrets() {
  const t = useText()
  const { unusual } = useSection('vault')
  const connections = useSection('connections')
  if (unusual.length === 0) return null
  const nameOf = (id: string): string => connections.find((one) => one.id === id)?.name ?? t('vault.goneConnection')
  return (
    <ul className={classes['secrets']} aria-label={t('vault.unusual')}>
      {unusual.map((secret) => (
        <UnusualSecret
          key={`${secret.connectionId}/${secret.field}`}
          secret={secret}
          connection={nameOf(secret.connectionId)}
        />
      ))}
    </ul>
  )
}
