import type { Floor } from '../floor/floor.ts'
import type { Call, Reply } from '../http/reply.ts'
import type { NoRoute, Params, Route } from '../http/router.ts'
import { detail, guarded, type GiosgAccess } from './access.ts'
import type { Objective } from './objectives.ts'
import { paged } from './page.ts'
import type { TargetReply, UserReply } from './schema.ts'
import { testTarget } from './target-test.ts'

/** Paths below a workflow are assumed, one row each. */
const ORGANIZATION = '/api/objectives/v1/orgs/{organizationId}'
const PATHS = {
  me: '/api/v5/users/me',
  workflows: `${ORGANIZATION}/workflows`,
  workflow: `${ORGANIZATION}/workflows/{workflowId}`,
  targets: `${ORGANIZATION}/workflows/{workflowId}/targets`,
  target: `${ORGANIZATION}/workflows/{workflowId}/targets/{targetId}`,
  test: `${ORGANIZATION}/workflows/{workflowId}/targets/{targetId}/test`
} as const

export interface GiosgDeps extends GiosgAccess {
  readonly baseUrl: () => string
  readonly floor: () => Floor
  readonly objectives: () => readonly Objective[]
}

const notFound = (): Reply => detail(404, 'Not found.')

export const noGiosgRoute: NoRoute = (call, allowed) =>
  allowed.length === 0 ? notFound() : detail(405, `Method "${call.method}" not allowed.`, { allow: allowed.join(', ') })

export function giosgRoutes(deps: GiosgDeps): readonly Route[] {
  const { userId, organizationId, otherOrganizationId } = deps.identity
  const get = (path: string, run: (call: Call, params: Params) => Reply): Route => ({
    method: 'GET',
    path,
    run: guarded(deps, run)
  })
  const inWorkflow = (run: (objective: Objective, call: Call) => Reply) => (call: Call, params: Params) => {
    const objective = deps.objectives().find(({ workflow }) => workflow.id === params['workflowId'])
    return objective ? run(objective, call) : notFound()
  }
  const inTarget = (run: (target: TargetReply, objective: Objective) => Reply) => (call: Call, params: Params) =>
    inWorkflow((objective) => {
      const target = objective.targets.find(({ id }) => id === params['targetId'])
      return target ? run(target, objective) : notFound()
    })(call, params)
  const me = (): UserReply => ({
    id: userId,
    organization_id: deps.faults().giosgOtherOrganization ? otherOrganizationId : organizationId,
    email: 'supervisor@demo.example',
    first_name: 'Demo',
    last_name: 'Supervisor'
  })

  return [
    get(PATHS.me, () => ({ status: 200, body: me() })),
    get(PATHS.workflows, (call) => {
      const workflows = deps.objectives().map(({ workflow }) => workflow)
      return paged(call, deps.baseUrl(), workflows)
    }),
    get(
      PATHS.workflow,
      inWorkflow(({ workflow }) => ({ status: 200, body: workflow }))
    ),
    get(
      PATHS.targets,
      inWorkflow(({ targets }, call) => paged(call, deps.baseUrl(), targets))
    ),
    get(
      PATHS.target,
      inTarget((target) => ({ status: 200, body: target }))
    ),
    get(
      PATHS.test,
      inTarget((target, { workflow }) => ({ status: 200, body: testTarget(target, workflow.name, deps.floor()) }))
    )
  ]
}
