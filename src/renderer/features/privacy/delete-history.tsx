import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { RequestOutput } from '../../../contract/requests.ts'
import { useWindow } from '../../state/window-context.tsx'
import type { Translate } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './privacy-card.module.css'

type Counts = RequestOutput<'history:count'>

function whatGoes(t: Translate, { alerts, deliveries, targetTests, ruleVersions }: Counts): readonly string[] {
  return [
    t('privacy.alerts', { count: alerts }),
    t('privacy.deliveries', { count: deliveries }),
    t('privacy.targetTests', { count: targetTests }),
    t('privacy.ruleVersions', { count: ruleVersions }),
    t('privacy.wholeLog')
  ]
}

/** Counts first, asks, deletes, and says what is gone. */
export function DeleteHistory() {
  const t = useText()
  const { bridge } = useWindow()
  const [asking, setAsking] = useState<Counts | null>(null)
  const [deleted, setDeleted] = useState<Counts | null>(null)
  const count = useAction(async () => {
    const answer = await bridge.countHistory()
    if (answer.ok) setAsking(answer.value)
    return answer
  })
  const remove = useAction(async () => {
    const answer = await bridge.deleteHistory()
    if (answer.ok) setDeleted(answer.value)
    return answer
  })
  const close = (): void => {
    setAsking(null)
    remove.forget()
  }
  const confirm = async (): Promise<void> => {
    if (await remove.run()) setAsking(null)
  }

  return (
    <div className={classes['delete']}>
      <Button
        loading={count.busy}
        onClick={() => {
          setDeleted(null)
          void count.run()
        }}
      >
        {t('privacy.deleteNow')}
      </Button>
      {count.failure && <FailureNotice failure={count.failure} onClose={count.forget} />}
      <p role="status">{deleted && t('privacy.deleted', { what: whatGoes(t, deleted).join(', ') })}</p>
      <Modal
        opened={asking !== null}
        onClose={close}
        title={t('privacy.confirmTitle')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <ul className={classes['counts']}>{asking && whatGoes(t, asking).map((line) => <li key={line}>{line}</li>)}</ul>
        <p>{t('privacy.confirmNote')}</p>
        {remove.failure && <FailureNotice failure={remove.failure} />}
        <div className={classes['buttons']}>
          <Button data-autofocus onClick={close}>
            {t('app.cancel')}
          </Button>
          <Button variant="filled" loading={remove.busy} onClick={() => void confirm()}>
            {t('privacy.confirm')}
          </Button>
        </div>
      </Modal>
    </div>
  )
}
