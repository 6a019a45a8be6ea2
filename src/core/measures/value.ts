/** `null` is "no value": N/A, empty, missing or not readable. Never NaN, never 0 in its place. */
export type Value = number | string | null

/**
 * How a measure is read. `duration`: milliseconds. `instant`: epoch milliseconds. `since`: epoch milliseconds of the moment the
 * present state began, `null` when not in that state; the running time is computed here, not sent.
 */
export type MeasureKind = 'text' | 'number' | 'duration' | 'instant' | 'since'

/** What a measure means to the product, whatever its producer calls it. Each adapter says which of its measures plays which role. */
export const MEASURE_ROLES = [
  'queueName',
  'channel',
  'contactsWaiting',
  'contactsActive',
  'contactsInAfterContactWork',
  'agentsInAfterContactWork',
  'offered',
  'answered',
  'completed',
  'abandoned',
  'agentName',
  'agentState',
  'agentReason',
  'stateSince',
  'afterContactSince',
  'activeSince',
  'onHoldSince',
  'loggedInSince'
] as const
export type MeasureRole = (typeof MEASURE_ROLES)[number]

/** States of an agent in the product's words; adapters translate theirs. Other states pass through as they are. */
export const AGENT_STATES = ['READY', 'NOT_READY', 'ACTIVE', 'AFTER_CONTACT_WORK', 'LOGGED_OUT'] as const
