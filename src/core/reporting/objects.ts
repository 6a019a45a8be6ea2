import type { Target, Workflow } from '../targets/target.ts'
import type { Json } from './json.ts'

/** What a supervisor works with: workflows, their targets, and who is told of each target. All times are epoch ms. */

export interface WorkflowDetails extends Workflow {
  /** Null where the service does not say. */
  readonly createdAtMs: number | null
  readonly modifiedAtMs: number | null
}

export const DATASOURCES = ['GENERIC_REPORTING', 'CHAT_SESSIONS', 'VISITOR_SESSIONS'] as const
export type Datasource = (typeof DATASOURCES)[number]

/** The others are named by the service, but can't be used at this moment: offered to nobody. */
export const USABLE_DATASOURCES: readonly Datasource[] = ['GENERIC_REPORTING']

export interface TargetDetails extends Target {
  /** What is counted. Kept and sent as a whole; null where the service sends none. */
  readonly query: Json
  /** Null: one this version does not know, or none. */
  readonly datasource: Datasource | null
  /** The switch over all notifications of the target; null where the service does not say. */
  readonly notificationsActive: boolean | null
}

/** What is known of one: what was stored by an earlier version says less. */
export type KnownWorkflow = Workflow & Partial<WorkflowDetails>
export type KnownTarget = Target & Partial<TargetDetails>

export const SETTING_KINDS = ['bar', 'slack', 'email'] as const
export type SettingKind = (typeof SETTING_KINDS)[number]

interface SettingBase {
  readonly id: string
  readonly connectionId: string
  /** The one it was asked for. */
  readonly targetId: string
  readonly name: string
  /** Null where the service does not say. */
  readonly active: boolean | null
  /** Null: nothing was sent yet. */
  readonly lastSentAtMs: number | null
}

export interface BarSetting extends SettingBase {
  readonly kind: 'bar'
  readonly channelId: string
}

export interface EmailSetting extends SettingBase {
  readonly kind: 'email'
  readonly email: string
  readonly bundleable: boolean | null
}

/** All that is told of a secret: it can be replaced, never read. */
export type SecretState = 'set' | 'notSet'

/** One way or the other, never a mixture. */
export type SlackAccess =
  | { readonly shape: 'bot'; readonly token: SecretState; readonly channel: string; readonly user: string }
  | { readonly shape: 'webhook'; readonly webhookUrl: SecretState; readonly iconUrl: string }

export interface SlackSetting extends SettingBase {
  readonly kind: 'slack'
  readonly access: SlackAccess
}

export type NotificationSetting = BarSetting | SlackSetting | EmailSetting
