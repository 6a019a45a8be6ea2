import type { GiosgConfig } from '../../core/connections/connection.ts'
import type { Route } from '../transport/route.ts'

/** Which of the two hosts a route lives on. */
type Host = 'apiBaseUrl' | 'serviceBaseUrl'

export interface GiosgRoute extends Route {
  readonly host: keyof Pick<GiosgConfig, Host>
}

/** Every address that is used. The assumed ones are guesses after the pattern of the documented ones. */
export const GIOSG_ROUTES = {
  me: { host: 'serviceBaseUrl', method: 'GET', path: '/api/v5/users/me', known: 'documented' },
  workflows: {
    host: 'apiBaseUrl',
    method: 'GET',
    path: '/api/objectives/v1/orgs/{organizationId}/workflows',
    known: 'documented'
  },
  targets: {
    host: 'apiBaseUrl',
    method: 'GET',
    path: '/api/objectives/v1/orgs/{organizationId}/workflows/{workflowId}/targets',
    known: 'assumed'
  },
  targetTest: {
    host: 'apiBaseUrl',
    method: 'GET',
    path: '/api/objectives/v1/orgs/{organizationId}/workflows/{workflowId}/targets/{targetId}/test',
    known: 'assumed'
  }
} as const satisfies Record<string, GiosgRoute>
