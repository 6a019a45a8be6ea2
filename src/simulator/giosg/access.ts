import type { Clock } from '../../core/ports/clock.ts'
import type { Faults } from '../faults.ts'
import type { Call, Reply } from '../http/reply.ts'
import type { Params } from '../http/router.ts'
import type { GiosgIdentity } from './identity.ts'

/** Errors in the form of the web framework behind the service (assumed). */
export function detail(status: number, text: string, headers?: Reply['headers']): Reply {
  return { status, body: { detail: text }, ...(headers && { headers }) }
}

export interface GiosgAccess {
  readonly identity: GiosgIdentity
  readonly clock: Clock
  readonly faults: () => Readonly<Faults>
}

const ERROR_PAGE = '<!doctype html><html><head><title>Error</title></head><body><h1>Something broke.</h1></body></html>'
const isChange = (call: Call): boolean => call.method !== 'GET' && !call.path.endsWith('/fetch')

type Throttling = NonNullable<Faults['giosg429']>

function throttled({ retryAfterSeconds: seconds, asDate }: Throttling, wallMs: number): Reply {
  if (seconds === null) return detail(429, 'Request was throttled.')
  const value = asDate === true ? new Date(wallMs + seconds * 1_000).toUTCString() : String(seconds)
  return detail(429, 'Request was throttled.', { 'retry-after': value })
}

/** An API token wants the scheme `Token`; `Bearer` is for OAuth tokens, of which the demo has none. */
export function guarded(deps: GiosgAccess) {
  /** Calls turned away by each setting of the fault. */
  const turnedAway = new WeakMap<Throttling, number>()

  function limit(): Reply | undefined {
    const { giosg429 } = deps.faults()
    if (!giosg429) return undefined
    const before = turnedAway.get(giosg429) ?? 0
    if (giosg429.calls !== undefined && before >= giosg429.calls) return undefined
    turnedAway.set(giosg429, before + 1)
    return throttled(giosg429, deps.clock.now().wallMs)
  }

  function refused(call: Call, params: Params): Reply | undefined {
    const { giosgBadToken, giosgForbidden, giosgNoSubscription, giosgOtherOrganization } = deps.faults()
    const given = call.headers['authorization']
    const challenge = { 'www-authenticate': 'Token' }
    if (given === undefined) return detail(401, 'Authentication credentials were not provided.', challenge)
    if (giosgBadToken || given !== `Token ${deps.identity.token}`) return detail(401, 'Invalid token.', challenge)
    const isBelowOrganization = params['organizationId'] !== undefined
    if (giosgNoSubscription && isBelowOrganization) {
      return detail(403, 'The organization has no active subscription for this product.')
    }
    const organizationId = params['organizationId'] ?? deps.identity.organizationId
    const isStranger = giosgOtherOrganization && isBelowOrganization
    if (giosgForbidden || isStranger || organizationId !== deps.identity.organizationId) {
      return detail(403, 'You do not have permission to perform this action.')
    }
    return undefined
  }

  function troubled(call: Call): Reply | undefined {
    const { giosgErrorPage, giosgRedirect } = deps.faults()
    if (giosgErrorPage !== null) return { status: giosgErrorPage, body: ERROR_PAGE, contentType: 'text/html' }
    if (giosgRedirect && isChange(call)) return { status: 301, headers: { location: `${call.path}/` } }
    return undefined
  }

  /** What becomes of the answer on its way. */
  function onItsWay(call: Call, reply: Reply): Reply {
    const { giosgEmptyAnswers, giosgLostAnswers, giosgSlowMs } = deps.faults()
    const isDone = isChange(call) && reply.status < 300
    const sent = isDone && giosgEmptyAnswers ? { status: 204 } : reply
    return {
      ...sent,
      ...(giosgSlowMs > 0 && { afterMs: giosgSlowMs }),
      ...(isDone && giosgLostAnswers && { cut: true })
    }
  }

  return (run: (call: Call, params: Params) => Reply) =>
    (call: Call, params: Params): Reply =>
      onItsWay(call, limit() ?? troubled(call) ?? refused(call, params) ?? run(call, params))
}
