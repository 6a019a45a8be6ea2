import { sideOf } from '../../../core/alerts/condition.ts'
import type { Delivery } from '../../../core/alerts/delivery.ts'
import type { Episode } from '../../../core/alerts/episode.ts'
import { presentLimit } from '../../../core/alerts/present-limit.ts'
import type { Rule } from '../../../core/alerts/rule.ts'
import { toldState } from '../../../core/alerts/told-state.ts'
import { UNTIL_END_MS } from '../../../core/alerts/until-end.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { Translate } from '../../text/catalogue.ts'
import { causeText, endReasonText } from '../../text/failure-text.ts'
import type { Format } from '../../text/use-text.ts'

export interface EpisodeContext {
  readonly t: Translate
  readonly format: Format
  /** The rule as it is now, if it is still there. */
  readonly rule: Rule | undefined
  readonly nowMs: number
  /** What the alert that explains this one is called, where that is open. */
  readonly cause?: string | undefined
  readonly feeds?: readonly FeedShape[]
}

/** A running time is counted up here, from the moment it began; all else is as main told it. */
export function presentValue(episode: Episode, nowMs: number): number | null {
  if (episode.sinceMs !== null && episode.closedAtMs === null) return Math.max(0, nowMs - episode.sinceMs)
  return episode.value
}

export function measured(value: number | null, unit: Episode['unit'], { t, format }: EpisodeContext): string {
  if (value === null) return t('app.noValue')
  if (unit === 'percent') return format.share(value / 100)
  return unit === 'duration' ? format.duration(value) : format.number(value)
}

function roleOf(rule: Rule | undefined): string | undefined {
  if (rule?.kind !== 'realtime' || !rule.metric || rule.metric.kind === 'ratio') return undefined
  const { measure } = rule.metric
  return 'role' in measure ? measure.role : undefined
}

/** What and where, with the value: `Sales: 12 waiting`. Of one that is over the worst: the last one is what ended it. */
export function episodeTitle(episode: Episode, context: EpisodeContext): string {
  const { t, rule, nowMs } = context
  const name = episode.keyName
  if (episode.kind === 'feed') return t('episode.feed', { name })
  if (episode.kind === 'target') {
    return t('episode.target', { name, state: t(`targetState.${toldState(episode)}`) })
  }
  const told = episode.closedAtMs === null ? null : episode.peak
  const value = measured(told ?? presentValue(episode, nowMs), episode.unit, context)
  const calledRule = ruleName(t, { id: episode.ruleId, name: episode.ruleName })
  if (episode.key === '*') return t('episode.aggregate', { rule: calledRule, value })
  const role = roleOf(rule)
  if (role === 'contactsWaiting') return t('episode.waiting', { name, value })
  if (role === 'afterContactSince') return t('episode.afterContact', { name, value })
  return t('episode.plain', { name, rule: calledRule, value })
}

function breach(episode: Episode, context: EpisodeContext): string {
  const { t, format, nowMs } = context
  const time = format.duration((episode.closedAtMs ?? nowMs) - episode.breachedAtMs)
  if (episode.kind === 'feed') {
    const isCause = episode.reason !== null && endReasonText(t, episode) === undefined
    return [
      ...(!isCause || episode.reason === null ? [] : [causeText(t, episode.reason)]),
      t('episode.for', { time })
    ].join(' · ')
  }
  const threshold = measured(presentLimit(episode).threshold, episode.unit, context)
  if (episode.kind === 'target') {
    return t('episode.valueOf', { value: measured(episode.value, 'number', context), threshold })
  }
  if (episode.noData) return [t('episode.noData'), t('episode.for', { time })].join(' · ')
  const side = sideOf(episode.op)
  // A running time says itself for how long.
  if (episode.sinceMs !== null) return t(side === 'under' ? 'episode.underOnly' : 'episode.overOnly', { threshold })
  return t(`episode.${side}`, { threshold, time })
}

function standing(episode: Episode, { t, format, rule, nowMs, cause }: EpisodeContext): string[] {
  if (episode.state === 'pending') return [t('episode.pending', { time: format.duration(rule?.pendingForMs ?? 0) })]
  const parts: string[] = []
  if (episode.state === 'recovering') parts.push(t('episode.recovering'))
  if (episode.state === 'noData' && !episode.noData) parts.push(t('episode.noData'))
  if (episode.unstable && episode.unstable.overAtMs === undefined) {
    parts.push(t('episode.unstable', { count: episode.unstable.count }))
  }
  if (episode.heldBy !== undefined) {
    parts.push(cause === undefined ? t('episode.heldByCause') : t('episode.heldByNamed', { cause }))
  }
  if (episode.acknowledgedAtMs !== null) {
    parts.push(t('episode.acknowledgedAt', { time: format.moment(episode.acknowledgedAtMs, nowMs) }))
  }
  if (episode.acknowledgedUntilMs !== undefined) {
    parts.push(t('episode.acknowledgedUntil', { time: format.moment(episode.acknowledgedUntilMs, nowMs) }))
  }
  if (episode.snoozedUntilMs === UNTIL_END_MS) parts.push(t('episode.snoozedUntilEnd'))
  else if (episode.snoozedUntilMs !== null && episode.snoozedUntilMs > nowMs) {
    parts.push(t('episode.snoozedUntil', { time: format.moment(episode.snoozedUntilMs, nowMs) }))
  }
  return parts
}

function told(
  episode: Episode,
  deliveries: readonly Delivery[],
  { t, format, nowMs }: EpisodeContext,
  brief: boolean
): string[] {
  if (episode.state === 'pending') return []
  if (episode.shadow) return [t('episode.shadow')]
  const last = deliveries
    .filter(({ channel }) => channel === 'native')
    .reduce<Delivery | undefined>((a, b) => (a && a.atMs > b.atMs ? a : b), undefined)
  if (last?.state === 'failed') return [t('episode.deliveryFailed')]
  if (brief) return []
  if (last && last.state !== 'delivered') return [t(`deliveryState.${last.state}`)]
  if (episode.toldAtMs !== null) return [t('episode.told', { time: format.moment(episode.toldAtMs, nowMs) })]
  return [t('episode.notTold')]
}

/** What one that is over was besides how it ended: `critical for a time`, `came and went, 7 times`. */
export function pastParts({ severity, highest, unstable }: Episode, t: Translate): readonly string[] {
  return [
    ...(highest !== undefined && highest !== severity
      ? [t('episode.wasWorse', { severity: t(`severity.${highest}`) })]
      : []),
    ...(unstable ? [t('episode.wasUnstable', { count: unstable.count })] : [])
  ]
}

/** `over 8 for 3:10 · clears at 5 · told 14:02`; a brief one leaves out that it was told, never that it could not be. */
export function episodeLine(
  episode: Episode,
  deliveries: readonly Delivery[],
  context: EpisodeContext,
  brief = false
): string {
  const { t } = context
  const { clear, threshold } = presentLimit(episode)
  const clears =
    clear !== null && !episode.noData && clear !== threshold
      ? [t('episode.clears', { clear: measured(clear, episode.unit, context) })]
      : []
  return [
    breach(episode, context),
    ...clears,
    ...standing(episode, context),
    ...told(episode, deliveries, context, brief)
  ].join(' · ')
}
