import { useText } from '../../text/use-text.ts'
import { HeadlineValue } from '../floor/headline-value.tsx'
import { useHeadline } from '../floor/use-headline.ts'
import classes from './headline-tiles.module.css'

export function HeadlineTiles() {
  const t = useText()
  const numbers = useHeadline()
  if (numbers.length === 0) return null
  return (
    <dl className={classes['tiles']} aria-label={t('tile.label')}>
      {numbers.map((number) => (
        <div key={number.name} className={classes['tile']}>
          <dt>{t(`tile.${number.name}`)}</dt>
          <dd>
            <HeadlineValue number={number} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
