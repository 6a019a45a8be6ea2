import { followsFloor } from '../../core/alerts/default-rules.ts'
import { createOpenRows } from '../../core/alerts/queue-hours.ts'
import type { RulePreview } from '../../core/alerts/rule-preview-shape.ts'
import { previewRule, type PreviewFeed } from '../../core/alerts/rule-preview.ts'
import type { RealtimeRule } from '../../core/alerts/rule.ts'
import { floorTest } from '../../core/floor/membership.ts'
import type { FloorScope } from '../../core/floor/scope.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import { rowName } from '../../core/measures/row-name.ts'
import type { Row } from '../../core/measures/row.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { People } from './people.ts'

export interface PreviewDeps {
  readonly table: Pick<MeasureTable, 'feeds' | 'rows'>
  readonly clock: Pick<Clock, 'now'>
  readonly people: Pick<People, 'row'>
  readonly isLive: (feedId: string) => boolean
  readonly connectionName: (connectionId: string) => string
  readonly floor: () => FloorScope
  /** Queues, by id, that are closed at the moment. */
  readonly closed: (wallMs: number) => ReadonlySet<string>
}

/** What a rule says of the rows that the table has now, with people called as windows call them. */
export function createRulePreview(deps: PreviewDeps): (rule: RealtimeRule) => RulePreview {
  return (rule) => {
    const now = deps.clock.now()
    const closed = deps.closed(now.wallMs)
    const feeds = deps.table.feeds().map((descriptor): PreviewFeed => {
      const test = followsFloor(rule) ? floorTest(descriptor, deps.floor()) : undefined
      const all = new Map<string, Row>()
      for (const row of deps.table.rows(descriptor.id)) if (!test || test.isOn(row)) all.set(row.id, row)
      const { rows } = createOpenRows(descriptor, closed, all)
      return {
        ...{ descriptor, rows, isLive: deps.isLive(descriptor.id) },
        connectionName: deps.connectionName(descriptor.connectionId),
        nameOf: (row) => rowName(descriptor, { ...row, ...deps.people.row(row) })
      }
    })
    return previewRule(rule, feeds, now)
  }
}
