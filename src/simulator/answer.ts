import { avayaRoutes, noAvayaRoute } from './avaya/routes.ts'
import { problem } from './avaya/problem.ts'
import { controlRoutes, noControlRoute, type ControlDeps } from './control/routes.ts'
import type { Faults } from './faults.ts'
import { detail } from './giosg/access.ts'
import { giosgRoutes, noGiosgRoute, type GiosgDeps } from './giosg/routes.ts'
import type { Call, Reply } from './http/reply.ts'
import { createRouter } from './http/router.ts'
import type { Answer } from './http/server.ts'
import { refusal } from './thoughtspot/access.ts'
import { noThoughtspotRoute, thoughtspotRoutes, type ThoughtspotDeps } from './thoughtspot/routes.ts'

const LOGIN_PAGE = '<!doctype html><html><head><title>Guest network</title></head><body>Please log in.</body></html>'

const isControl = (call: Call): boolean => call.path === '/control' || call.path.startsWith('/control/')
const isAvaya = (call: Call): boolean => /^\/api\/(auth|notification|analytics)\//.test(call.path)
const isThoughtspot = (call: Call): boolean => call.path.startsWith('/api/rest/2.0/')

export interface AnswerDeps {
  readonly avaya: Parameters<typeof avayaRoutes>[0]
  readonly giosg: GiosgDeps
  readonly thoughtspot: ThoughtspotDeps
  readonly control: ControlDeps
  readonly faults: () => Readonly<Faults>
}

/** All services behind one server; each keeps its own way to say no. */
export function createAnswer(deps: AnswerDeps): Answer {
  const avaya = createRouter(avayaRoutes(deps.avaya), noAvayaRoute)
  const giosg = createRouter(giosgRoutes(deps.giosg), noGiosgRoute)
  const thoughtspot = createRouter(thoughtspotRoutes(deps.thoughtspot), noThoughtspotRoute)
  const control = createRouter(controlRoutes(deps.control), noControlRoute)

  function trouble(call: Call): Reply | undefined {
    const { htmlInsteadOfJson, serverError } = deps.faults()
    if (htmlInsteadOfJson) return { status: 200, body: LOGIN_PAGE, contentType: 'text/html' }
    if (!serverError) return undefined
    if (isThoughtspot(call)) return refusal(503, 'The service is down')
    return isAvaya(call) ? problem(503, 'The service is down', call.path) : detail(503, 'The service is down.')
  }

  return (call) => {
    if (isControl(call)) return control(call)
    const troubled = trouble(call)
    if (troubled) return troubled
    if (isThoughtspot(call)) return thoughtspot(call)
    return isAvaya(call) ? avaya(call) : giosg(call)
  }
}
