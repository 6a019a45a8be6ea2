import type { MEASURE_TYPES } from './schema.ts'

export interface MeasureDefinition {
  readonly name: string
  readonly type: (typeof MEASURE_TYPES)[number]
  readonly displayName: string
  readonly description: string
}

const measure = (
  name: string,
  type: MeasureDefinition['type'],
  displayName: string,
  description: string
): MeasureDefinition => ({ name, type, displayName, description })

/** Mixed capitalisation is the service's own. */
export const QUEUE_MEASURES: readonly MeasureDefinition[] = [
  measure('queueName', 'STRING', 'Queue', 'Name of the queue'),
  measure('isDefaultQueue', 'STRING', 'Default queue', 'Whether contacts without another queue come here'),
  measure('contactsQueueing', 'NUMBER', 'Contacts waiting', 'Contacts in the queue that no agent was offered yet'),
  measure('active', 'NUMBER', 'Contacts active', 'Contacts that are talking with an agent'),
  measure('activeEngagementsInACW', 'NUMBER', 'Engagements in ACW', 'Engagements in after-contact work'),
  measure('activeAgentsInACW', 'NUMBER', 'Agents in ACW', 'Agents in after-contact work for this queue'),
  measure('Offered', 'NUMBER', 'Offered', 'Contacts that came, today'),
  measure('Answered', 'NUMBER', 'Answered', 'Contacts that were answered, today'),
  measure('Completed', 'NUMBER', 'Completed', 'Contacts that ended after being answered, today'),
  measure('abandonedFromQueue', 'NUMBER', 'Abandoned in queue', 'Contacts that gave up waiting, today'),
  measure(
    'abandonedFromAlerting',
    'NUMBER',
    'Abandoned alerting',
    'Contacts that gave up while an agent was called, today'
  ),
  measure('activeDuration', 'DURATION', 'Active time', 'Time of all completed conversations, today'),
  measure('alertDuration', 'DURATION', 'Alert time', 'Time agents were called, today'),
  measure('coached', 'NUMBER', 'Coached', 'Conversations that were coached, today'),
  measure('coaching', 'NUMBER', 'Coaching', 'Coaching sessions, today'),
  measure('coachedDuration', 'DURATION', 'Coached time', 'Time of coached conversations, today'),
  measure('coachingDuration', 'DURATION', 'Coaching time', 'Time of coaching sessions, today')
]

const NAME = measure('agentDisplayName', 'STRING', 'Agent', 'Name as it is shown')
const LOGIN = measure('agentLoginId', 'STRING', 'Login', 'Login id of the agent')
const STATE = measure('agentState', 'STRING', 'State', 'What the agent is doing now')
const REASON = measure('reasonCodeName', 'STRING', 'Reason', 'Why the agent is not ready')
const TIMES: readonly MeasureDefinition[] = [
  measure('timeInState', 'TIME_IN_STATE', 'In state', 'Since when in the present state'),
  measure('timeActive', 'TIME_IN_STATE', 'Active', 'Since when talking with a contact'),
  measure('timeOnHold', 'TIME_IN_STATE', 'On hold', 'Since when the contact is on hold'),
  measure('timeInACW', 'TIME_IN_STATE', 'In ACW', 'Since when in after-contact work'),
  measure('timeLoggedIn', 'TIME_IN_STATE', 'Logged in', 'Since when logged in')
]

export const AGENT_MEASURES: readonly MeasureDefinition[] = [
  ...[NAME, LOGIN],
  measure('agentFirstName', 'STRING', 'First name', 'First name of the agent'),
  measure('agentLastName', 'STRING', 'Last name', 'Last name of the agent'),
  measure('userStatus', 'STRING', 'User status', 'Whether the user account is in use'),
  ...[STATE, REASON, ...TIMES],
  measure('idleTimeDuration', 'DURATION', 'Idle time', 'Time ready without a contact, today'),
  measure('agentLogonDuration', 'DURATION', 'Logged-in time', 'Time logged in, today')
]

export const AGENT_CHANNEL_MEASURES: readonly MeasureDefinition[] = [NAME, LOGIN, STATE, REASON, ...TIMES]
