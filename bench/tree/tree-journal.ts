import { openJournal } from '../../src/adapters/storage/journal.ts'
import type { Journal } from '../../src/core/ports/journal.ts'
import type { Logger } from '../../src/core/ports/logger.ts'
import type { KnownTarget } from '../../src/core/reporting/objects.ts'
import { calendarSpan } from '../../src/core/targets/span.ts'
import type { TargetTest } from '../../src/core/targets/target.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'

export const CONNECTION = 'c1'
export const ZONE = 'Europe/Helsinki'
export const WORKFLOWS = 500
export const TARGETS_EACH = 20
const RESULTS_EACH = 4
/** Results of the target whose chart is asked for. */
export const CHARTED = 10_000
export const CHARTED_ID = 'w0-t0'

const HOUR_MS = 3_600_000
const nothing = (): void => undefined
export const quiet: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing, scoped: () => quiet }

const QUERY = {
  sources: ['trusted'],
  interval: {
    start: '2026-01-01T00:00:00.000+02:00',
    end: '2027-01-01T00:00:00.000+02:00',
    time_zone: 'Europe/Helsinki'
  },
  granularity: 'all',
  group_by: [],
  vendor: 'com.example.contact-centre',
  aggregations: ['count', 'session_id_uniq'],
  filters: { type: 'and', fields: [{ type: 'selector', dimension: 'action', value: 'answered' }] }
}

function aTarget(workflow: number, at: number): KnownTarget {
  const workflowId = `w${String(workflow)}`
  return {
    ...{
      id: `${workflowId}-t${String(at)}`,
      connectionId: CONNECTION,
      workflowId,
      name: `Answered by team ${String(at)}`
    },
    ...{ threshold: 400, bound: at % 2 === 0 ? 'LOWER' : 'UPPER', reportingPeriod: 'P1D', notificationPeriod: 'P1D' },
    ...{ field: 'count', query: QUERY, datasource: 'GENERIC_REPORTING', notificationsActive: true }
  }
}

function open(file: string): Journal {
  const opened = openJournal({ file, clock: systemClock, logger: quiet })
  if (!opened.ok) throw new Error(opened.failure.detail)
  return opened.value.journal
}

/** Five hundred workflows of twenty targets, each with some results of today, and one with ten thousand. */
export function filledJournal(file: string, addTests: (tests: readonly TargetTest[]) => void): void {
  const journal = open(file)
  const { wallMs } = systemClock.now()
  const workflows = Array.from({ length: WORKFLOWS }, (_, at) => ({
    ...{ id: `w${String(at)}`, connectionId: CONNECTION, name: `Workflow ${String(at)}`, description: '' },
    ...{ createdAtMs: wallMs, modifiedAtMs: null }
  }))
  journal.putWorkflows(CONNECTION, workflows)
  const tests: TargetTest[] = []
  const { beginMs, endMs } = calendarSpan('P1D', wallMs, ZONE)
  const timespan = `${new Date(beginMs).toISOString()}/${new Date(endMs).toISOString()}`
  const test = (targetId: string, testedAtMs: number, value: number): TargetTest => ({
    ...{ targetId, value, selectedPeriod: 'P1D', timespan, testedAtMs }
  })
  for (let workflow = 0; workflow < WORKFLOWS; workflow++) {
    const targets = Array.from({ length: TARGETS_EACH }, (_, at) => aTarget(workflow, at))
    journal.putTargetList(CONNECTION, `w${String(workflow)}`, targets, wallMs)
    for (const { id } of targets) {
      const count = id === CHARTED_ID ? CHARTED : RESULTS_EACH
      for (let at = 0; at < count; at++) tests.push(test(id, wallMs - ((count - at) * HOUR_MS) / 4, at * 10))
    }
  }
  journal.close()
  addTests(tests)
}

export { open as openFilled }
