import { Button } from '@mantine/core'
import type { ConnectionView } from '../../../contract/views.ts'
import { useText } from '../../text/use-text.ts'
import classes from './connection-card.module.css'
import { ConnectionDiagnostics } from './connection-diagnostics.tsx'
import { storedInput } from './connection-draft.ts'
import { RemoveConnection } from './remove-connection.tsx'
import type { ConnectionTest } from './use-connection-test.ts'

interface ConnectionToolsProps {
  readonly connection: ConnectionView
  readonly test: ConnectionTest
  readonly editing: boolean
  readonly onEdit: () => void
  readonly onRemoved: () => void
}

/** What can be done with a connection. The demo centre's can be tested, no more. */
export function ConnectionTools({ connection, test, editing, onEdit, onRemoved }: ConnectionToolsProps) {
  const t = useText()
  const { name, demo, system } = connection
  return (
    <div className={classes['tools']}>
      {test.running ? (
        <Button onClick={test.cancel}>{t('connectionForm.testCancel')}</Button>
      ) : (
        <Button
          loading={test.begin.busy}
          aria-label={t('connectionForm.testNamed', { name })}
          onClick={() => void test.start(storedInput(connection))}
        >
          {t('connectionForm.test')}
        </Button>
      )}
      {test.view?.over && <Button onClick={test.forget}>{t('connectionForm.testClose')}</Button>}
      {system === 'avaya' && <ConnectionDiagnostics connection={connection} />}
      {!demo && (
        <Button aria-label={t('connectionForm.editNamed', { name })} aria-expanded={editing} onClick={onEdit}>
          {t('connectionForm.edit')}
        </Button>
      )}
      {!demo && <RemoveConnection connection={connection} onRemoved={onRemoved} />}
    </div>
  )
}
