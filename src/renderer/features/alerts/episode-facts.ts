import type { Episode } from '../../../core/alerts/episode.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { causeText, endReasonText } from '../../text/failure-text.ts'
import type { Fact } from '../../ui/fact-list.tsx'
import { measured, presentValue, type EpisodeContext } from './episode-text.ts'
import { metricText } from './rule-measures.ts'
import { SAYS } from './rule-text.ts'

type MaybeFact = Fact | false

/** Each further condition with what it looked at and whether it held: `all of: Offered over 10: 12, holds`. */
function alsoText({ join, conditions }: NonNullable<Episode['also']>, context: EpisodeContext): string {
  const { t, feeds = [] } = context
  const says = conditions.map(({ over, metric, unit, op, threshold, value, holds }) => {
    const what = metric && over !== 'count' ? metricText(metric, feeds, t) : t('ruleForm.over.count')
    return t('detail.condition', {
      says: t('ruleForm.says.compared', { what, says: t(SAYS[op], { threshold: measured(threshold, unit, context) }) }),
      value: measured(value, unit, context),
      verdict: t(holds === null ? 'detail.holdsUnknown' : holds ? 'detail.holds' : 'detail.holdsNot')
    })
  })
  return t(`ruleForm.says.${join}Of`, { says: says.join('; ') })
}

/** What keeps it from being told, or told one by one. */
function besidesFacts(episode: Episode, { t, format, nowMs, cause }: EpisodeContext): MaybeFact[] {
  const moment = (atMs: number): string => format.moment(atMs, nowMs)
  const { heldBy, unstable, acknowledgedAtMs, acknowledgedUntilMs } = episode
  return [
    heldBy !== undefined && { label: t('detail.heldBy'), value: cause ?? t('detail.heldByGone') },
    unstable !== undefined && {
      label: t('detail.unstable'),
      value: t('detail.unstableTimes', {
        count: unstable.count,
        first: moment(unstable.firstAtMs),
        last: moment(unstable.lastAtMs)
      })
    },
    unstable?.overAtMs !== undefined && { label: t('detail.steady'), value: moment(unstable.overAtMs) },
    acknowledgedAtMs !== null && { label: t('detail.acknowledged'), value: moment(acknowledgedAtMs) },
    acknowledgedUntilMs !== undefined && { label: t('detail.acknowledgedUntil'), value: moment(acknowledgedUntilMs) }
  ]
}

/** Numbers of the breach. A lost feed and a target have none or fewer. */
function numberFacts(episode: Episode, context: EpisodeContext): MaybeFact[] {
  const { t, nowMs } = context
  const unit = episode.kind === 'target' ? 'number' : episode.unit
  if (episode.kind === 'feed') return []
  return [
    {
      label: t(episode.closedAtMs === null && episode.state !== 'noData' ? 'detail.value' : 'detail.lastValue'),
      value: measured(presentValue(episode, nowMs), unit, context)
    },
    episode.peak !== null && { label: t('detail.peak'), value: measured(episode.peak, unit, context) },
    episode.threshold !== null && { label: t('detail.threshold'), value: measured(episode.threshold, unit, context) },
    episode.clear !== null && { label: t('detail.clear'), value: measured(episode.clear, unit, context) },
    episode.critical !== undefined && {
      label: t('detail.criticalThreshold'),
      value: measured(episode.critical.threshold, unit, context)
    },
    episode.critical !== undefined &&
      episode.critical.clear !== null && {
        label: t('detail.criticalClear'),
        value: measured(episode.critical.clear, unit, context)
      },
    episode.also !== undefined && { label: t('detail.also'), value: alsoText(episode.also, context) },
    episode.highest !== undefined &&
      episode.highest !== episode.severity && { label: t('detail.highest'), value: t(`severity.${episode.highest}`) }
  ]
}

function timeFacts(episode: Episode, { t, format, rule, nowMs }: EpisodeContext): MaybeFact[] {
  const moment = (atMs: number): string => format.moment(atMs, nowMs)
  return [
    { label: t('detail.since'), value: moment(episode.breachedAtMs) },
    rule !== undefined &&
      rule.pendingForMs > 0 && {
        label: t('detail.pending'),
        value: t('detail.breachLasting', { time: format.duration(rule.pendingForMs) })
      },
    episode.firedAtMs !== null && { label: t('detail.firedAt'), value: moment(episode.firedAtMs) },
    rule !== undefined &&
      rule.keepFiringForMs > 0 && {
        label: t('detail.keepFiring'),
        value: t('detail.clearLasting', { time: format.duration(rule.keepFiringForMs) })
      },
    episode.closedAtMs !== null && { label: t('detail.closedAt'), value: moment(episode.closedAtMs) }
  ]
}

function ruleText(episode: Episode, { t, rule }: EpisodeContext): string {
  const version = t('detail.ruleVersion', {
    name: ruleName(t, { id: episode.ruleId, name: episode.ruleName }),
    version: episode.ruleVersion
  })
  const changed = rule !== undefined && rule.version !== episode.ruleVersion
  return changed ? `${version} · ${t('detail.ruleChanged', { version: rule.version })}` : version
}

/** Everything that explains an alert, but the age of its data and what was told, which run by themselves. */
export function episodeFacts(episode: Episode, context: EpisodeContext): Fact[] {
  const { t } = context
  const endReason = endReasonText(t, episode)
  const facts: MaybeFact[] = [
    ...numberFacts(episode, context),
    episode.kind === 'feed' &&
      episode.reason !== null && { label: t('detail.reason'), value: causeText(t, episode.reason) },
    { label: t('detail.state'), value: t(`episodeState.${episode.state}`) },
    ...timeFacts(episode, context),
    ...besidesFacts(episode, context),
    endReason !== undefined && { label: t('detail.endReason'), value: endReason },
    { label: t('detail.rule'), value: ruleText(episode, context) },
    episode.note !== null && { label: t('detail.note'), value: episode.note }
  ]
  return facts.filter((fact) => fact !== false)
}
