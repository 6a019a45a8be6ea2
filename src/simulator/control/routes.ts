import { timingSafeEqual } from 'node:crypto'
import type { Call, Reply } from '../http/reply.ts'
import type { NoRoute, Route } from '../http/router.ts'
import { controlChangeSchema, type ControlChange } from './schema.ts'
import type { ControlState } from './state.ts'

const PATH = '/control'

export interface ControlDeps {
  readonly token: string
  readonly state: () => ControlState
  readonly change: (change: ControlChange) => void
}

const refused = (status: number, error: string): Reply => ({ status, body: { error } })

export const noControlRoute: NoRoute = (_call, allowed) =>
  allowed.length === 0 ? refused(404, 'only /control is here') : refused(405, `use ${allowed.join(' or ')}`)

/** Separate from the services: own token, untouched by their faults. */
export function controlRoutes(deps: ControlDeps): readonly Route[] {
  const wanted = Buffer.from(`Bearer ${deps.token}`)

  const guarded = (run: (call: Call) => Reply) => (call: Call) => {
    const given = Buffer.from(call.headers['authorization'] ?? '')
    const good = given.length === wanted.length && timingSafeEqual(given, wanted)
    return good ? run(call) : refused(401, 'the control token is missing or wrong')
  }

  function change(call: Call): Reply {
    let body: unknown
    try {
      body = JSON.parse(call.body)
    } catch {
      return refused(400, 'the body is not JSON')
    }
    const wish = controlChangeSchema.safeParse(body)
    if (!wish.success) {
      const { path = [], message = '' } = wish.error.issues[0] ?? {}
      return refused(400, `${path.join('.') || 'body'}: ${message}`)
    }
    deps.change(wish.data)
    return { status: 200, body: deps.state() }
  }

  return [
    { method: 'GET', path: PATH, run: guarded(() => ({ status: 200, body: deps.state() })) },
    { method: 'POST', path: PATH, run: guarded(change) }
  ]
}
