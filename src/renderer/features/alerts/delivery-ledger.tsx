import type { Delivery } from '../../../core/alerts/delivery.ts'
import { useNow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import classes from './delivery-ledger.module.css'

/** Every announcement of one alert, newest last: when, why, what became of it. */
export function DeliveryLedger({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  if (deliveries.length === 0) return <p className={classes['empty']}>{t('detail.ledgerEmpty')}</p>
  return (
    <ol className={classes['ledger']}>
      {[...deliveries]
        .sort((a, b) => a.atMs - b.atMs)
        .map((delivery) => (
          <li key={delivery.id}>
            <span>{format.moment(delivery.atMs, nowMs)}</span>
            <span>
              {t(`deliveryReason.${delivery.reason}`)} · {t(`deliveryState.${delivery.state}`)}
              {delivery.detail !== '' && <span className={classes['detail']}> · {delivery.detail}</span>}
              {delivery.possibleRepeat && <span className={classes['detail']}> · {t('detail.possibleRepeat')}</span>}
            </span>
          </li>
        ))}
    </ol>
  )
}
