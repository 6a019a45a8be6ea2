import type { GiosgConfig } from '../../core/connections/connection.ts'
import type { SettingKind } from '../../core/reporting/objects.ts'
import type { Route } from '../transport/route.ts'

/** Which of the two hosts a route lives on. */
type Host = 'apiBaseUrl' | 'serviceBaseUrl'

export interface GiosgRoute extends Route {
  readonly host: keyof Pick<GiosgConfig, Host>
}

const ORGANIZATION = '/api/objectives/v1/orgs/{organizationId}'
const WORKFLOWS = `${ORGANIZATION}/workflows`
const WORKFLOW = `${WORKFLOWS}/{workflowId}`
const TARGETS = `${WORKFLOW}/targets`
const TARGET = `${TARGETS}/{targetId}`
const NOTIFICATIONS = `${TARGET}/notifications`

type Method = Route['method']

const documented = <M extends Method>(method: M, path: string) =>
  ({ host: 'apiBaseUrl', method, path, known: 'documented' }) as const
const assumed = <M extends Method>(method: M, path: string) =>
  ({ host: 'apiBaseUrl', method, path, known: 'assumed' }) as const

/**
 * Every address that is used. The assumed ones are guesses after the pattern of the documented ones. A single target or notification
 * setting has no row: no document offers one.
 */
export const GIOSG_ROUTES = {
  me: { host: 'serviceBaseUrl', method: 'GET', path: '/api/v5/users/me', known: 'documented' },
  workflows: documented('GET', WORKFLOWS),
  workflow: documented('GET', WORKFLOW),
  createWorkflow: documented('POST', WORKFLOWS),
  changeWorkflow: documented('PATCH', WORKFLOW),
  removeWorkflow: assumed('DELETE', WORKFLOW),
  targets: assumed('GET', TARGETS),
  createTarget: assumed('POST', TARGETS),
  changeTarget: assumed('PATCH', TARGET),
  removeTarget: assumed('DELETE', TARGET),
  targetTest: assumed('GET', `${TARGET}/test`),
  notifications: assumed('GET', NOTIFICATIONS),
  /** Runs a reporting query. A question, though it is posted; another page names the other host. */
  fetchEvents: {
    host: 'serviceBaseUrl',
    method: 'POST',
    path: '/api/events/v2/orgs/{organizationId}/fetch',
    known: 'documented'
  },
  /** Of the newer edition, which has these in place of workflows and targets: asked for only to tell the two apart. */
  reports: documented('GET', `${ORGANIZATION}/reports/`)
} as const satisfies Record<string, GiosgRoute>

/** The last part of the paths of one kind's settings. */
const SEGMENT: Readonly<Record<SettingKind, string>> = { bar: 'bar', slack: 'slack', email: 'email' }

interface SettingRoutes {
  readonly list: GiosgRoute & { readonly method: 'GET' }
  readonly create: GiosgRoute & { readonly method: 'POST' }
  readonly change: GiosgRoute & { readonly method: 'PATCH' }
  readonly remove: GiosgRoute & { readonly method: 'DELETE' }
}

export function settingRoutes(kind: SettingKind): SettingRoutes {
  const all = `${NOTIFICATIONS}/${SEGMENT[kind]}`
  const one = `${all}/{settingId}`
  return {
    list: assumed('GET', all),
    create: assumed('POST', all),
    change: assumed('PATCH', one),
    remove: assumed('DELETE', one)
  }
}
