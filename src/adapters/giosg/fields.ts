import type {
  BarChanges,
  EmailChanges,
  SlackChanges,
  TargetChanges,
  WorkflowChanges
} from '../../core/reporting/drafts.ts'

/** How each field is called on the wire, one row each, and how its value is written. */

type Writer = (value: unknown) => unknown
type Row = readonly [wire: string, write?: Writer]
type Table<T> = Readonly<Record<keyof Required<T>, Row>>
/** The members of a union's members. */
type Every<T> = T extends unknown ? keyof T : never

const moment: Writer = (ms) => (typeof ms === 'number' ? new Date(ms).toISOString() : null)

export const WORKFLOW_FIELDS: Table<WorkflowChanges> = { name: ['name'], description: ['description'] }

export const TARGET_FIELDS: Table<TargetChanges> = {
  name: ['name'],
  threshold: ['reporting_threshold'],
  bound: ['reporting_bound'],
  reportingPeriod: ['reporting_period'],
  notificationPeriod: ['notification_period'],
  datasource: ['reporting_datasource'],
  field: ['reporting_field'],
  query: ['reporting_query'],
  notificationsActive: ['are_notifications_active'],
  // That null takes an end away is assumed.
  activeFromMs: ['target_active_from', moment],
  activeUntilMs: ['target_active_until', moment]
}

export const BAR_FIELDS: Table<BarChanges> = {
  name: ['name'],
  active: ['is_notification_active'],
  channelId: ['channel_id']
}

export const EMAIL_FIELDS: Table<EmailChanges> = {
  name: ['name'],
  active: ['is_notification_active'],
  email: ['email'],
  bundleable: ['is_bundleable']
}

/** `shape` is the product's own word: which fields are there says it on the wire. */
export const SLACK_FIELDS: Readonly<Record<Exclude<Every<SlackChanges>, 'shape'>, Row>> = {
  name: ['name'],
  active: ['is_notification_active'],
  token: ['token'],
  channel: ['channel'],
  user: ['user'],
  webhookUrl: ['incoming_webhook_url'],
  iconUrl: ['icon_url']
}

export type FieldTable = Readonly<Record<string, Row>>

/** A body with those fields that `values` has. What is left out is not sent: neither what did not change nor a secret kept. */
export function toWire(table: FieldTable, values: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const row = Object.hasOwn(table, name) ? table[name] : undefined
      if (!row || value === undefined) return []
      const [wire, write] = row
      return [[wire, write ? write(value) : (value as unknown)]]
    })
  )
}

/** The product's name of a field of the wire; undefined for one it does not know. */
export function fieldOf(table: FieldTable, wire: string): string | undefined {
  return Object.entries(table).find(([, [name]]) => name === wire)?.[0]
}
