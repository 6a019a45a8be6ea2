import type { Faults } from '../faults.ts'
import type { Call, Reply } from '../http/reply.ts'
import type { ThoughtspotIdentity } from './identity.ts'
import type { ThoughtspotSessions } from './sessions.ts'

const CODES: Readonly<Record<number, number>> = { 400: 10002, 401: 10097, 403: 10023 }

/** The words are three levels down, in `debug`. */
export function refusal(status: number, debug: string): Reply {
  const code = CODES[status] ?? 10038
  return {
    status,
    body: { error: { message: { code, incident_id_guid: 'demo', trace_id_guid: 'demo', debug } } }
  }
}

export interface ThoughtspotAccess {
  readonly identity: ThoughtspotIdentity
  readonly sessions: ThoughtspotSessions
  readonly faults: () => Readonly<Faults>
}

export function guarded(deps: ThoughtspotAccess, run: (call: Call) => Reply): (call: Call) => Reply {
  return (call) => {
    const token = /^Bearer (\S+)$/.exec(call.headers['authorization'] ?? '')?.[1]
    const good = token !== undefined && deps.sessions.isGood(token) && !deps.faults().thoughtspotBadCredential
    return good ? run(call) : refusal(401, 'Invalid or expired token')
  }
}
