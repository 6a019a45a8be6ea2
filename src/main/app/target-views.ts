import type { NotificationSettingView, TargetDetail, TargetLine, WorkflowView } from '../../contract/reporting-views.ts'
import type { TargetView } from '../../contract/views.ts'
import type { Failure } from '../../core/connections/failure.ts'
import { SETTING_KINDS, type NotificationSetting } from '../../core/reporting/objects.ts'
import type { TargetTest } from '../../core/targets/target.ts'
import type { Standing } from '../../core/targets/verdict.ts'
import type { TargetEntry } from './target-book.ts'
import type { KnownSettings, WorkflowEntry } from './workflow-book.ts'

/** When a target is tested next, and whether it is being tested. */
export interface Turn {
  readonly nextTestAtMs: number | null
  readonly testing: boolean
}

const failureView = (failure: Failure | undefined | null) => (failure ? { ...failure } : null)

/** With its small chart, for the overview. `listFailure`: why the lists of its connection could not be read. */
export function targetView(
  entry: TargetEntry,
  shown: {
    readonly standing: Standing
    readonly turn: Turn
    readonly workflowName: string
    readonly history: readonly TargetTest[]
    readonly listFailure: Failure | undefined
  }
): TargetView {
  const { pace } = shown.standing
  const {
    notificationsActive: _switch,
    activeFromMs: _from,
    activeUntilMs: _until,
    settingCounts: _counts,
    settingsReadAtMs: _read,
    ...line
  } = targetLine(entry, shown.standing, shown.turn, undefined)
  return {
    ...line,
    failure: failureView(entry.failure ?? shown.listFailure),
    workflowName: shown.workflowName,
    pace:
      pace?.outlook === undefined
        ? null
        : {
            shareGone: pace.shareGone,
            projected: pace.projected,
            low: pace.low,
            high: pace.high,
            reachableUntilMs: pace.reachableUntilMs
          },
    history: shown.history.map((one) => ({ atMs: one.testedAtMs, value: one.value }))
  }
}

function countsOf(list: readonly NotificationSetting[] | undefined): TargetLine['settingCounts'] {
  if (!list) return null
  const counts = SETTING_KINDS.map((kind) => ({ kind, count: list.filter((one) => one.kind === kind).length }))
  return counts.filter(({ count }) => count > 0)
}

/** There are thousands of them: made in one piece. */
export function targetLine(
  { target, test, failure }: TargetEntry,
  { state, span }: Standing,
  turn: Turn,
  settings: KnownSettings | undefined
): TargetLine {
  return {
    id: target.id,
    connectionId: target.connectionId,
    workflowId: target.workflowId,
    name: target.name,
    threshold: target.threshold,
    bound: target.bound,
    reportingPeriod: target.reportingPeriod,
    notificationPeriod: target.notificationPeriod,
    state,
    value: test?.value ?? null,
    selectedPeriod: test?.selectedPeriod ?? null,
    timespan: test?.timespan ?? null,
    testedAtMs: test?.testedAtMs ?? null,
    nextTestAtMs: turn.nextTestAtMs,
    testing: turn.testing,
    failure: failureView(failure),
    periodEndsAtMs: span?.endMs ?? null,
    notificationsActive: target.notificationsActive ?? null,
    activeFromMs: target.activeFromMs ?? null,
    activeUntilMs: target.activeUntilMs ?? null,
    settingCounts: countsOf(settings?.list),
    settingsReadAtMs: settings?.readAtMs ?? null
  }
}

function settingView(setting: NotificationSetting): NotificationSettingView {
  const { id, name, active, lastSentAtMs } = setting
  const base = { id, name, active, lastSentAtMs }
  switch (setting.kind) {
    case 'bar':
      return { kind: 'bar', ...base, channelId: setting.channelId }
    case 'email':
      return { kind: 'email', ...base, address: setting.email, bundleable: setting.bundleable }
    case 'slack': {
      const { access } = setting
      return {
        ...{ kind: 'slack', ...base },
        access:
          access.shape === 'bot'
            ? { shape: 'bot', isSet: access.token === 'set', channel: access.channel, user: access.user }
            : { shape: 'webhook', isSet: access.webhookUrl === 'set', iconUrl: access.iconUrl }
      }
    }
  }
}

export function targetDetail(
  line: TargetLine,
  { target, test }: TargetEntry,
  { span, pace }: Standing,
  workflow: WorkflowEntry | undefined,
  settings: KnownSettings | undefined
): TargetDetail {
  return {
    line,
    workflow: {
      id: target.workflowId,
      name: workflow?.workflow.name ?? '',
      description: workflow?.workflow.description ?? ''
    },
    field: target.field,
    query: target.query === undefined || target.query === null ? null : JSON.stringify(target.query, null, 2),
    datasource: target.datasource ?? null,
    periodsDiffer: (test?.selectedPeriod ?? target.notificationPeriod) !== target.reportingPeriod,
    span: span ? { ...span } : null,
    pace: pace
      ? {
          outlook: pace.outlook ?? null,
          shareGone: pace.shareGone,
          perHour: pace.perHour,
          projected: pace.projected,
          low: pace.low,
          high: pace.high,
          reachableUntilMs: pace.reachableUntilMs
        }
      : null,
    settings: (settings?.list ?? []).map(settingView),
    settingsFailure: failureView(settings?.failure)
  }
}

export function workflowView({ workflow, listedAtMs, listing }: WorkflowEntry): WorkflowView {
  return {
    connectionId: workflow.connectionId,
    id: workflow.id,
    name: workflow.name,
    description: workflow.description,
    createdAtMs: workflow.createdAtMs ?? null,
    modifiedAtMs: workflow.modifiedAtMs ?? null,
    listedAtMs,
    listing
  }
}
