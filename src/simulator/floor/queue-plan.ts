export const CHANNELS = ['VOICE', 'CHAT', 'EMAIL', 'MESSAGING'] as const
export type Channel = (typeof CHANNELS)[number]

/** How people of one channel behave. Times are milliseconds. */
export interface ChannelHabits {
  readonly talkMedianMs: number
  readonly wrapUpMedianMs: number
  /** Mean of the waiting time people bear; null: they wait as long as it takes. */
  readonly patienceMeanMs: number | null
  readonly alertMaxMs: number
  readonly mayHold: boolean
}

const SECOND = 1_000

export const HABITS: Readonly<Record<Channel, ChannelHabits>> = {
  VOICE: {
    talkMedianMs: 130 * SECOND,
    wrapUpMedianMs: 28 * SECOND,
    patienceMeanMs: 180 * SECOND,
    alertMaxMs: 7 * SECOND,
    mayHold: true
  },
  CHAT: {
    talkMedianMs: 200 * SECOND,
    wrapUpMedianMs: 25 * SECOND,
    patienceMeanMs: 240 * SECOND,
    alertMaxMs: 10 * SECOND,
    mayHold: false
  },
  EMAIL: {
    talkMedianMs: 210 * SECOND,
    wrapUpMedianMs: 20 * SECOND,
    patienceMeanMs: null,
    alertMaxMs: 10 * SECOND,
    mayHold: false
  },
  MESSAGING: {
    talkMedianMs: 210 * SECOND,
    wrapUpMedianMs: 20 * SECOND,
    patienceMeanMs: 600 * SECOND,
    alertMaxMs: 10 * SECOND,
    mayHold: false
  }
}

export interface QueuePlan {
  readonly name: string
  readonly channel: Channel
  readonly team: string
  /** Contacts in a minute at the day's peak: what the team handles with about three fifths of its time. */
  readonly peakPerMinute: number
}

/** The queue a Monday rush falls on. */
export const RUSH_QUEUE = 'Sales'

export const QUEUE_PLANS: readonly QueuePlan[] = [
  { name: RUSH_QUEUE, channel: 'VOICE', team: 'sales', peakPerMinute: 3.2 },
  { name: 'Support', channel: 'VOICE', team: 'support', peakPerMinute: 3.2 },
  { name: 'Billing', channel: 'VOICE', team: 'accounts', peakPerMinute: 2 },
  { name: 'Cancellations', channel: 'VOICE', team: 'accounts', peakPerMinute: 1.2 },
  { name: 'Sales chat', channel: 'CHAT', team: 'chat', peakPerMinute: 1.3 },
  { name: 'Support chat', channel: 'CHAT', team: 'chat', peakPerMinute: 0.9 },
  { name: 'Returns chat', channel: 'CHAT', team: 'chat', peakPerMinute: 0.5 },
  { name: 'Customer e-mail', channel: 'EMAIL', team: 'e-mail', peakPerMinute: 1 },
  { name: 'Invoice e-mail', channel: 'EMAIL', team: 'e-mail', peakPerMinute: 0.5 },
  { name: 'WhatsApp', channel: 'MESSAGING', team: 'messaging', peakPerMinute: 1.2 },
  { name: 'Order messages', channel: 'MESSAGING', team: 'messaging', peakPerMinute: 0.8 },
  { name: 'Social media', channel: 'MESSAGING', team: 'messaging', peakPerMinute: 0.5 }
]

export const TEAM_SIZES: Readonly<Record<string, number>> = {
  sales: 24,
  support: 24,
  accounts: 24,
  chat: 30,
  'e-mail': 18,
  messaging: 30
}

/** Shifts as minutes of the day, in the order they are handed out: every ten agents of a team cover the day alike. */
export const SHIFT_ROTA: readonly (readonly [startMinute: number, endMinute: number])[] = [
  [480, 960],
  [540, 1020],
  [420, 900],
  [480, 960],
  [720, 1200],
  [360, 840],
  [540, 1020],
  [420, 900],
  [840, 1320],
  [480, 960]
]

/** Share of the peak at the start of each hour from 06:00 to 22:00; in between the line is straight, outside nobody calls. */
const DAY_SHAPE = [
  0.06, 0.25, 0.55, 0.85, 1, 0.95, 0.88, 0.88, 0.9, 0.75, 0.45, 0.25, 0.22, 0.18, 0.08, 0.04, 0
] as const
export const OPENING_MINUTE = 360
export const CLOSING_MINUTE = OPENING_MINUTE + (DAY_SHAPE.length - 1) * 60

export function shareOfPeak(minuteOfDay: number): number {
  const hours = (minuteOfDay - OPENING_MINUTE) / 60
  const from = DAY_SHAPE[Math.floor(hours)]
  if (hours < 0 || from === undefined) return 0
  const to = DAY_SHAPE[Math.floor(hours) + 1] ?? 0
  return from + (to - from) * (hours % 1)
}
