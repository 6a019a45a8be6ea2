import type { SettingReply } from './schema.ts'
import type { Settings } from './store.ts'

/** What the document leaves open, or a draft may do any day: each seed has its own mixture. */
export interface Oddities {
  /** One workflow or target as it goes out. */
  object(reply: object): object
  setting(reply: SettingReply): object
  /** All settings of a target: the document says both. */
  settings(all: Settings): unknown
}

const OTHER_SHAPE = { token: null, channel: null, user: null, icon_url: null, incoming_webhook_url: null }

export function createOddities(seed: number): Oddities {
  const isList = seed % 2 === 0
  const hasNulls = seed % 3 !== 0
  const isDraft = seed % 4 === 3

  function object(reply: object): object {
    if (!isDraft) return reply
    const known = Object.entries(reply).filter(([name]) => name !== 'created_at' && name !== 'modified_at')
    return { ...Object.fromEntries(known), is_draft: true, labels: [{ colour: 'red' }] }
  }

  function setting(reply: SettingReply): object {
    const isSlack = 'token' in reply || 'incoming_webhook_url' in reply
    return object(isSlack && hasNulls ? { ...OTHER_SHAPE, ...reply } : reply)
  }

  return {
    object,
    setting,
    settings({ bar, slack, email }) {
      const all = { bar: bar.map(setting), slack: slack.map(setting), email: email.map(setting) }
      return isList ? [all] : all
    }
  }
}
