import { useCallback, useMemo } from 'react'
import type { KnownExplanation } from '../../../contract/explanation.ts'
import type { Episode } from '../../../core/alerts/episode.ts'
import { useNow } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { SampleChart, type Limit } from '../../ui/sample-chart.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import classes from './alert-samples.module.css'
import { measured } from './episode-text.ts'
import { courseOf, type CoursePoint } from './sample-course.ts'
import { SampleTable } from './sample-table.tsx'
import { useAsked } from './use-asked.ts'

/** How often the chart of an alert that is open is read anew, ms. */
const READ_MS = 10_000

type LimitKey = 'explain.threshold' | 'explain.clear' | 'explain.critical' | 'explain.criticalClear'

interface PartProps {
  readonly episode: Episode
  readonly explanation: KnownExplanation
}

/** The values an alert was made of, what they were held against, and whether they come to the same again. */
export function AlertSamples({ episode }: { readonly episode: Episode }) {
  const t = useText()
  const { bridge } = useWindow()
  const nowMs = useNow()
  const turn = episode.closedAtMs === null ? Math.floor(nowMs / READ_MS) : 0
  const { id, state, severity } = episode
  const asked = useAsked(`${id} ${state} ${severity} ${turn}`, () => bridge.explainAlert({ episodeId: id }))
  if (asked.kind === 'loading') return <p className={classes['dim']}>{t('explain.loading')}</p>
  if (asked.kind === 'failed') return <FailureNotice failure={asked.failure} />
  if (asked.value.kind === 'none') return <p className={classes['dim']}>{t('explain.none')}</p>
  const explanation = asked.value
  const hasValues = explanation.samples.some(({ value }) => value !== null)
  return (
    <div className={classes['stack']}>
      {hasValues ? <Chart {...{ episode, explanation }} /> : <p className={classes['dim']}>{t('explain.noValues')}</p>}
      <Said {...{ episode, explanation }} />
      <SampleTable {...{ episode, explanation }} />
    </div>
  )
}

function extremes(points: readonly CoursePoint[]): readonly [number, number] {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]))
  return [Math.min(...values), Math.max(...values)]
}

type Limits = KnownExplanation['limits'][number]

/** What the values were held against: by the rule as it was meanwhile, or as the alert has it, which is not always a rule's to say. */
function limitsOf({ threshold, clear, critical }: Episode, { limits }: KnownExplanation) {
  if (limits.length > 1) return limits
  const present = { threshold, clear, critical: critical?.threshold ?? null, criticalClear: critical?.clear ?? null }
  return [{ ...present, fromMs: limits[0]?.fromMs ?? 0 }]
}

/** The lines that values are held against: the rule's, and its second level's. */
function useLimits(episode: Episode, explanation: KnownExplanation, write: (value: number) => string) {
  const t = useText()
  const format = useFormat()
  return useMemo(() => {
    const all = limitsOf(episode, explanation)
    const limit = (
      part: Exclude<keyof Limits, 'fromMs'>,
      key: LimitKey,
      look: Pick<Limit, 'tone' | 'dashed'>
    ): readonly Limit[] => {
      const steps = all.map((one) => ({ fromMs: one.fromMs, value: one[part] }))
      const moved = steps.filter(({ value }, at) => at === 0 || value !== steps[at - 1]?.value)
      if (moved.every(({ value }) => value === null)) return []
      const values = moved.map(({ fromMs, value }, at) => {
        const said = value === null ? t('explain.noLimit') : write(value)
        return at === 0 ? said : t('explain.limitFrom', { value: said, time: format.second(fromMs) })
      })
      return [{ ...look, steps: moved, label: t(key, { value: values.join(', ') }) }]
    }
    return [
      ...limit('threshold', 'explain.threshold', { tone: 'warning', dashed: false }),
      ...limit('clear', 'explain.clear', { tone: 'ok', dashed: true }),
      ...limit('critical', 'explain.critical', { tone: 'critical', dashed: false }),
      ...limit('criticalClear', 'explain.criticalClear', { tone: 'critical', dashed: true })
    ]
  }, [episode, explanation, t, format, write])
}

function Chart({ episode, explanation }: PartProps) {
  const t = useText()
  const format = useFormat()
  const { unit, breachedAtMs, firedAtMs, closedAtMs } = episode
  const { samples, heardAtMs, changes } = explanation
  const write = useCallback(
    (value: number) => measured(value, unit, { t, format, rule: undefined, nowMs: 0 }),
    [unit, t, format]
  )
  const limits = useLimits(episode, explanation, write)
  const untilMs = closedAtMs ?? heardAtMs
  const points = useMemo(() => courseOf(samples, untilMs), [samples, untilMs])
  const shade = useMemo(() => {
    const toMs = firedAtMs ?? heardAtMs
    if (toMs <= breachedAtMs) return null
    return { fromMs: breachedAtMs, toMs, label: t('explain.pending', { time: format.duration(toMs - breachedAtMs) }) }
  }, [breachedAtMs, firedAtMs, heardAtMs, t, format])
  const moments = useMemo(
    () =>
      changes.flatMap(({ did, atMs }) => {
        if (did !== 'fired' && did !== 'closed' && did !== 'raised') return []
        const tone = did === 'closed' ? ('ok' as const) : ('critical' as const)
        const what = t(`explain.did.${did}`)
        return [{ atMs, tone, label: t('explain.change', { what, time: format.second(atMs) }) }]
      }),
    [changes, t, format]
  )
  const [low, high] = extremes(points)
  const said = [
    t('explain.chart', {
      from: format.second(points[0]?.atMs ?? 0),
      to: format.second(points.at(-1)?.atMs ?? 0),
      low: write(low),
      high: write(high)
    }),
    [...limits, ...(shade ? [shade] : []), ...moments].map(({ label }) => label).join(', ')
  ].join(' ')
  return <SampleChart {...{ points, limits, shade, moments, write }} name={t('explain.value')} label={said} />
}

/** How old what it rests on is, by which version of the rule, and whether it comes to the same again. */
function Said({ episode, explanation }: PartProps) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { firedByMs, heardAtMs, ruleVersion, verdict, samples } = explanation
  const told = (change: KnownExplanation['changes'][number] | null): string =>
    change
      ? t('explain.change', { what: t(`explain.did.${change.did}`), time: format.second(change.atMs) })
      : t('explain.nothing')
  return (
    <>
      {firedByMs !== null && episode.firedAtMs !== null && (
        <p>
          {t('explain.age', {
            time: format.second(firedByMs),
            age: format.age(Math.max(0, episode.firedAtMs - firedByMs))
          })}
        </p>
      )}
      {episode.closedAtMs === null && (
        <p>{t('explain.heard', { time: format.second(heardAtMs), age: format.age(Math.max(0, nowMs - heardAtMs)) })}</p>
      )}
      <p>{t('explain.version', { version: ruleVersion })}</p>
      {samples.some(({ gap }) => gap) && <p className={classes['dim']}>{t('explain.gap')}</p>}
      <div className={classes['verdict']} data-verdict={verdict.kind}>
        <StateMark mark={verdict.kind === 'same' ? 'ok' : 'warning'} />
        <p>
          {verdict.kind === 'same' && t('explain.same')}
          {verdict.kind === 'noRule' && t('explain.noRule', { version: verdict.version })}
          {verdict.kind === 'differs' &&
            t('explain.differs', { recorded: told(verdict.recorded), again: told(verdict.again) })}
        </p>
      </div>
    </>
  )
}
