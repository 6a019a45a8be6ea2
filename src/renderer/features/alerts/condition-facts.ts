import type { Episode } from '../../../core/alerts/episode.ts'
import type { MeasureRef } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { Fact } from '../../ui/fact-list.tsx'
import { measured, presentValue, type EpisodeContext } from './episode-text.ts'
import { measureName, SAYS } from './rule-text.ts'

type Condition = NonNullable<Episode['also']>['conditions'][number]

const VERDICT = { true: 'detail.holds', false: 'detail.holdsNot', null: 'detail.holdsUnknown' } as const

/** What one of several conditions looks at: `Contacts waiting`, `answered / offered`; a count of what is in scope has no measure. */
function subjectOf({ metric, over }: Condition, feeds: readonly FeedShape[], { t }: EpisodeContext): string {
  const called = (ref: MeasureRef): string => measureName(ref, feeds)
  const of = over === 'avg' || over === 'min' || over === 'max' ? ` (${t(`rules.says.of.${over}`)})` : ''
  if (!metric) return t('detail.count')
  if (metric.kind === 'ratio') return `${called(metric.numerator)} / ${called(metric.denominator)}${of}`
  return `${called(metric.measure)}${of}`
}

/** Of an alert by several conditions: a line for each, the rule's own first, saying whether it holds and by what value. */
export function conditionFacts(episode: Episode, feeds: readonly FeedShape[], context: EpisodeContext): Fact[] {
  const { also } = episode
  if (!also) return []
  const { t, nowMs } = context
  const line = (
    holds: boolean | null,
    value: number | null,
    of: Pick<Condition, 'unit' | 'op' | 'threshold'>
  ): string =>
    t(VERDICT[`${holds}`], {
      value: measured(value, of.unit, context),
      limit: t(SAYS[of.op], { threshold: measured(of.threshold, of.unit, context) })
    })
  const own: Fact[] =
    episode.op === null || episode.threshold === null
      ? []
      : [
          {
            label: t('detail.ownCondition'),
            value: line(also.holds, presentValue(episode, nowMs), {
              ...{ unit: episode.unit, op: episode.op, threshold: episode.threshold }
            })
          }
        ]
  const others = also.conditions.map((one): Fact => ({
    label: t(also.join === 'all' ? 'detail.and' : 'detail.or', { what: subjectOf(one, feeds, context) }),
    value: line(one.holds, one.value, one)
  }))
  return [...own, ...others]
}
