import { createSeededRandom, type SeededRandom } from '../random.ts'
import type { GiosgIdentity } from './identity.ts'
import type { Objective } from './objectives.ts'
import type { SettingReply, TargetReply } from './schema.ts'
import type { Settings, WorkflowEntry } from './store.ts'

/** Who is told of the demo's targets. The secrets open nothing. */

const NONE: Settings = { bar: [], slack: [], email: [] }
const DAY_MS = 86_400_000

/** Every kind and both shapes on the first target, the most usual ones on some others; the rest tell nobody. */
function settingsOf(target: TargetReply, index: number, random: SeededRandom, nowMs: number): Settings {
  const base = (name: string, isActive = true, sentDaysAgo: number | null = 1) => ({
    id: random.uuid(),
    target: target.id,
    organization_id: target.organization_id,
    last_notification_sent: sentDaysAgo === null ? null : new Date(nowMs - sentDaysAgo * DAY_MS).toISOString(),
    name,
    is_notification_active: isActive
  })
  const bot = (): SettingReply => ({
    ...base('Floor channel'),
    token: `xoxb-${random.text(12, '0123456789')}-${random.text(24, 'abcdefghijklmnopqrstuvwxyz0123456789')}`,
    channel: '#floor',
    user: 'targets'
  })
  const webhook = (): SettingReply => ({
    ...base('Management', true, null),
    icon_url: 'https://demo.example/icon.png',
    incoming_webhook_url: `https://hooks.slack.com/services/T${random.text(8, 'ABCDEFGH0123456789')}/B${random.text(8, 'ABCDEFGH0123456789')}/${random.text(24, 'abcdefghijklmnopqrstuvwxyz0123456789')}`
  })
  const email = (): SettingReply => ({ ...base('Supervisor'), email: 'supervisor@demo.example', is_bundleable: true })
  if (index === 0) {
    return {
      bar: [{ ...base('Floor chat'), channel_id: random.uuid() }],
      slack: [bot(), webhook()],
      email: [email(), { ...base('Night shift', false, null), email: 'night@demo.example', is_bundleable: false }]
    }
  }
  if (index === 1) return { ...NONE, email: [email()] }
  return index === 3 ? { ...NONE, slack: [webhook()] } : NONE
}

export function withSettings(
  seed: number,
  { organizationId }: GiosgIdentity,
  objectives: readonly Objective[],
  nowMs: number
): readonly WorkflowEntry[] {
  const random = createSeededRandom(seed, `settings/${organizationId}`)
  let index = 0
  return objectives.map(({ workflow, targets }) => ({
    workflow,
    targets: targets.map((target) => ({ target, settings: settingsOf(target, index++, random, nowMs) }))
  }))
}
