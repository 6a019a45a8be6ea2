import type {
  BarChanges,
  BarDraft,
  EmailChanges,
  EmailDraft,
  SlackChanges,
  SlackDraft,
  TargetChanges,
  TargetDraft,
  WorkflowChanges,
  WorkflowDraft
} from '../reporting/drafts.ts'

/** What is done to one object: made, some of its fields changed, removed with all that hangs on it. */
type Doing<Draft, Changes> =
  | { readonly op: 'create'; readonly draft: Draft }
  | { readonly op: 'change'; readonly id: string; readonly changes: Changes }
  | { readonly op: 'remove'; readonly id: string }

export type WorkflowEdit = { readonly kind: 'workflow' } & Doing<WorkflowDraft, WorkflowChanges>
export type TargetEdit = { readonly kind: 'target'; readonly workflowId: string } & Doing<TargetDraft, TargetChanges>

interface OfTarget {
  readonly workflowId: string
  readonly targetId: string
}
export type BarEdit = OfTarget & { readonly kind: 'barSetting' } & Doing<BarDraft, BarChanges>
export type SlackEdit = OfTarget & { readonly kind: 'slackSetting' } & Doing<SlackDraft, SlackChanges>
export type EmailEdit = OfTarget & { readonly kind: 'emailSetting' } & Doing<EmailDraft, EmailChanges>

/** One write to a far system, whole in itself: what can be kept, shown and done later. */
export type Edit = WorkflowEdit | TargetEdit | BarEdit | SlackEdit | EmailEdit

/** The far system took it. `id`: of the object; null where one was made and the answer did not name it. */
export interface EditDone {
  readonly id: string | null
}
