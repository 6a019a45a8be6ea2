import type {
  NotificationSettingView,
  ReportingTree,
  TargetDetail,
  TargetLine,
  WorkflowView
} from '../../src/contract/reporting-views.ts'
import type { FailureView } from '../../src/contract/views.ts'
import { NOON_MS } from './a-floor.ts'

/** Chat service `c2` as a window sees it: several workflows, a target in each state, settings of all kinds. */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MIDNIGHT_MS = NOON_MS - 12 * HOUR_MS

const RATE_LIMITED: FailureView = {
  code: 'rateLimited',
  step: 'targetTest',
  detail: 'too many requests',
  httpStatus: 429,
  retryAfterMs: 90_000
}

export function aWorkflow(over: Partial<WorkflowView> = {}): WorkflowView {
  return {
    connectionId: 'c2',
    id: 'w1',
    name: 'Chat service',
    description: 'What the chat team has promised',
    createdAtMs: NOON_MS - 90 * DAY_MS,
    modifiedAtMs: NOON_MS - 2 * DAY_MS,
    listedAtMs: NOON_MS - 4 * MINUTE_MS,
    listing: false,
    ...over
  }
}

export function aTargetLine(over: Partial<TargetLine> = {}): TargetLine {
  return {
    connectionId: 'c2',
    workflowId: 'w1',
    id: 't1',
    name: 'Chats handled today',
    threshold: 400,
    bound: 'LOWER',
    reportingPeriod: 'P1D',
    notificationPeriod: 'P1D',
    state: 'onPace',
    value: 248,
    selectedPeriod: 'P1D',
    timespan: '2026-03-02T00:00:00+00:00/2026-03-03T00:00:00+00:00',
    testedAtMs: NOON_MS - 3 * MINUTE_MS,
    nextTestAtMs: NOON_MS + 12 * MINUTE_MS,
    testing: false,
    failure: null,
    periodEndsAtMs: MIDNIGHT_MS + DAY_MS,
    notificationsActive: true,
    activeFromMs: null,
    activeUntilMs: null,
    settingCounts: [],
    settingsReadAtMs: NOON_MS - 4 * MINUTE_MS,
    ...over
  }
}

const UNKNOWN = { value: null, selectedPeriod: null, timespan: null, testedAtMs: null, periodEndsAtMs: null }
const UPPER = { bound: 'UPPER' } as const

/** The first has settings of all kinds. */
export const TARGET_LINES: readonly TargetLine[] = [
  aTargetLine({
    settingCounts: [
      { kind: 'bar', count: 1 },
      { kind: 'slack', count: 2 },
      { kind: 'email', count: 2 }
    ]
  }),
  aTargetLine({ id: 't2', name: 'Chats missed', ...UPPER, threshold: 25, value: 19, state: 'atRisk' }),
  aTargetLine({ id: 't3', name: 'Chats rated', threshold: 150, value: 41, state: 'outOfReach' }),
  aTargetLine({ id: 't4', name: 'First answers within a minute', threshold: 200, value: 214, state: 'reached' }),
  aTargetLine({ id: 't5', name: 'Chats given up', ...UPPER, threshold: 10, value: 14, state: 'exceeded' }),
  aTargetLine({ workflowId: 'w2', id: 't6', name: 'Leads this week', state: 'running', value: 3, threshold: 60 }),
  aTargetLine({
    ...{ workflowId: 'w2', id: 't7', name: 'Sales of the month', reportingPeriod: 'P1M', notificationPeriod: 'P1D' },
    ...{ state: 'noVerdict', value: 12, threshold: 500, periodEndsAtMs: null, notificationsActive: false }
  }),
  aTargetLine({ workflowId: 'w2', id: 't8', name: 'Offers sent', state: 'noValue', value: null, threshold: 40 }),
  aTargetLine({ workflowId: 'w2', id: 't9', name: 'Call-backs asked for', state: 'untested', ...UNKNOWN }),
  aTargetLine({
    ...{ workflowId: 'w2', id: 't10', name: 'Spring campaign', ...UNKNOWN, state: 'inactive', nextTestAtMs: null },
    ...{ activeFromMs: NOON_MS + 20 * DAY_MS, activeUntilMs: NOON_MS + 60 * DAY_MS }
  }),
  aTargetLine({
    ...{ workflowId: 'w3', id: 't11', name: 'Answers of yesterday', state: 'finalMet', value: 431 },
    ...{ testedAtMs: MIDNIGHT_MS - 9 * MINUTE_MS, periodEndsAtMs: MIDNIGHT_MS }
  }),
  aTargetLine({
    ...{ workflowId: 'w3', id: 't12', name: 'Complaints of yesterday', ...UPPER, threshold: 5, value: 7 },
    ...{ state: 'finalMissed', testedAtMs: MIDNIGHT_MS - 9 * MINUTE_MS, periodEndsAtMs: MIDNIGHT_MS }
  }),
  aTargetLine({
    ...{ workflowId: 'w3', id: 't13', name: 'Invoices by chat', failure: RATE_LIMITED, settingCounts: null },
    ...{ testedAtMs: NOON_MS - 3 * HOUR_MS, settingsReadAtMs: null, notificationsActive: null }
  })
]

