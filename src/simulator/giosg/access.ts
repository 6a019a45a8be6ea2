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
  readonly faults: () => Readonly<Faults>
}

/** An API token wants the scheme `Token`; `Bearer` is for OAuth tokens, of which the demo has none. */
export function guarded(deps: GiosgAccess, run: (call: Call, params: Params) => Reply) {
  return (call: Call, params: Params): Reply => {
    const { giosg429, giosgBadToken, giosgForbidden, giosgNoSubscription, giosgOtherOrganization } = deps.faults()
    if (giosg429) {
      const seconds = giosg429.retryAfterSeconds
      return detail(429, 'Request was throttled.', seconds === null ? undefined : { 'retry-after': String(seconds) })
    }
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
    return run(call, params)
  }
}
