import { asGenericEvent, type GenericEvent } from '../events/generic-event.ts'
import { querySchema } from '../events/query-schema.ts'
import { runQuery } from '../events/query.ts'
import type { Floor } from '../floor/floor.ts'
import type { Call, Reply } from '../http/reply.ts'
import { startOfDay } from '../zone.ts'

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Who asks about the present may have asked a moment ago. */
const MOMENT_MS = 60_000

/**
 * The floor lives through a day of its own. An interval that reaches into the asker's present is moved to that day and ends now; others
 * are taken as they are.
 */
function intervalOnFloor(startMs: number, endMs: number, wallMs: number, floorMs: number): readonly [number, number] {
  if (startMs > wallMs || endMs < wallMs - MOMENT_MS) return [startMs, Math.min(endMs, floorMs)]
  return [startMs - (startOfDay(wallMs) - startOfDay(floorMs)), Math.floor(floorMs) + 1]
}

/** Runs a query over what happened on the floor so far. Rows under `data` are assumed. */
export function fetchEvents({ body }: Call, floor: Floor, organizationId: string, wallMs: number): Reply {
  const query = querySchema.safeParse(parsed(body))
  if (!query.success) {
    const issue = query.error.issues[0]
    const [field = 'non_field_errors', ...inner] = (issue?.path ?? []).map(String)
    return { status: 400, body: { [field]: [[...inner, issue?.message ?? 'Invalid data.'].join(': ')] } }
  }
  const { start, end } = query.data.interval
  const [startMs, endMs] = intervalOnFloor(Date.parse(start), Date.parse(end), wallMs, floor.nowMs())
  const interval = {
    ...query.data.interval,
    start: new Date(startMs).toISOString(),
    end: new Date(endMs).toISOString()
  }
  function* events(): Generator<GenericEvent> {
    for (const event of floor.events.between(startMs, endMs)) yield asGenericEvent(event, organizationId)
  }
  return { status: 200, body: runQuery({ ...query.data, interval }, events()) }
}
