import type { KnownExplanation } from '../../../contract/explanation.ts'
import type { Episode } from '../../../core/alerts/episode.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import classes from './alert-samples.module.css'
import { measured } from './episode-text.ts'

interface SampleTableProps {
  readonly episode: Episode
  readonly explanation: KnownExplanation
}

interface Line {
  readonly atMs: number
  readonly value: number | null
  readonly did: readonly KnownExplanation['changes'][number]['did'][]
}

/** One line for each value, with what it did. */
function linesOf({ samples, changes }: KnownExplanation): readonly Line[] {
  const lines: Line[] = samples.map(({ atMs, value }, at) => {
    // What happened at one moment stands at its last value.
    const isLast = samples[at + 1]?.atMs !== atMs
    return { atMs, value, did: isLast ? changes.filter((one) => one.atMs === atMs).map(({ did }) => did) : [] }
  })
  return lines
}

/** The chart in words, for those who can't see it or want to copy it. */
export function SampleTable({ episode, explanation }: SampleTableProps) {
  const t = useText()
  const format = useFormat()
  return (
    <details className={classes['list']}>
      <summary>{t('explain.list')}</summary>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('explain.list')}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('explain.time')}</th>
              <th scope="col">{t('explain.value')}</th>
              <th scope="col">{t('explain.happened')}</th>
            </tr>
          </thead>
          <tbody>
            {linesOf(explanation).map(({ atMs, value, did }, at) => (
              <tr key={at}>
                <td>{format.second(atMs)}</td>
                <td>{measured(value, episode.unit, { t, format, rule: undefined, nowMs: 0 })}</td>
                <td>{did.map((one) => t(`explain.did.${one}`)).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
