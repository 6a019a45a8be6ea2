import type { KnownExplanation } from '../../../contract/explanation.ts'
import type { Episode } from '../../../core/alerts/episode.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { SmallTable } from '../../ui/small-table.tsx'
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
      <SmallTable
        label={t('explain.list')}
        heads={[t('explain.time'), t('explain.value'), t('explain.happened')]}
        lines={linesOf(explanation).map(({ atMs, value, did }) => [
          format.second(atMs),
          measured(value, episode.unit, { t, format, rule: undefined, nowMs: 0 }),
          did.map((one) => t(`explain.did.${one}`)).join(', ')
        ])}
      />
    </details>
  )
}
