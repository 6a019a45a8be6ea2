import type { CloudAnswer, CloudRequest } from './avaya-cloud.ts'

const ORG = '7f9e9580-095b-42c7-838c-c04e667b26f7'

/** What giosg answers, without a network. Lists come one item a page, with absolute links to `origin`. */
export class GiosgCloud {
  readonly log: string[] = []
  readonly organizationId = ORG
  origin = 'https://api.giosg.example'
  authorization = 'Token giosg-1234'
  workflows: object[] = [
    { id: 'w1', name: 'Sales', description: 'More of it', surprise: 1 },
    { id: 'w2', name: 'Service' }
  ]
  targets: Record<string, object[]> = { w1: [this.target('t1'), this.target('t2')], w2: [this.target('t3')] }
  test: object = {
    workflow: 'Sales',
    target: 'T',
    selected_period: 'P1W',
    timespan_requested: 'last week',
    value: 12.5
  }
  /** Answers first; undefined leaves the call to the service. */
  intercept: (request: CloudRequest) => CloudAnswer | undefined = () => undefined

  target(id: string, changes: object = {}): object {
    return {
      id,
      workflow: 'a name',
      name: `Target ${id}`,
      reporting_threshold: 100,
      reporting_bound: 'LOWER',
      reporting_field: 'count',
      reporting_period: 'P1W',
      notification_period: 'P1W',
      are_notifications_active: true,
      ...changes
    }
  }

  handle(request: CloudRequest): CloudAnswer {
    this.log.push(`${request.method} ${request.path}`)
    const early = this.intercept(request)
    if (early) return early
    if (request.headers['authorization'] !== this.authorization)
      return { status: 401, body: { detail: 'Invalid token.' } }
    if (request.path === '/api/v5/users/me') {
      return { status: 200, body: { id: 'u1', organization_id: ORG, first_name: 'Ada', last_name: 'L' } }
    }
    const rest = request.path.split(`/api/objectives/v1/orgs/${ORG}/workflows`)[1]
    if (rest === undefined) return { status: 404, body: { detail: 'Not found.' } }
    const url = new URL(rest.startsWith('/') ? rest : `/${rest}`, 'http://x')
    const [, workflowId = '', kind, targetId, action] = url.pathname.split('/')
    const cursor = Number(url.searchParams.get('cursor') ?? 0)
    if (workflowId === '') return this.#page(this.workflows, request.path, cursor)
    const targets = this.targets[workflowId]
    if (!targets || kind !== 'targets') return { status: 404, body: { detail: 'Not found.' } }
    if (targetId === undefined) return this.#page(targets, request.path, cursor)
    return action === 'test' ? { status: 200, body: this.test } : { status: 404, body: { detail: 'Not found.' } }
  }

  #page(items: readonly object[], path: string, cursor: number): CloudAnswer {
    const bare = path.replace(/\?.*/, '')
    const next = cursor + 1 < items.length ? `${this.origin}${bare}?cursor=${cursor + 1}` : null
    return { status: 200, body: { next, previous: null, results: items.slice(cursor, cursor + 1) } }
  }
}
