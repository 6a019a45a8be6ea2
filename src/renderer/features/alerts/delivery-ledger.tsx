import type { Delivery } from '../../../core/alerts/delivery.ts'
import { causeOf } from '../../../core/delivery/causes.ts'
import { useNow } from '../../state/hooks.ts'
import type { Translate } from '../../text/catalogue.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import classes from './delivery-ledger.module.css'

/** Why, by whom, together with what: the words of the program first, those of the desktop after them. */
function details(delivery: Delivery, t: Translate): readonly string[] {
  const { state, detail, together, possibleRepeat } = delivery
  // Why a sound failed is said by whoever played it, which is not the desktop.
  const cause = delivery.channel === 'sound' && state === 'failed' ? undefined : causeOf(delivery)
  // What is not told is explained by its cause alone; old lines wrote it as their detail.
  const isOwnWord = detail !== '' && (cause === undefined || state === 'failed')
  return [
    ...(cause === undefined ? [] : [t(`delivery.cause.${cause}`)]),
    ...(isOwnWord ? [detail] : []),
    ...(together === undefined ? [] : [t('detail.together', { count: together - 1 })]),
    ...(possibleRepeat ? [t('detail.possibleRepeat')] : [])
  ]
}

function became({ channel, state }: Delivery, t: Translate): string {
  return channel === 'native' ? t(`deliveryState.${state}`) : t(`delivery.${channel}.${state}`)
}

/** Every announcement of one alert, newest last: when, why, what became of it, over each channel. */
export function DeliveryLedger({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  if (deliveries.length === 0) return <p className={classes['empty']}>{t('detail.ledgerEmpty')}</p>
  return (
    <>
      <ol className={classes['ledger']}>
        {[...deliveries]
          .sort((a, b) => a.atMs - b.atMs)
          .map((delivery) => (
            <li key={delivery.id}>
              <span>{format.moment(delivery.atMs, nowMs)}</span>
              <span>
                {t(`deliveryReason.${delivery.reason}`)} · {became(delivery, t)}
                {details(delivery, t).map((one) => (
                  <span key={one} className={classes['detail']}>
                    {' · '}
                    {one}
                  </span>
                ))}
              </span>
            </li>
          ))}
      </ol>
      <p className={classes['empty']}>{t('detail.alwaysShown')}</p>
    </>
  )
}
