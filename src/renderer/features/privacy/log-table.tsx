import type { LogLine } from '../../../core/log-line.ts'
import { useNow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark, type Mark } from '../../ui/state-mark.tsx'
import classes from './log-card.module.css'

const MARKS: Readonly<Record<LogLine['level'], Mark>> = {
  debug: 'none',
  info: 'info',
  warn: 'warning',
  error: 'critical'
}

/** Newest first: what happened just now is what people look for. */
export function LogTable({ lines }: { readonly lines: readonly LogLine[] }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  return (
    <div className={classes['scroller']} tabIndex={0} role="region" aria-label={t('log.lines')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('log.time')}</th>
            <th scope="col">{t('log.line')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.toReversed().map((line, index) => (
            <tr key={`${line.atMs} ${lines.length - index}`}>
              <td className="tabular">{format.moment(line.atMs, nowMs)}</td>
              <td>
                <StateMark mark={MARKS[line.level]} silent />{' '}
                <span className="visually-hidden">{t(`log.lineLevels.${line.level}`)}</span>
                {line.scope !== '' && <b>{line.scope} </b>}
                {line.message} <span className={classes['fields']}>{line.fields}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
