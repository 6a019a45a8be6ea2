import type { Connection, GiosgConfig } from '../../core/connections/connection.ts'
import type { FailureStep } from '../../core/connections/failure.ts'
import type { ReportingSource } from '../../core/connections/source.ts'
import type { NotificationSetting, SettingKind } from '../../core/reporting/objects.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from '../transport/failures.ts'
import { createGiosgClient } from './client.ts'
import { readTargetLists } from './lists.ts'
import { queryBody, valueOf } from './preview.ts'
import type { SettingLists } from './schema.ts'
import { toBarSettings, toEmailSettings, toSlackSettings } from './settings.ts'
import type { SettingPlace } from './settings.ts'
import { skipLog } from './source.ts'
import type { GiosgDeps } from './source.ts'
import { toTargetDetails, toTargetTest, toWorkflowDetails } from './transform.ts'
import type { Skip } from './transform.ts'

type OfKind<K extends SettingKind> = Extract<NotificationSetting, { kind: K }>

const READERS: {
  readonly [K in SettingKind]: (place: SettingPlace, items: readonly unknown[], skip: Skip) => readonly OfKind<K>[]
} = { bar: toBarSettings, slack: toSlackSettings, email: toEmailSettings }

function theOne<T extends { readonly id: string }>(
  list: Result<readonly T[]>,
  id: string,
  step: FailureStep
): Result<T> {
  if (!list.ok) return list
  const found = list.value.find((item) => item.id === id)
  return found ? ok(found) : fail(failure('notFound', step, 'not in its list any more'))
}

/** Conversational Reporting as a person works with it: each call is made because somebody waits for it, but for the many lists. */
export function createGiosgReporting(connection: Connection<GiosgConfig>, deps: GiosgDeps): ReportingSource {
  const { id: connectionId, config } = connection
  const client = createGiosgClient(config, deps)
  const skip = skipLog(connectionId, deps)

  const targets: ReportingSource['targets'] = async (workflowId, cancellation) => {
    const items = await client.targets(workflowId, { cancellation, urgent: true })
    return items.ok ? ok(toTargetDetails(connectionId, workflowId, items.value, skip)) : items
  }

  const settingsOf: ReportingSource['settingsOf'] = async (kind, place, cancellation) => {
    const items = await client.settingsOf(kind, place, { cancellation, urgent: true })
    return items.ok ? ok(READERS[kind]({ connectionId, targetId: place.targetId }, items.value, skip)) : items
  }

  function allOf({ bar, slack, email }: SettingLists, targetId: string): readonly NotificationSetting[] {
    const place = { connectionId, targetId }
    return [
      ...READERS.bar(place, bar, skip),
      ...READERS.slack(place, slack, skip),
      ...READERS.email(place, email, skip)
    ]
  }

  return {
    async workflows(cancellation) {
      const items = await client.workflows({ cancellation, urgent: true })
      return items.ok ? ok(toWorkflowDetails(connectionId, items.value, skip)) : items
    },
    async workflow(id, cancellation) {
      const item = await client.workflow(id, { cancellation, urgent: true })
      if (!item.ok) return item
      const [workflow] = toWorkflowDetails(connectionId, [item.value], skip)
      return workflow ? ok(workflow) : fail(failure('protocol', 'workflows', 'the workflow is not readable'))
    },
    targets,
    target: async ({ workflowId, targetId }, cancellation) =>
      theOne(await targets(workflowId, cancellation), targetId, 'targets'),
    async test(place, cancellation) {
      const answer = await client.testTarget(place, { cancellation, urgent: true })
      return answer.ok ? ok(toTargetTest(place.targetId, answer.value, deps.clock.now().wallMs)) : answer
    },
    async queryValue(run, cancellation) {
      const answer = await client.query(queryBody(run), { cancellation, urgent: true })
      return answer.ok ? ok(valueOf(answer.value, run.field)) : answer
    },
    async settings(place, cancellation) {
      const lists = await client.settings(place, { cancellation, urgent: true })
      if (lists.ok) return ok(allOf(lists.value, place.targetId))
      if (lists.failure.code !== 'notFound') return lists
      // The address of all kinds together is a guess of its own: where it is wrong, the three lists may be right.
      const bar = await settingsOf('bar', place, cancellation)
      if (!bar.ok) return bar
      const slack = await settingsOf('slack', place, cancellation)
      if (!slack.ok) return slack
      const email = await settingsOf('email', place, cancellation)
      return email.ok ? ok([...bar.value, ...slack.value, ...email.value]) : email
    },
    settingsOf,
    targetLists: (workflowIds, { list, progress }, cancellation) =>
      readTargetLists(client, workflowIds, {
        list: (workflowId, items) => list(workflowId, toTargetDetails(connectionId, workflowId, items, skip)),
        progress,
        cancellation,
        waits: deps.budget !== undefined
      })
  }
}
