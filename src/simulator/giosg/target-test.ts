import { asGenericEvent, type GenericEvent } from '../events/generic-event.ts'
import { querySchema } from '../events/query-schema.ts'
import { runQuery } from '../events/query.ts'
import type { Floor } from '../floor/floor.ts'
import { isoInZone, periodAround } from '../zone.ts'
import type { TargetReply, TargetTestReply } from './schema.ts'

/**
 * Runs the target's own stored query over what really happened on the floor, from the beginning of its notification period until
 * now. That the period is a calendar one is assumed.
 */
export function testTarget(target: TargetReply, workflowName: string, floor: Floor): TargetTestReply {
  const nowMs = floor.nowMs()
  const { startMs, endMs } = periodAround(target.notification_period, nowMs)
  // Kept as it was sent, so it is read at each use.
  const query = querySchema.parse(target.reporting_query)
  const interval = {
    ...query.interval,
    start: new Date(startMs).toISOString(),
    end: new Date(Math.floor(nowMs) + 1).toISOString()
  }
  function* events(): Generator<GenericEvent> {
    for (const event of floor.events.between(startMs, endMs)) yield asGenericEvent(event, target.organization_id)
  }
  const result = runQuery({ ...query, interval }, events())
  const column = result.fields.findIndex(({ name }) => name === target.reporting_field)
  const value = result.data[0]?.[column]
  return {
    workflow: workflowName,
    target: target.name,
    selected_period: target.notification_period,
    timespan_requested: `${isoInZone(startMs)}/${isoInZone(endMs)}`,
    value: typeof value === 'number' ? value : null
  }
}
