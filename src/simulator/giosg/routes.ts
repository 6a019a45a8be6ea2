import type { Floor } from '../floor/floor.ts'
import type { Call, Reply } from '../http/reply.ts'
import type { NoRoute, Params, Route } from '../http/router.ts'
import { detail, guarded, type GiosgAccess } from './access.ts'
import { fetchEvents } from './fetch-events.ts'
import { createOddities } from './oddities.ts'
import { LARGE_PAGE, paged, SMALL_PAGE } from './page.ts'
import { SETTING_KINDS, type SettingKind, type UserReply } from './schema.ts'
import type { ReportingStore, TargetEntry, WorkflowEntry } from './store.ts'
import { testTarget } from './target-test.ts'
import { createWrites, type Place } from './writes.ts'

/** Paths below a workflow are assumed, one row each. */
const ORGANIZATION = '/api/objectives/v1/orgs/{organizationId}'
const PATHS = {
  me: '/api/v5/users/me',
  workflows: `${ORGANIZATION}/workflows`,
  workflow: `${ORGANIZATION}/workflows/{workflowId}`,
  targets: `${ORGANIZATION}/workflows/{workflowId}/targets`,
  target: `${ORGANIZATION}/workflows/{workflowId}/targets/{targetId}`,
  test: `${ORGANIZATION}/workflows/{workflowId}/targets/{targetId}/test`,
  notifications: `${ORGANIZATION}/workflows/{workflowId}/targets/{targetId}/notifications`,
  reports: `${ORGANIZATION}/reports/`,
  fetch: '/api/events/v2/orgs/{organizationId}/fetch'
} as const

export interface GiosgDeps extends GiosgAccess {
  readonly seed: number
  readonly baseUrl: () => string
  readonly floor: () => Floor
  readonly store: () => ReportingStore
}

/** From so many on, a list comes in large pages: a real service would not send thousands by twos. */
const MANY = 50

const notFound = (): Reply => detail(404, 'Not found.')

export const noGiosgRoute: NoRoute = (call, allowed) =>
  allowed.length === 0 ? notFound() : detail(405, `Method "${call.method}" not allowed.`, { allow: allowed.join(', ') })

type Run = (call: Call, params: Params) => Reply

function places(deps: GiosgDeps) {
  const inWorkflow =
    (run: (entry: WorkflowEntry, call: Call) => Reply): Run =>
    (call, params) => {
      const entry = deps.faults().giosgNewerEdition ? undefined : deps.store().workflow(params['workflowId'])
      return entry ? run(entry, call) : notFound()
    }
  const inTarget =
    (run: (entry: TargetEntry, place: Place, call: Call, params: Params, workflow: WorkflowEntry) => Reply): Run =>
    (call, params) =>
      inWorkflow((workflow) => {
        const entry = workflow.targets.find(({ target }) => target.id === params['targetId'])
        const place = { workflowId: workflow.workflow.id, targetId: entry?.target.id ?? '' }
        return entry ? run(entry, place, call, params, workflow) : notFound()
      })(call, params)
  return { inWorkflow, inTarget }
}

export function giosgRoutes(deps: GiosgDeps): readonly Route[] {
  const { userId, organizationId, otherOrganizationId } = deps.identity
  const { seed } = deps
  const oddities = createOddities(seed)
  const writes = createWrites({ ...deps, oddities })
  const { inWorkflow, inTarget } = places(deps)
  const guard = guarded(deps)
  const route = (method: Route['method'], path: string, run: Run): Route => ({ method, path, run: guard(run) })

  function list(call: Call, items: readonly object[]): Reply {
    const size = deps.store().all().length > MANY ? LARGE_PAGE : SMALL_PAGE
    return paged(call, { baseUrl: deps.baseUrl(), form: deps.faults().giosgPaging, size }, items)
  }

  const me = (): UserReply => ({
    id: userId,
    organization_id: deps.faults().giosgOtherOrganization ? otherOrganizationId : organizationId,
    email: 'supervisor@demo.example',
    first_name: 'Demo',
    last_name: 'Supervisor'
  })

  function settingRoutes(kind: SettingKind): readonly Route[] {
    const all = `${PATHS.notifications}/${kind}`
    const one = `${all}/{settingId}`
    const inSetting = (run: (entry: TargetEntry['settings'][SettingKind][number], place: Place, call: Call) => Reply) =>
      inTarget(({ settings }, place, call, params) => {
        const setting = settings[kind].find(({ id }) => id === params['settingId'])
        return setting ? run(setting, place, call) : notFound()
      })
    return [
      route(
        'GET',
        all,
        inTarget(({ settings }, _place, call) => list(call, settings[kind].map(oddities.setting)))
      ),
      route(
        'POST',
        all,
        inTarget((_entry, place, call) => writes.createSetting(call, place, kind))
      ),
      route(
        'PATCH',
        one,
        inSetting((setting, place, call) => writes.changeSetting(call, place, kind, setting))
      ),
      route(
        'DELETE',
        one,
        inSetting((setting, place) => writes.removeSetting(place, kind, setting))
      )
    ]
  }

  return [
    route('GET', PATHS.me, () => ({ status: 200, body: me() })),
    route('GET', PATHS.reports, (call) => (deps.faults().giosgNewerEdition ? list(call, []) : notFound())),
    route('GET', PATHS.workflows, (call) => {
      if (deps.faults().giosgNewerEdition) return notFound()
      const workflows = deps.store().all()
      return list(
        call,
        workflows.map(({ workflow }) => oddities.object(workflow))
      )
    }),
    route('POST', PATHS.workflows, (call) =>
      deps.faults().giosgNewerEdition ? notFound() : writes.createWorkflow(call)
    ),
    route(
      'GET',
      PATHS.workflow,
      inWorkflow(({ workflow }) => ({ status: 200, body: oddities.object(workflow) }))
    ),
    route(
      'PATCH',
      PATHS.workflow,
      inWorkflow((entry, call) => writes.changeWorkflow(call, entry))
    ),
    route('DELETE', PATHS.workflow, inWorkflow(writes.removeWorkflow)),
    route(
      'GET',
      PATHS.targets,
      inWorkflow(({ targets }, call) =>
        list(
          call,
          targets.map(({ target }) => oddities.object(target))
        )
      )
    ),
    route(
      'POST',
      PATHS.targets,
      inWorkflow((entry, call) => writes.createTarget(call, entry))
    ),
    route(
      'PATCH',
      PATHS.target,
      inTarget((entry, place, call) => writes.changeTarget(call, place, entry))
    ),
    route(
      'DELETE',
      PATHS.target,
      inTarget((_entry, place) => writes.removeTarget(place))
    ),
    route(
      'GET',
      PATHS.test,
      inTarget(({ target }, _place, _call, _params, { workflow }) => ({
        status: 200,
        body: testTarget(target, workflow.name, deps.floor())
      }))
    ),
    route(
      'GET',
      PATHS.notifications,
      inTarget(({ settings }) => ({ status: 200, body: oddities.settings(settings) }))
    ),
    route('POST', PATHS.fetch, (call) => fetchEvents(call, deps.floor(), organizationId, deps.clock.now().wallMs)),
    ...SETTING_KINDS.flatMap(settingRoutes)
  ]
}
