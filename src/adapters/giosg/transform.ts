import type * as z from 'zod'
import { DATASOURCES } from '../../core/reporting/objects.ts'
import type { TargetDetails, WorkflowDetails } from '../../core/reporting/objects.ts'
import type { Target, TargetTest } from '../../core/targets/target.ts'
import { targetSchema, workflowSchema } from './schema.ts'
import type { TargetAnswer, UserAnswer, targetTestSchema } from './schema.ts'

/** Something of a list that could not be read, and why. The rest of the list is good. */
export type Skip = (kind: SkippedKind, reason: string) => void
type SkippedKind = 'workflow' | 'target' | 'notification'

/** Those of a list that can be read. */
export function readEach<T>(
  items: readonly unknown[],
  schema: z.ZodType<T>,
  kind: SkippedKind,
  skip: Skip
): readonly T[] {
  return items.flatMap((item) => {
    const parsed = schema.safeParse(item)
    if (parsed.success) return [parsed.data]
    const issue = parsed.error.issues[0]
    skip(kind, `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`)
    return []
  })
}

export function toWorkflowDetails(
  connectionId: string,
  items: readonly unknown[],
  skip: Skip
): readonly WorkflowDetails[] {
  return readEach(items, workflowSchema, 'workflow', skip).map((answer) => ({
    id: answer.id,
    connectionId,
    name: answer.name,
    description: answer.description ?? '',
    createdAtMs: answer.created_at,
    modifiedAtMs: answer.modified_at
  }))
}

/**
 * `are_notifications_active` is left aside: it switches giosg's own e-mails, and a target whose owner wants none of those has a
 * threshold and a value all the same. When a target counts is said by its two dates.
 */
function toTarget(connectionId: string, workflowId: string, answer: TargetAnswer): Target {
  return {
    id: answer.id,
    connectionId,
    workflowId,
    name: answer.name,
    threshold: answer.reporting_threshold,
    bound: answer.reporting_bound,
    reportingPeriod: answer.reporting_period,
    notificationPeriod: answer.notification_period,
    field: answer.reporting_field ?? '',
    ...(answer.target_active_from === null ? {} : { activeFromMs: answer.target_active_from }),
    ...(answer.target_active_until === null ? {} : { activeUntilMs: answer.target_active_until })
  }
}

/** `workflowId` is the one that was asked for: the list stands below it, whatever the objects say. */
export function toTargetDetails(
  connectionId: string,
  workflowId: string,
  items: readonly unknown[],
  skip: Skip
): readonly TargetDetails[] {
  return readEach(items, targetSchema, 'target', skip).map((answer) => ({
    ...toTarget(connectionId, workflowId, answer),
    query: answer.reporting_query ?? null,
    datasource: DATASOURCES.find((known) => known === answer.reporting_datasource?.toUpperCase()) ?? null,
    notificationsActive: answer.are_notifications_active ?? null
  }))
}

export function toTargetTest(
  targetId: string,
  answer: z.infer<typeof targetTestSchema>,
  testedAtMs: number
): TargetTest {
  return {
    targetId,
    value: answer.value,
    selectedPeriod: answer.selected_period,
    timespan: answer.timespan_requested ?? '',
    testedAtMs
  }
}

/** The person a token belongs to: full name, first and last, or address; undefined when none is told. */
export function ownerOf(user: UserAnswer): string | undefined {
  const both = [user.first_name, user.last_name].filter((part) => part !== null && part !== undefined && part !== '')
  const names = [user.full_name, both.join(' '), user.email]
  return names.find((name) => name !== null && name !== undefined && name.trim() !== '') ?? undefined
}
