import { Button } from '@mantine/core'
import type { ViewAddress } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { ADD_CONNECTION } from './add-address.ts'
import classes from './welcome.module.css'

/** The one question of the first start, above a floor that is live already. Gone once it is answered or something is connected. */
export function WelcomeCard({ onGo }: { readonly onGo: (address: ViewAddress) => void }) {
  const t = useText()
  const { bridge } = useWindow()
  const demo = useSection('demo')
  const { welcomed } = useSection('settings')
  const answer = useAction(() => bridge.changeSettings({ welcomed: true }))
  if (!demo || welcomed === true) return null
  return (
    <Card title={t('welcome.title')}>
      <CardBody>
        <p className={classes['text']}>{t('welcome.text')}</p>
        <div className={classes['buttons']}>
          <Button
            size="sm"
            variant="filled"
            loading={answer.busy}
            onClick={() => void answer.run().then((isKept) => isKept && onGo(ADD_CONNECTION))}
          >
            {t('welcome.connect')}
          </Button>
          <Button size="sm" loading={answer.busy} onClick={() => void answer.run()}>
            {t('welcome.look')}
          </Button>
        </div>
        {answer.failure && <FailureNotice failure={answer.failure} onClose={answer.forget} />}
        <p className={classes['after']}>{t('welcome.after')}</p>
      </CardBody>
    </Card>
  )
}
