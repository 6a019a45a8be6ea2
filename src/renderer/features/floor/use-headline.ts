import { useCallback } from 'react'
import { measuresOf } from '../../../core/alerts/comparison.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import type { MeasureRole } from '../../../core/measures/value.ts'
import { useFeedShapes, useSection } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { useFormat } from '../../text/use-text.ts'
import { openAlerts, worstSeverity } from '../alerts/open-alerts.ts'
import { useSilentFeeds } from './feed-health.ts'
import { lists } from './feed-roles.ts'
import { floorSums } from './floor-sums.ts'
import { useFloorRowList } from './on-floor.ts'

export const HEADLINE_NUMBERS = [
  'contactsWaiting',
  'agentsReady',
  'contactsActive',
  'answered',
  'abandonedShare',
  'afterContact'
] as const
export type HeadlineName = (typeof HEADLINE_NUMBERS)[number]

export interface HeadlineNumber {
  readonly name: HeadlineName
  /** Null while no live feed can say. */
  readonly text: string | null
  /** The worst open alert about this number. */
  readonly severity: Severity | undefined
}

/** Roles a number is made of, and the role that rules about it read. */
const MADE_OF = {
  contactsWaiting: ['contactsWaiting'],
  agentsReady: ['agentState'],
  contactsActive: ['contactsActive'],
  answered: ['answered'],
  abandonedShare: ['abandoned', 'offered'],
  afterContact: ['agentState']
} as const satisfies Record<HeadlineName, readonly MeasureRole[]>

const ALERTED_BY = { ...MADE_OF, afterContact: ['afterContactSince'] } as const

/** Which severity burns about a role now, by the rules' own metrics and filters. */
function useSeverityOf(): (roles: readonly MeasureRole[]) => Severity | undefined {
  const open = openAlerts(useSection('alerts'))
  const rules = useSection('rules')
  return (roles) => {
    const reads = (ref: object): boolean => 'role' in ref && roles.some((role) => role === ref.role)
    const about = new Set<string>()
    for (const rule of rules) {
      if (rule.kind !== 'realtime') continue
      const counts = rule.over === 'count' && rule.scope.some(({ by }) => reads(by))
      if (counts || (rule.metric && measuresOf(rule.metric).some(reads))) about.add(rule.id)
    }
    return worstSeverity(open.filter(({ episode }) => about.has(episode.ruleId)))
  }
}

/** The headline numbers that some feed lists the measures for. Sums that main's headline does not carry are made here. */
export function useHeadline(): readonly HeadlineNumber[] {
  const format = useFormat()
  const feeds = useFeedShapes()
  const headline = useSection('headline')
  const silent = useSilentFeeds()
  const severityOf = useSeverityOf()
  const select = useCallback((rows: RowTable) => floorSums(rows, feeds, silent), [feeds, silent])
  const [offered, abandoned, afterContact, mixed] = useFloorRowList(select)
  const anyLive = feeds.some((feed) => !silent.has(feed.id))

  function textOf(name: HeadlineName): string | null {
    if (!anyLive) return null
    if (name === 'abandonedShare') {
      return typeof offered === 'number' && offered > 0 && mixed === 0 ? format.share((abandoned ?? 0) / offered) : null
    }
    const value = name === 'afterContact' ? afterContact : headline[name]
    return typeof value === 'number' ? format.number(value) : null
  }

  return HEADLINE_NUMBERS.filter((name) => MADE_OF[name].every((role) => feeds.some((feed) => lists(feed, role)))).map(
    (name) => {
      const text = textOf(name)
      return { name, text, severity: text === null ? undefined : severityOf(ALERTED_BY[name]) }
    }
  )
}
