import { sideOf } from '../../core/alerts/condition.ts'
import { nameInLine } from '../../core/delivery/plain-text.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { presentLimit } from '../../core/alerts/present-limit.ts'
import { toldState } from '../../core/alerts/told-state.ts'
import { ruleName } from '../../core/text/default-rule-words.ts'
import { failureWords } from '../../core/text/failure-words.ts'
import { formatDuration, formatNumber, formatShare } from '../../core/text/format.ts'
import { words } from '../../core/text/words.ts'
import type { Translate } from './speech.ts'

export interface EpisodeText {
  /** What and where: `Sales: Contacts waiting 12`. */
  readonly title: string
  /** Threshold, since when, clear threshold. One line. */
  readonly body: string
}

/** What a notice says where everybody can read it: what kind of alert, how severe, and no name or number. */
export function discreetText(t: Translate, { kind, severity }: Episode): EpisodeText {
  return {
    title: t('notice.discreetTitle'),
    body: t(`notice.discreet.${kind}`, { severity: t(`severity.${severity}`) })
  }
}

/** Running metrics grow by themselves, so their value is computed for `nowMs`. */
function presentValue(episode: Episode, nowMs: number): number | null {
  if (episode.sinceMs !== null && episode.state !== 'closed') return Math.max(0, nowMs - episode.sinceMs)
  return episode.value
}

const TARGET_TITLES = {
  reached: 'notice.targetReachedTitle',
  exceeded: 'notice.targetExceededTitle',
  atRisk: 'notice.targetAtRiskTitle',
  outOfReach: 'notice.targetOutOfReachTitle',
  finalMet: 'notice.targetFinalMetTitle',
  finalMissed: 'notice.targetFinalMissedTitle'
} as const

export function createEpisodeText(
  t: Translate,
  locale: () => string
): (episode: Episode, nowMs: number) => EpisodeText {
  const measured = (episode: Episode, value: number | null): string => {
    if (value === null) return '–'
    if (episode.unit === 'percent') return formatShare(value / 100, locale())
    return episode.unit === 'duration' ? formatDuration(value) : formatNumber(value, locale())
  }

  function title(episode: Episode, nowMs: number): string {
    const name = nameInLine(episode.keyName)
    if (episode.kind === 'feed') return t('notice.feedTitle', { name })
    if (episode.kind === 'target') {
      return t(TARGET_TITLES[toldState(episode)], { name })
    }
    const rule = nameInLine(ruleName(t, { id: episode.ruleId, name: episode.ruleName }))
    return t('notice.title', { name, rule, value: measured(episode, presentValue(episode, nowMs)) })
  }

  function body(episode: Episode, nowMs: number): string {
    if (episode.kind === 'feed') {
      // The journal may be older, or newer, than the words.
      const code = episode.reason ?? 'unreachable'
      const cause = t(`failure.${Object.hasOwn(failureWords, code) ? code : 'unknown'}.cause`)
      return t('notice.feedBody', { cause })
    }
    if (episode.kind === 'target') {
      return t('notice.targetBody', {
        value: measured(episode, episode.value),
        threshold: measured(episode, episode.threshold)
      })
    }
    const { threshold, clear } = presentLimit(episode)
    const parts = [
      episode.noData
        ? t('notice.noData')
        : t(`notice.${sideOf(episode.op)}`, { threshold: measured(episode, threshold) }),
      t('notice.forTime', { age: formatDuration(Math.max(0, nowMs - episode.breachedAtMs)) })
    ]
    if (clear !== null && !episode.noData && clear !== threshold) {
      parts.push(t('notice.clearsAt', { clear: measured(episode, clear) }))
    }
    if (episode.unstable && episode.unstable.overAtMs === undefined && episode.state !== 'closed')
      parts.push(t('notice.unstable', { count: episode.unstable.count }))
    const { state, reason } = episode
    if (state === 'closed' && reason !== null && Object.hasOwn(words.endReason, reason))
      parts.push(t(`endReason.${reason}`))
    return parts.join(' · ')
  }

  return (episode, nowMs) => ({ title: title(episode, nowMs), body: body(episode, nowMs) })
}
