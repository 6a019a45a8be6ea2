import type { AlertView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import type { Translate } from '../../text/catalogue.ts'

/** Told or about to be: all that burns now. `pending` ones are not alerts yet. */
export function openAlerts(alerts: readonly AlertView[]): AlertView[] {
  return alerts.filter(({ episode }) => episode.state !== 'closed' && episode.state !== 'pending')
}

/** `2 open · 1 acknowledged`: what somebody has taken on counts for itself, here as in the tray. */
export function openCountText(t: Translate, open: readonly AlertView[]): string {
  const unanswered = open.filter(isUnanswered).length
  const answered = open.length - unanswered
  return [
    t('alerts.openCount', { count: unanswered }),
    ...(answered > 0 ? [t('alerts.acknowledgedCount', { count: answered })] : [])
  ].join(' · ')
}

export function isUnanswered({ episode }: AlertView): boolean {
  return episode.acknowledgedAtMs === null
}

const RANK = { info: 1, warning: 2, critical: 3 } as const satisfies Record<Severity, number>

export function severityRank(severity: Severity | undefined): number {
  return severity === undefined ? 0 : RANK[severity]
}

export function worstSeverity(alerts: readonly AlertView[]): Severity | undefined {
  return alerts.reduce<Severity | undefined>(
    (worst, { episode }) => (severityRank(episode.severity) > severityRank(worst) ? episode.severity : worst),
    undefined
  )
}

/** The worst open severity for each row. */
export function severityByRow(alerts: readonly AlertView[]): ReadonlyMap<string, Severity> {
  const found = new Map<string, Severity>()
  for (const { episode } of openAlerts(alerts)) {
    if (episode.kind !== 'realtime') continue
    if (severityRank(episode.severity) > severityRank(found.get(episode.key))) found.set(episode.key, episode.severity)
  }
  return found
}
