import type { FeedDescriptor, MeasureDescriptor, Subject } from '../../core/measures/feed.ts'
import type { MeasureKind, MeasureRole } from '../../core/measures/value.ts'
import type { ProducerMetadata } from './schema.ts'

/** Types of the producer metadata. A type not listed is read as text. */
const KIND_BY_TYPE: Readonly<Record<string, MeasureKind>> = {
  STRING: 'text',
  NUMBER: 'number',
  DURATION: 'duration',
  DATE: 'instant',
  TIME_IN_STATE: 'since'
}

/** What the producers' measures mean. Mixed capitals are real; names are compared exactly. */
const ROLE_BY_NAME: Readonly<Record<Subject, Readonly<Record<string, MeasureRole>>>> = {
  queue: {
    queueName: 'queueName',
    contactsQueueing: 'contactsWaiting',
    active: 'contactsActive',
    activeEngagementsInACW: 'contactsInAfterContactWork',
    activeAgentsInACW: 'agentsInAfterContactWork',
    Offered: 'offered',
    Answered: 'answered',
    Completed: 'completed',
    abandonedFromQueue: 'abandoned'
  },
  agent: {
    agentDisplayName: 'agentName',
    agentState: 'agentState',
    reasonCodeName: 'agentReason',
    timeInState: 'stateSince',
    timeInACW: 'afterContactSince',
    timeActive: 'activeSince',
    timeOnHold: 'onHoldSince',
    timeLoggedIn: 'loggedInSince'
  },
  other: {}
}

/** Counts beside the durations, all of which are sums over the interval. The other numbers say what is now. */
const COUNTS: ReadonlySet<string> = new Set([
  'Offered',
  'Answered',
  'Completed',
  'abandonedFromQueue',
  'abandonedFromAlerting',
  'coached',
  'coaching'
])

/** By the producer's name, which is more reliable than its keys: the documents show a queue producer keyed by channel alone. */
function subjectOf(producerId: string, keyNames: readonly string[]): Subject {
  if (/^queue/i.test(producerId)) return 'queue'
  if (/^agent/i.test(producerId)) return 'agent'
  if (keyNames.includes('queueId')) return 'queue'
  return keyNames.includes('agentId') ? 'agent' : 'other'
}

export function feedIdOf(connectionId: string, producerId: string): string {
  return `${connectionId}/${producerId}`
}

/**
 * A producer in the product's terms. Measures that are switched off are left out, a name listed twice counts once. `displayNames`
 * come from the dictionary and win over the metadata's.
 */
export function describeFeed(
  connectionId: string,
  producerId: string,
  metadata: ProducerMetadata,
  displayNames: ReadonlyMap<string, string>
): FeedDescriptor {
  const keyNames = [...new Set(metadata.measureSets.flatMap(({ keys }) => keys))]
  const subject = subjectOf(producerId, keyNames)
  // Only such producers are listed, so one that does not say what it is is one.
  const isIntervalToDate = (metadata.processorType ?? 'ITD').toUpperCase() === 'ITD'
  const measures = new Map<string, MeasureDescriptor>()
  for (const { name, type, displayName, active } of metadata.measureSets.flatMap((set) => set.measures)) {
    if (active === false || measures.has(name)) continue
    const role = ROLE_BY_NAME[subject][name]
    const kind = KIND_BY_TYPE[(type ?? '').toUpperCase()] ?? 'text'
    const isCounter = isIntervalToDate && (kind === 'duration' || (kind === 'number' && COUNTS.has(name)))
    measures.set(name, {
      name,
      kind,
      displayName: displayNames.get(name) ?? (displayName?.trim() ? displayName : name),
      ...(role === undefined ? {} : { role }),
      ...(isCounter ? { isCounter } : {})
    })
  }
  return {
    id: feedIdOf(connectionId, producerId),
    connectionId,
    producerId,
    subject,
    keyNames,
    measures: [...measures.values()]
  }
}
