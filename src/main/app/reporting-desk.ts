import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts'
import type { ReportingSource } from '../../core/connections/source.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import { readCascade } from '../../core/reporting/cascade.ts'
import { targetProblems } from '../../core/reporting/check.ts'
import { SETTING_KINDS } from '../../core/reporting/objects.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { calendarSpan } from '../../core/targets/span.ts'
import type { Target, TargetTest } from '../../core/targets/target.ts'
import { judge } from '../../core/targets/verdict.ts'
import { draftOf } from './edit-reading.ts'
import type { TargetDesk } from './target-desk-types.ts'
import { targetDetail } from './target-views.ts'
import { objectKey } from './workflow-book.ts'

type Answer<N extends RequestName> = Promise<Result<RequestOutput<N>>>

export interface ReportingDesk {
  detail(asked: RequestInput<'target:detail'>): Result<RequestOutput<'target:detail'>>
  results(asked: RequestInput<'target:results'>): RequestOutput<'target:results'>
  refresh(asked: RequestInput<'reporting:refresh'>): Answer<'reporting:refresh'>
  cascade(asked: RequestInput<'reporting:cascade'>): Answer<'reporting:cascade'>
  preview(asked: RequestInput<'target:preview'>): Answer<'target:preview'>
}

export interface ReportingDeskDeps {
  readonly clock: Clock
  readonly journal: Journal
  /** Of the user. */
  readonly zone: string
  readonly targets: TargetDesk
  readonly sourceOf: (connectionId: string) => ReportingSource | undefined
}

const AWAY: Result<never> = fail({ code: 'offline', step: 'targets', detail: 'the connection is away' })
const GONE: Result<never> = fail({ code: 'notFound', step: 'targets', detail: 'no such target' })

/** What a half-filled draft may still lack when its query is tried. */
const NOT_NEEDED: ReadonlySet<string> = new Set(['name', 'field', 'activeFromMs', 'activeUntilMs'])

/** Answers what windows ask about workflows and targets beside the tree. */
export function createReportingDesk(deps: ReportingDeskDeps): ReportingDesk {
  const { clock, journal, targets, sourceOf } = deps
  const { book, workflows, lists } = targets

  async function readList(
    connectionId: string,
    workflowId: string,
    source: ReportingSource
  ): Promise<Result<undefined>> {
    workflows.listing(connectionId, workflowId, true)
    targets.edited(connectionId)
    const list = await source.targets(workflowId)
    if (list.ok) lists.takeList(connectionId, workflowId, list.value)
    else workflows.listing(connectionId, workflowId, false)
    targets.edited(connectionId)
    return list.ok ? ok(undefined) : list
  }

  async function readSettings(
    connectionId: string,
    place: { readonly workflowId: string; readonly targetId: string },
    source: ReportingSource
  ): Promise<Result<undefined>> {
    const settings = await source.settings(place)
    if (settings.ok) lists.takeSettings(connectionId, place.targetId, settings.value)
    else {
      workflows.settingsFailed(objectKey(connectionId, place.targetId), settings.failure)
      book.touch(objectKey(connectionId, place.targetId))
    }
    targets.edited(connectionId)
    return settings.ok ? ok(undefined) : settings
  }

  return {
    detail({ connectionId, targetId }) {
      const entry = book.get(objectKey(connectionId, targetId))
      if (!entry) return GONE
      const standing = book.standing(entry, clock.now().wallMs)
      const workflow = workflows.get(connectionId, entry.target.workflowId)
      return ok(
        targetDetail(
          targets.line(entry),
          { ...entry, target: book.whole(entry.target) },
          standing,
          workflow,
          workflows.settings(entry.key)
        )
      )
    },
    results({ connectionId, targetId, sinceMs, limit }) {
      const tests = journal.targetTests(connectionId, targetId, limit + 1, sinceMs ?? undefined)
      const wanted = tests.slice(-limit)
      return {
        results: wanted.map(({ testedAtMs, value, selectedPeriod, timespan }) => ({
          ...{ atMs: testedAtMs, value, selectedPeriod, timespan }
        })),
        more: tests.length > wanted.length
      }
    },
    async refresh({ connectionId, workflowId, targetId }) {
      const source = sourceOf(connectionId)
      if (!source) return AWAY
      if (workflowId === null) {
        const list = await source.workflows()
        if (!list.ok) return list
        lists.takeWorkflows(connectionId, list.value)
        targets.edited(connectionId)
        return ok(undefined)
      }
      const read = await readList(connectionId, workflowId, source)
      if (!read.ok || targetId === null) return read
      return readSettings(connectionId, { workflowId, targetId }, source)
    },
    async cascade({ connectionId, workflowId, targetId }) {
      const source = sourceOf(connectionId)
      if (!source) return AWAY
      const found = await readCascade(source, { workflowId, ...(targetId === null ? {} : { targetId }) })
      if (!found.ok) return found
      const { targets: names, settings } = found.value
      const counts = SETTING_KINDS.map((kind) => ({ kind, count: settings[kind] }))
      return ok({ targets: [...names], settingCounts: counts.filter(({ count }) => count > 0) })
    },
    async preview({ connectionId, draft: input }) {
      const draft = draftOf(input)
      const problems = draft.ok
        ? targetProblems(draft.value).filter(({ field }) => !NOT_NEEDED.has(field))
        : draft.failure
      if (!draft.ok || problems.length > 0)
        return ok({ kind: 'invalid', problems: problems.map((one) => ({ ...one })) })
      const source = sourceOf(connectionId)
      if (!source) return AWAY
      const { query, field, notificationPeriod } = draft.value
      const { wallMs: toMs } = clock.now()
      const fromMs = calendarSpan(notificationPeriod, toMs, deps.zone).beginMs
      const ran = await source.queryValue({ query, field, fromMs, toMs, zone: deps.zone })
      if (!ran.ok) return ran
      const { value, columns } = ran.value
      const { activeFromMs: _from, activeUntilMs: _until, ...rest } = draft.value
      const target: Target = { ...rest, id: '', connectionId, workflowId: '' }
      const test: TargetTest = {
        targetId: '',
        value,
        selectedPeriod: notificationPeriod,
        timespan: '',
        testedAtMs: toMs
      }
      return ok({
        ...{ kind: 'ran', value, columns: [...columns], fromMs, toMs, selectedPeriod: notificationPeriod },
        state: judge(target, test, toMs)
      })
    }
  }
}
