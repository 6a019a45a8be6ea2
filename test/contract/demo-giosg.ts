import { afterEach } from 'vitest'
import type { GiosgConfig } from '../../src/core/connections/connection.ts'
import type { EditSink, ReportingSource } from '../../src/core/connections/source.ts'
import type { Edit, EditDone } from '../../src/core/edits/edit.ts'
import { createEditService, type EditRefusal } from '../../src/core/edits/edit-service.ts'
import type { TargetDraft } from '../../src/core/reporting/drafts.ts'
import type { HttpRequest } from '../../src/core/ports/http.ts'
import type { Json } from '../../src/core/reporting/json.ts'
import type { Result } from '../../src/core/result.ts'
import { startDemoCentre, type DemoCentre, type DemoOptions } from '../../src/simulator/demo-centre.ts'
import { noRecorder } from '../../src/simulator/recorder.ts'
import { systemClock } from '../../src/simulator/system-clock.ts'
import { createBench, type Bench } from './adapter-harness.ts'
import { noFarSide } from './no-far-side.ts'

const centres: DemoCentre[] = []
const benches: Bench[] = []
afterEach(() => {
  benches.length = 0
  for (const centre of centres.splice(0)) centre.dispose()
})

export async function startCentre(options: Partial<DemoOptions> = {}): Promise<DemoCentre> {
  const life = { elapsedMs: 3_600_000, tokenLifeMs: 900_000, pingIntervalMs: 300_000 }
  const usual = { seed: 1, scenario: 'quiet-day' as const, speed: 1, port: 0, controlToken: 'control-1234', ...life }
  const centre = await startDemoCentre({
    clock: systemClock,
    recorder: noRecorder,
    options: { ...usual, ...options }
  })
  centres.push(centre)
  return centre
}

export interface DemoGiosg {
  readonly bench: Bench
  readonly reporting: ReportingSource
  readonly sink: EditSink
  readonly token: string
  /** Through the edit service, as everything is written. */
  apply(edit: Edit): Promise<Result<EditDone, EditRefusal>>
  /** The id of what was made; throws when it was not. */
  made(edit: Edit): Promise<string>
  faults(change: object): Promise<void>
  /** What was sent since then, without what all paths have in common. */
  sent(): readonly { readonly call: string; readonly body: unknown }[]
  /** As the service itself answers, past the adapter. */
  raw(path: string): Promise<unknown>
}

/** The giosg adapter, wired as the application does it, against a demo centre over real HTTP. */
export async function demoGiosg(
  options: Partial<DemoOptions> = {},
  changes: Partial<GiosgConfig> = {}
): Promise<DemoGiosg> {
  const centre = await startCentre(options)
  const { token, ...own } = centre.ready.connections[1]
  const config: GiosgConfig = { ...own, ...changes }
  const bench = createBench({ connection: { id: 'demo-g', demo: true, config }, secrets: { token }, far: noFarSide })
  benches.push(bench)
  const { reporting, edits: sink } = bench.abilities
  if (!reporting || !sink) throw new Error('the giosg adapter reads and writes')
  const service = createEditService({ sinkOf: () => sink })
  const apply = (edit: Edit) => service.apply({ connectionId: 'demo-g', edit })
  const root = `${config.apiBaseUrl}/api/objectives/v1/orgs/${config.organizationId}`
  let seen = 0

  return {
    bench,
    reporting,
    sink,
    token,
    apply,
    async made(edit) {
      const done = await apply(edit)
      if (!done.ok || done.value.id === null) throw new Error(JSON.stringify(done))
      return done.value.id
    },
    async faults(change) {
      const answer = await fetch(centre.ready.control.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${centre.ready.control.token}` },
        body: JSON.stringify({ faults: change })
      })
      if (answer.status !== 200) throw new Error(await answer.text())
    },
    sent() {
      const fresh = bench.requests.slice(seen)
      seen = bench.requests.length
      return fresh.map(({ method, url, body }: HttpRequest) => ({
        call: `${method} ${url.replace(root, '')}`,
        body: body === undefined ? undefined : (JSON.parse(body) as unknown)
      }))
    },
    async raw(path) {
      const answer = await fetch(root + path, { headers: { authorization: `Token ${token}` } })
      return (await answer.json()) as unknown
    }
  }
}

/** Fails the test with the reason where something did not work. */
export function valueOf<T, F>(result: Result<T, F>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

const QUERY: Json = {
  interval: {
    start: '2026-01-01T00:00:00.000+02:00',
    end: '2027-01-01T00:00:00.000+02:00',
    time_zone: 'Europe/Helsinki'
  },
  granularity: 'all',
  group_by: [],
  vendor: 'com.example.contact-centre',
  aggregations: ['count'],
  filters: { type: 'and', fields: [{ type: 'selector', dimension: 'action', value: 'answered' }] }
}

export const TARGET: TargetDraft = {
  name: 'Answered today',
  threshold: 10,
  bound: 'LOWER',
  reportingPeriod: 'P1D',
  notificationPeriod: 'P1D',
  datasource: 'GENERIC_REPORTING',
  field: 'count',
  query: QUERY,
  notificationsActive: true,
  activeFromMs: Date.UTC(2026, 0, 1),
  activeUntilMs: null
}