export function aReportingTree(over: Partial<ReportingTree> = {}): ReportingTree {
  return {
    revision: 1,
    connections: [
      { connectionId: 'c2', state: 'ready', done: 4, total: 4, readAtMs: NOON_MS - 4 * MINUTE_MS, failure: null }
    ],
    workflows: [
      aWorkflow(),
      aWorkflow({ id: 'w2', name: 'Sales', description: '' }),
      aWorkflow({ id: 'w3', name: 'Customer care', createdAtMs: null, modifiedAtMs: null }),
      aWorkflow({ id: 'w4', name: 'Nothing in it yet', description: 'For the next quarter' })
    ],
    targets: [...TARGET_LINES],
    ...over
  }
}

/** 500 workflows whose lists come in one after the other. */
export function aTreeThatLoads(done = 137, total = 500): ReportingTree {
  return aReportingTree({
    connections: [{ connectionId: 'c2', state: 'reading', done, total, readAtMs: null, failure: null }],
    workflows: Array.from({ length: total }, (_, at) =>
      aWorkflow({
        ...{ id: `w${String(at + 1)}`, name: `Workflow ${String(at + 1)}`, description: '' },
        ...(at < done ? {} : { listedAtMs: null, listing: at < done + 4 })
      })
    )
  })
}

export const SETTINGS: readonly NotificationSettingView[] = [
  {
    ...{ kind: 'bar', id: 's1', name: 'Floor chat', active: true, lastSentAtMs: NOON_MS - DAY_MS },
    channelId: 'b1f0c1de-7b0e-4b3a-9a54-0d2f6f8f6c11'
  },
  {
    ...{ kind: 'slack', id: 's2', name: 'Floor channel', active: true, lastSentAtMs: NOON_MS - DAY_MS },
    access: { shape: 'bot', isSet: true, channel: '#floor', user: 'targets' }
  },
  {
    ...{ kind: 'slack', id: 's3', name: 'Management', active: true, lastSentAtMs: null },
    access: { shape: 'webhook', isSet: false, iconUrl: 'https://demo.example/icon.png' }
  },
  {
    ...{ kind: 'email', id: 's4', name: 'Supervisor', active: true, lastSentAtMs: NOON_MS - DAY_MS },
    ...{ address: 'supervisor@demo.example', bundleable: true }
  },
  {
    ...{ kind: 'email', id: 's5', name: 'Night shift', active: false, lastSentAtMs: null },
    ...{ address: 'night@demo.example', bundleable: false }
  }
]

export const QUERY = {
  sources: ['trusted'],
  interval: { start: '2026-03-01T00:00:00.000Z', end: '2026-03-02T00:00:00.000Z', time_zone: 'Europe/Helsinki' },
  granularity: 'all',
  group_by: [],
  vendor: 'com.giosg.chat',
  aggregations: ['count', 'session_id_uniq'],
  filters: {
    type: 'and',
    fields: [
      { type: 'selector', dimension: 'category', value: 'chat' },
      { type: 'selector', dimension: 'action', value: 'end' }
    ]
  }
}

export function aTargetDetail(over: Partial<TargetDetail> = {}): TargetDetail {
  const line = over.line ?? TARGET_LINES[0] ?? aTargetLine()
  const { state } = line
  const outlook = state === 'onPace' || state === 'atRisk' || state === 'outOfReach' ? state : null
  return {
    line,
    workflow: { id: line.workflowId, name: 'Chat service', description: 'What the chat team has promised' },
    field: 'count',
    query: JSON.stringify(QUERY, null, 2),
    datasource: 'GENERIC_REPORTING',
    periodsDiffer: line.state === 'noVerdict',
    span: line.periodEndsAtMs === null ? null : { beginMs: line.periodEndsAtMs - DAY_MS, endMs: line.periodEndsAtMs },
    pace: outlook
      ? {
          ...{ outlook, shareGone: 0.5, perHour: 41.3, projected: 460, low: 418, high: 502 },
          reachableUntilMs: NOON_MS + 5 * HOUR_MS
        }
      : null,
    settings: line.id === 't1' ? [...SETTINGS] : [],
    settingsFailure: line.settingCounts === null ? RATE_LIMITED : null,
    ...over
  }
}

/** A quarter of an hour apart, with a gap in which nothing was counted. Oldest first. */
export function someResults(count = 96) {
  return Array.from({ length: count }, (_, at) => ({
    atMs: NOON_MS - (count - at) * 15 * MINUTE_MS,
    value: at % 31 === 7 ? null : Math.round((at % 48) * 5.2),
    selectedPeriod: 'P1D' as const,
    timespan: '2026-03-02T00:00:00+00:00/2026-03-03T00:00:00+00:00'
  }))
}
