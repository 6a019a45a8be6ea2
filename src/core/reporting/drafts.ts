import type { Bound, Period } from '../targets/target.ts'
import type { Json } from './json.ts'
import type { Datasource } from './objects.ts'

/** What is sent when something is made, and what may be changed of it later. */

export interface WorkflowDraft {
  readonly name: string
  readonly description: string
}
export type WorkflowChanges = Partial<WorkflowDraft>

export interface TargetDraft {
  readonly name: string
  readonly threshold: number
  readonly bound: Bound
  readonly reportingPeriod: Period
  readonly notificationPeriod: Period
  readonly datasource: Datasource
  /** Column of the query's result that holds the value. */
  readonly field: string
  /** Always whole: whether a part of it would be merged is not known. */
  readonly query: Json
  readonly notificationsActive: boolean
  /** Epoch ms; null: without that end. */
  readonly activeFromMs: number | null
  readonly activeUntilMs: number | null
}
export type TargetChanges = Partial<TargetDraft>

export interface BarDraft {
  readonly name: string
  readonly active: boolean
  readonly channelId: string
}
export type BarChanges = Partial<BarDraft>

export interface EmailDraft {
  readonly email: string
  readonly bundleable: boolean
  readonly active: boolean
  readonly name?: string
}
export type EmailChanges = Partial<EmailDraft>

/** The secrets are in clear here: this is what a person has just entered. */
export interface SlackBotDraft {
  readonly shape: 'bot'
  readonly token: string
  readonly channel: string
  readonly user: string
  readonly name?: string
  readonly active?: boolean
}

export interface SlackWebhookDraft {
  readonly shape: 'webhook'
  readonly webhookUrl: string
  readonly iconUrl: string
  readonly name?: string
  readonly active?: boolean
}

export type SlackDraft = SlackBotDraft | SlackWebhookDraft

/**
 * A secret that was not entered anew is not in here at all. The shape names what the setting is, it can't be changed: a setting of
 * the other shape is made anew.
 */
export type SlackChanges =
  | ({ readonly shape: 'bot' } & Partial<Omit<SlackBotDraft, 'shape'>>)
  | ({ readonly shape: 'webhook' } & Partial<Omit<SlackWebhookDraft, 'shape'>>)

/** Every field of all drafts by the name it has at its form. */
export type FieldName =
  | keyof WorkflowDraft
  | keyof TargetDraft
  | keyof BarDraft
  | keyof EmailDraft
  | keyof SlackBotDraft
  | keyof SlackWebhookDraft
