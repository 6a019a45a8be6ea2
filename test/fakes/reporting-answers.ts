import type { Answer } from '../../src/contract/bridge.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../src/contract/requests.ts'
import { NOON_MS } from './a-floor.ts'
import { aReportingTree, aTargetDetail, someResults, TARGET_LINES } from './a-reporting.ts'

type ReportingRequest = Extract<RequestName, `reporting:${string}` | 'edit:apply' | `target:${string}`>
type ReportingAnswers = {
  [N in Exclude<ReportingRequest, 'target:test'>]: (input: RequestInput<N>) => Promise<Answer<RequestOutput<N>>>
}

const answer = <T>(value: T) => ({ ok: true, value }) as const
const NOT_FOUND = { code: 'notFound', step: 'targets', detail: 'no such target' } as const

/** What main says about workflows and targets unless a test says otherwise: the ones of `a-reporting`, and everything works. */
export const REPORTING_ANSWERS: ReportingAnswers = {
  'reporting:tree': async () => answer(aReportingTree()),
  'reporting:refresh': async () => answer(undefined),
  'reporting:cascade': async ({ workflowId, targetId }) =>
    answer({
      targets:
        targetId === null ? TARGET_LINES.filter((one) => one.workflowId === workflowId).map(({ name }) => name) : [],
      settingCounts:
        targetId === null || targetId === 't1'
          ? [
              { kind: 'bar', count: 1 },
              { kind: 'slack', count: 2 },
              { kind: 'email', count: 2 }
            ]
          : []
    }),
  'target:detail': async ({ targetId }) => {
    const line = TARGET_LINES.find(({ id }) => id === targetId)
    return line ? answer(aTargetDetail({ line })) : { ok: false, failure: NOT_FOUND }
  },
  'target:results': async ({ limit }) => answer({ results: someResults(Math.min(limit, 96)), more: false }),
  'target:preview': async ({ draft }) =>
    answer({
      ...{ kind: 'ran', value: 248, columns: ['count', 'session_id_uniq'] },
      ...{ fromMs: NOON_MS - 12 * 3_600_000, toMs: NOON_MS, selectedPeriod: draft.notificationPeriod },
      state: draft.notificationPeriod === draft.reportingPeriod ? 'running' : 'noVerdict'
    }),
  'edit:apply': async ({ edit }) => answer({ kind: 'done', id: edit.op === 'create' ? 'created' : edit.id })
}
