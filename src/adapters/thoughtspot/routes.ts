import type { Route } from '../transport/route.ts'

export const THOUGHTSPOT_ROUTES = {
  fullToken: { method: 'POST', path: '/api/rest/2.0/auth/token/full', known: 'documented' },
  sessionUser: { method: 'GET', path: '/api/rest/2.0/auth/session/user', known: 'documented' },
  channelPreferences: {
    method: 'POST',
    path: '/api/rest/2.0/system/preferences/communication-channels/search',
    known: 'documented'
  }
} as const satisfies Record<string, Route>
