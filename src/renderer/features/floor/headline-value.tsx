import { useText } from '../../text/use-text.ts'
import classes from './headline-value.module.css'
import type { HeadlineNumber } from './use-headline.ts'

/** One big number. A dash and the words "not live" while no live feed can say; the severity is read aloud, too. */
export function HeadlineValue({ number: { text, severity } }: { readonly number: HeadlineNumber }) {
  const t = useText()
  if (text === null) {
    return (
      <span className={classes['gone']}>
        {t('app.noValue')}
        <span className="visually-hidden">{t('tile.notLive')}</span>
      </span>
    )
  }
  return (
    <span className={classes['value']} data-severity={severity}>
      {text}
      {severity && <span className="visually-hidden">{t(`severity.${severity}`)}</span>}
    </span>
  )
}
