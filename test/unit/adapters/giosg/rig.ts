import { createGiosgEdits } from '../../../../src/adapters/giosg/edits.ts'
import { createGiosgReporting } from '../../../../src/adapters/giosg/reporting.ts'
import { createRequestBudget } from '../../../../src/adapters/transport/budget.ts'
import type { GiosgConfig } from '../../../../src/core/connections/connection.ts'
import type { HttpRequest, HttpResponse } from '../../../../src/core/ports/http.ts'
import { ok, type Result } from '../../../../src/core/result.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const ORGANIZATION = '7f9e9580-095b-42c7-838c-c04e667b26f7'
const TOKEN = 'giosg-1234'

export type Answer = Result<HttpResponse>

export const answered = (status: number, body?: unknown, headers: Record<string, string> = {}): Answer =>
  ok({ status, headers, text: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body) })

/** Paths without what all have in common. */
export const pathOf = ({ url }: HttpRequest): string => url.replace(/^.*\/orgs\/[^/]+/, '')

/** The adapter's abilities over answers the test gives, on virtual time, with the connection's budget. */
export function reportingRig(answer: (request: HttpRequest, index: number) => Answer | Promise<Answer>) {
  const clock = createVirtualClock()
  const requests: HttpRequest[] = []
  const config: GiosgConfig = {
    system: 'giosg',
    name: 'Chat',
    organizationId: ORGANIZATION,
    apiBaseUrl: 'https://api.giosg.example',
    serviceBaseUrl: 'https://service.giosg.example',
    tokenKind: 'token'
  }
  const warnings: unknown[] = []
  const deps = {
    http: {
      async send(request: HttpRequest): Promise<Answer> {
        const index = requests.push(request) - 1
        await Promise.resolve()
        return answer(request, index)
      }
    },
    clock,
    random: createSetRandom(0),
    logger: { ...silentLogger, warn: (...said: unknown[]) => void warnings.push(said) },
    secret: () => Promise.resolve(ok(TOKEN)),
    budget: createRequestBudget(clock)
  }
  const connection = { id: 'g1', config, demo: false }
  return {
    clock,
    requests,
    warnings,
    calls: () => requests.map((request) => `${request.method} ${pathOf(request)}`),
    bodies: () => requests.map(({ body }): unknown => (body === undefined ? undefined : JSON.parse(body))),
    edits: createGiosgEdits(connection, deps),
    reporting: createGiosgReporting(connection, deps),
    /** Lets time pass until the work is over. */
    async over<T>(work: Promise<T>): Promise<T> {
      const state = { isOver: false }
      const done = work.finally(() => (state.isOver = true))
      for (let step = 0; step < 2_000; step++) {
        await settle()
        if (state.isOver) break
        clock.advance(250)
      }
      return done
    }
  }
}
