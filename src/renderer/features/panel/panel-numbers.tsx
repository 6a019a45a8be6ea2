import { useText } from '../../text/use-text.ts'
import { HeadlineValue } from '../floor/headline-value.tsx'
import { useHeadline, type HeadlineName } from '../floor/use-headline.ts'
import classes from './panel.module.css'

const SHOWN = ['contactsWaiting', 'answered', 'agentsReady', 'abandonedShare'] as const satisfies HeadlineName[]

export function PanelNumbers() {
  const t = useText()
  const numbers = useHeadline()
  return (
    <dl className={classes['numbers']} aria-label={t('tile.label')}>
      {SHOWN.flatMap((name) => {
        const number = numbers.find((one) => one.name === name)
        if (!number) return []
        return (
          <div key={name}>
            <dt>{t(`panel.${name}`)}</dt>
            <dd>
              <HeadlineValue number={number} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
