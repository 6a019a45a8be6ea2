import type { MeasureDescriptor, Subject } from '../measures/feed.ts'
import type { MeasureRole } from '../measures/value.ts'

/** As much of a measure as decides. */
type NamedMeasure = Pick<MeasureDescriptor, 'name' | 'kind'> & {
  readonly role?: MeasureRole | undefined
  readonly displayName?: string
}

/** Texts about an agent that say nothing of who it is. */
const HARMLESS_ROLES: ReadonlySet<MeasureRole> = new Set(['queueName', 'channel', 'agentState', 'agentReason'])
const HARMLESS =
  /^(?:queue|channel|team|site|skill|account|provider|routing|eventSource)|(?:state|status|reason|code|type|(?:queue|team|site)(?:id|name)?)$/i
const PERSONAL = /agent|user|login|employee|person|supervisor|operator/i

/**
 * True for a key or a text that tells who somebody is. In rows about agents everything counts that is not known to be harmless; in
 * others only what is named after people. Without a subject (a row of a feed nobody described in this run) the name alone decides.
 */
function tellsWho(name: string, subject: Subject | undefined): boolean {
  if (HARMLESS.test(name)) return false
  return subject === 'agent' || PERSONAL.test(name)
}

export function isPersonalKey(name: string, subject: Subject | undefined): boolean {
  return tellsWho(name, subject)
}

export function isPersonalMeasure({ name, kind, role }: NamedMeasure, subject: Subject): boolean {
  if (kind !== 'text' || (role !== undefined && HARMLESS_ROLES.has(role))) return false
  return role === 'agentName' || tellsWho(name, subject)
}
