import type { Clock } from '../../core/ports/clock.ts'
import type { Call, Reply } from '../http/reply.ts'
import type { NoRoute, Route } from '../http/router.ts'
import { guarded, refusal, type ThoughtspotAccess } from './access.ts'
import { fullTokenRequestSchema, preferencesSearchSchema } from './schema.ts'

const BASE = '/api/rest/2.0'
const PREFERENCES = [{ event_type: 'LIVEBOARD_SCHEDULE', channels: ['EMAIL'] }]

export interface ThoughtspotDeps extends ThoughtspotAccess {
  readonly clock: Clock
}

export const noThoughtspotRoute: NoRoute = (_call, allowed) =>
  allowed.length === 0 ? refusal(404, 'There is nothing here') : refusal(405, 'Method not allowed')

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function thoughtspotRoutes(deps: ThoughtspotDeps): readonly Route[] {
  const { identity, sessions } = deps

  function fullToken(call: Call): Reply {
    const wish = fullTokenRequestSchema.safeParse(asJson(call.body))
    if (!wish.success) return refusal(400, 'The request is not valid')
    const { username, secret_key, password, org_id = identity.orgId, validity_time_in_sec } = wish.data
    const known = secret_key === undefined ? password === identity.password : secret_key === identity.secretKey
    if (!known || username !== identity.username || deps.faults().thoughtspotBadCredential) {
      return refusal(401, 'User authentication failed')
    }
    if (org_id !== identity.orgId) return refusal(403, `The user is not in Org ${org_id}`)
    const { token, createdAtMs, expiresAtMs } = sessions.issue(validity_time_in_sec * 1_000)
    return {
      status: 200,
      body: {
        token,
        creation_time_in_millis: createdAtMs,
        expiration_time_in_millis: expiresAtMs,
        scope: { access_type: 'FULL', org_id, metadata_id: null },
        valid_for_user_id: identity.userId,
        valid_for_username: username
      }
    }
  }

  function searchPreferences(call: Call): Reply {
    const { thoughtspotForbidden, thoughtspotNotEnabled } = deps.faults()
    if (thoughtspotNotEnabled) return noThoughtspotRoute(call, [])
    if (thoughtspotForbidden) return refusal(403, 'The user needs the privilege ADMINISTRATION or DEVELOPER')
    const wish = preferencesSearchSchema.safeParse(asJson(call.body))
    if (!wish.success) return refusal(400, 'The request is not valid')
    const { orgId, orgName } = identity
    const { cluster_preferences, org_preferences } = wish.data
    const own = org_preferences?.some(({ org_identifier: one }) => one === String(orgId) || one === orgName)
    return {
      status: 200,
      body: {
        cluster_preferences: cluster_preferences ? PREFERENCES : null,
        org_preferences: own ? [{ org: { id: String(orgId), name: orgName }, preferences: PREFERENCES }] : []
      }
    }
  }

  return [
    { method: 'POST', path: `${BASE}/auth/token/full`, run: fullToken },
    {
      method: 'GET',
      path: `${BASE}/auth/session/user`,
      run: guarded(deps, () => ({
        status: 200,
        body: {
          id: identity.userId,
          name: identity.username,
          display_name: identity.displayName,
          current_org: { id: identity.orgId, name: identity.orgName }
        }
      }))
    },
    {
      method: 'POST',
      path: `${BASE}/system/preferences/communication-channels/search`,
      run: guarded(deps, searchPreferences)
    }
  ]
}
