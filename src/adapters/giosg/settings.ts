import type * as z from 'zod'
import type { BarSetting, EmailSetting, SlackAccess, SlackSetting } from '../../core/reporting/objects.ts'
import { barSchema, emailSchema, slackSchema } from './schema.ts'
import { readEach } from './transform.ts'
import type { Skip } from './transform.ts'

/** Where a setting belongs: what was asked for, whatever the objects say. */
export interface SettingPlace {
  readonly connectionId: string
  readonly targetId: string
}

type Common = z.infer<typeof barSchema> | z.infer<typeof slackSchema> | z.infer<typeof emailSchema>

const common = (place: SettingPlace, answer: Common) => ({
  ...place,
  id: answer.id,
  name: answer.name ?? '',
  active: answer.is_notification_active ?? null,
  lastSentAtMs: answer.last_notification_sent
})

export function toBarSettings(place: SettingPlace, items: readonly unknown[], skip: Skip): readonly BarSetting[] {
  return readEach(items, barSchema, 'notification', skip).map((answer) => ({
    kind: 'bar',
    ...common(place, answer),
    channelId: answer.channel_id ?? ''
  }))
}

export function toEmailSettings(place: SettingPlace, items: readonly unknown[], skip: Skip): readonly EmailSetting[] {
  return readEach(items, emailSchema, 'notification', skip).map((answer) => ({
    kind: 'email',
    ...common(place, answer),
    email: answer.email ?? '',
    bundleable: answer.is_bundleable ?? null
  }))
}

const isSet = (text: string | null | undefined): boolean => text !== null && text !== undefined && text !== ''
const secretState = (text: string | null | undefined) => (isSet(text) ? 'set' : 'notSet')

/** The secrets end here: the service tells them in clear, nothing behind this knows more than whether they are set. */
function accessOf(answer: z.infer<typeof slackSchema>): SlackAccess {
  const { token, channel, user, icon_url, incoming_webhook_url } = answer
  const isWebhook = !isSet(token) && (isSet(incoming_webhook_url) || (isSet(icon_url) && !isSet(channel)))
  return isWebhook
    ? { shape: 'webhook', webhookUrl: secretState(incoming_webhook_url), iconUrl: icon_url ?? '' }
    : { shape: 'bot', token: secretState(token), channel: channel ?? '', user: user ?? '' }
}

export function toSlackSettings(place: SettingPlace, items: readonly unknown[], skip: Skip): readonly SlackSetting[] {
  return readEach(items, slackSchema, 'notification', skip).map((answer) => ({
    kind: 'slack',
    ...common(place, answer),
    access: accessOf(answer)
  }))
}
