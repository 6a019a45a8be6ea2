import type { ProducerMetadata } from '../../src/adapters/avaya/schema.ts'

/** What one message may weigh, bytes. */
const LIGHTEST = 536
const HEAVIEST = 604
const ACCOUNT_ID = 'BENCHA'
const EVENT_SOURCE_ID = 'IXCC_1.0.0'
/** How many different messages there are of each row; each differs from the one before in a few measures. */
const VARIANTS = 6
const STATES = ['READY', 'ACTIVE', 'ACW', 'NOT_READY'] as const

type Measures = Record<string, string>

export interface Producer {
  readonly id: string
  readonly rows: number
  readonly metadata: ProducerMetadata
  keys(row: number): Measures
  measures(row: number, variant: number, nowMs: number): Measures
}

const sets = (keys: string[], types: Readonly<Record<string, readonly string[]>>): ProducerMetadata['measureSets'] => [
  { keys, measures: Object.entries(types).flatMap(([type, names]) => names.map((name) => ({ name, type }))) }
]

/** Fields that stay and give the message its weight. */
function weighed(row: number, text: string): string {
  return `${text} ${String(row).padStart(4, '0')}`
}

const AGENT_ID = 'Agent_itd_1.0.0'
const agents: Producer = {
  id: AGENT_ID,
  rows: 1800,
  metadata: {
    measureProducerId: AGENT_ID,
    measureSets: sets(['agentId'], {
      STRING: ['agentDisplayName', 'agentLoginId', 'agentState', 'reasonCodeName', 'userStatus', 'supervisor'],
      TIME_IN_STATE: ['timeInState', 'timeInACW', 'timeActive', 'timeOnHold', 'timeLoggedIn'],
      DURATION: ['idleTimeDuration', 'agentLogonDuration'],
      NUMBER: ['Answered', 'Completed', 'transfers', 'held', 'active', 'alerts', 'skips']
    })
  },
  keys: (row) => ({ agentId: `a${String(row).padStart(5, '0')}` }),
  measures(row, variant, nowMs) {
    // Every other message changes the state and what hangs on it, the rest only count.
    const step = variant >> 1
    const state = STATES[(row + step) % STATES.length] ?? 'READY'
    const sinceMs = String(nowMs - step * 1000 - row)
    return {
      agentDisplayName: weighed(row, 'Agent'),
      agentLoginId: `a${String(row)}`,
      agentState: state,
      reasonCodeName: 'N/A',
      userStatus: 'Live',
      supervisor: weighed(row % 40, 'Lead'),
      timeInState: sinceMs,
      timeInACW: state === 'ACW' ? sinceMs : '0',
      timeActive: state === 'ACTIVE' ? sinceMs : '0',
      timeOnHold: '0',
      timeLoggedIn: String(nowMs - 3_600_000),
      idleTimeDuration: '36000',
      agentLogonDuration: '36000',
      Answered: String(20 + variant),
      Completed: String(20 + variant),
      transfers: String(row % 5),
      held: '0',
      active: state === 'ACTIVE' ? '1' : '0',
      alerts: '3',
      skips: '0'
    }
  }
}

const QUEUE_ID = 'Queue_itd_1.0.0'
const queues: Producer = {
  id: QUEUE_ID,
  rows: 200,
  metadata: {
    measureProducerId: QUEUE_ID,
    measureSets: sets(['queueId'], {
      STRING: ['queueName', 'isDefaultQueue'],
      NUMBER: [
        ...['contactsQueueing', 'active', 'activeEngagementsInACW', 'activeAgentsInACW', 'Offered', 'Answered'],
        ...['Completed', 'abandonedFromQueue', 'coached', 'coaching', 'transferred', 'overflowed', 'deflected']
      ],
      DURATION: ['activeDuration', 'alertDuration', 'coachingDuration', 'coachedDuration', 'waitDuration']
    })
  },
  keys: (row) => ({ queueId: `q${String(row).padStart(5, '0')}` }),
  measures: (row, variant) => ({
    queueName: weighed(row, 'Queue'),
    isDefaultQueue: 'false',
    contactsQueueing: String((row + variant) % 9),
    active: String((row * 3 + variant) % 7),
    activeEngagementsInACW: '0',
    activeAgentsInACW: '2',
    Offered: String(400 + variant),
    Answered: String(390 + (variant >> 1)),
    Completed: '385',
    abandonedFromQueue: '7',
    coached: '2',
    coaching: '2',
    transferred: '12',
    overflowed: '0',
    deflected: '0',
    activeDuration: '92211',
    alertDuration: '5000',
    coachingDuration: '30900',
    coachedDuration: '30900',
    waitDuration: String(41_000 + variant)
  })
}

export const PRODUCERS: readonly Producer[] = [agents, queues]

/** The agents' producer with so many rows, alone: what the table's size costs. */
export function producersOf(rows: number): readonly Producer[] {
  return [{ ...agents, rows }]
}

function textOf(producer: Producer, row: number, measures: Measures, live: boolean): string {
  return JSON.stringify({
    accountId: ACCOUNT_ID,
    keys: producer.keys(row),
    eventAction: 'UPSERT',
    eventSourceId: EVENT_SOURCE_ID,
    measureProducerId: producer.id,
    payloadType: live ? 'LIVE' : 'INITIALIZING',
    measures
  })
}

function message(producer: Producer, row: number, variant: number, live: boolean, nowMs: number): string {
  const text = textOf(producer, row, producer.measures(row, variant, nowMs), live)
  if (live && (text.length < LIGHTEST || text.length > HEAVIEST)) {
    throw new Error(`a message of ${text.length} bytes is not of the size that is promised: ${text}`)
  }
  return text
}

/** A live message that differs from the prepared ones in these measures. */
export function messageOf(producer: Producer, row: number, measures: Measures): string {
  return textOf(producer, row, { ...producer.measures(row, 0, Date.now()), ...measures }, true)
}

export interface ProducerMessages {
  readonly snapshot: readonly string[]
  /** To be sent round and round: every row has its turn before one has its second. */
  readonly live: readonly string[]
}

export function messagesOf(producer: Producer, nowMs: number, variants = VARIANTS): ProducerMessages {
  // A stride without common factor visits every row, in an order that is the same each time and no neighbour of the last.
  const stride = 7 * 11 * 13
  const order = Array.from({ length: producer.rows }, (_, i) => (i * stride) % producer.rows)
  return {
    snapshot: order.map((row) => message(producer, row, 0, false, nowMs)),
    live: Array.from({ length: variants }, (_, variant) => variant).flatMap((variant) =>
      order.map((row) => message(producer, row, variant, true, nowMs))
    )
  }
}
