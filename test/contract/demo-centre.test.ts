import { afterEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../src/core/connections/connection.ts'
import { measureByRole } from '../../src/core/measures/feed.ts'
import type { MeasureRole, Value } from '../../src/core/measures/value.ts'
import { AGENT_STATES } from '../../src/core/measures/value.ts'
import { startDemoCentre } from '../../src/simulator/demo-centre.ts'
import type { DemoCentre } from '../../src/simulator/demo-centre.ts'
import { noRecorder } from '../../src/simulator/recorder.ts'
import { systemClock } from '../../src/simulator/system-clock.ts'
import { createBench } from './adapter-harness.ts'
import type { Bench } from './adapter-harness.ts'
import { noFarSide } from './no-far-side.ts'

/** The demo centre is written from the same documents without knowing the adapters: here both readings meet on the wire. */
const centres: DemoCentre[] = []
const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.abilities.realtime?.close()
  for (const centre of centres.splice(0)) centre.dispose()
})

async function startCentre(port = 0): Promise<DemoCentre> {
  const options = {
    seed: 7,
    scenario: 'quiet-day' as const,
    speed: 1,
    port,
    controlToken: 'control-1234',
    elapsedMs: 3_600_000,
    tokenLifeMs: 900_000,
    pingIntervalMs: 300_000
  }
  const centre = await startDemoCentre({ clock: systemClock, recorder: noRecorder, options })
  centres.push(centre)
  return centre
}

function benchFor(centre: DemoCentre, system: 'avaya' | 'giosg'): Bench {
  const [avaya, giosg] = centre.ready.connections
  const { appKey, clientSecret, ...avayaConfig } = avaya
  const { token, ...giosgConfig } = giosg
  const connection: Connection =
    system === 'avaya'
      ? { id: 'demo-a', demo: true, config: { ...avayaConfig, producers: [...avayaConfig.producers] } }
      : { id: 'demo-g', demo: true, config: giosgConfig }
  const bench = createBench({ connection, secrets: { appKey, clientSecret, token }, far: noFarSide })
  benches.push(bench)
  return bench
}

async function control(centre: DemoCentre, change?: object): Promise<Record<string, unknown>> {
  const response = await fetch(centre.ready.control.url, {
    method: change ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${centre.ready.control.token}` },
    ...(change ? { body: JSON.stringify(change) } : {})
  })
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

const QUEUES = 'demo-a/Queue_itd_1.0.0'
const AGENTS = 'demo-a/Agent_itd_1.0.0'

async function live(bench: Bench): Promise<void> {
  await bench.until(() => [QUEUES, AGENTS].every((feed) => bench.sink.last(feed)?.phase === 'live'))
}

/** The newest value of one role by row, of all rows of a feed. */
function valuesOf(bench: Bench, feedId: string, role: MeasureRole): ReadonlyMap<string, Value> {
  const feed = bench.sink.described.find(({ id }) => id === feedId)
  const name = feed && measureByRole(feed, role)?.name
  const values = new Map<string, Value>()
  for (const { rowId, values: changed } of bench.sink.changes) {
    if (name !== undefined && name in changed) values.set(rowId, changed[name] ?? null)
  }
  return values
}

const textsOf = (values: ReadonlyMap<string, Value>): readonly string[] => [...values.values()].map(String).sort()

describe('the adapters against the demo centre', () => {
  it('the floor that is shown is the floor that is simulated', async () => {
    const centre = await startCentre()
    const bench = benchFor(centre, 'avaya')
    bench.abilities.realtime?.start()
    await live(bench)
    const truth = await control(centre)
    const queues = truth['queues'] as readonly { readonly name: string; readonly waiting: number }[]
    expect(textsOf(valuesOf(bench, QUEUES, 'queueName'))).toEqual(queues.map(({ name }) => name).sort())
    const waiting = [...valuesOf(bench, QUEUES, 'contactsWaiting').values()]
    expect(waiting).toHaveLength(queues.length)
    expect(waiting.every((value) => typeof value === 'number' && value >= 0)).toBe(true)
    for (const state of textsOf(valuesOf(bench, AGENTS, 'agentState'))) expect(AGENT_STATES).toContain(state)
    const since = [...valuesOf(bench, AGENTS, 'stateSince').values()].filter((value) => value !== null)
    expect(since.length).toBeGreaterThan(0)
    for (const value of since) expect(Math.abs(Number(value) - Date.now())).toBeLessThan(86_400_000)
    expect(bench.sink.skipped).toEqual([])
  })

  it('every role a rule needs is there', async () => {
    const bench = benchFor(await startCentre(), 'avaya')
    bench.abilities.realtime?.start()
    await live(bench)
    const rolesOf = (id: string): readonly unknown[] =>
      bench.sink.described.find((feed) => feed.id === id)?.measures.map(({ role }) => role) ?? []
    expect(rolesOf(QUEUES)).toEqual(
      expect.arrayContaining(['queueName', 'contactsWaiting', 'contactsActive', 'offered', 'answered', 'abandoned'])
    )
    expect(rolesOf(AGENTS)).toEqual(
      expect.arrayContaining(['agentName', 'agentState', 'agentReason', 'stateSince', 'afterContactSince'])
    )
  })

  it('subscriptions are gone after close', async () => {
    const centre = await startCentre()
    const bench = benchFor(centre, 'avaya')
    bench.abilities.realtime?.start()
    await live(bench)
    expect((await control(centre))['subscriptions']).toBe(2)
    await bench.abilities.realtime?.close()
    expect((await control(centre))['subscriptions']).toBe(0)
    expect(bench.clock.pendingTimers()).toBe(0)
  })

  it('it is live again within 5 s when the demo centre comes back without its memory', async () => {
    const centre = await startCentre()
    const bench = benchFor(centre, 'avaya')
    bench.abilities.realtime?.start()
    await live(bench)
    centre.dispose()
    await bench.until(() => [QUEUES, AGENTS].every((feed) => bench.sink.last(feed)?.phase !== 'live'))
    await new Promise<void>((resolve) => bench.clock.after(2_000, resolve))
    await startCentre(centre.ready.port)
    const backAtMs = performance.now()
    await live(bench)
    expect(performance.now() - backAtMs).toBeLessThan(5_000)
  }, 20_000)

  it('a subscription that is pending at first is waited for', async () => {
    const centre = await startCentre()
    await control(centre, { faults: { pendingMs: 1_500 } })
    const bench = benchFor(centre, 'avaya')
    bench.abilities.realtime?.start()
    await live(bench)
    expect(bench.sink.statuses.every(({ failure }) => failure === undefined)).toBe(true)
  })

  it('workflows and targets are read, and a test gives the simulated value', async () => {
    const centre = await startCentre()
    const bench = benchFor(centre, 'giosg')
    expect(await bench.abilities.probe?.check()).toMatchObject({ ok: true })
    const read = await bench.abilities.targets?.readAll()
    if (!read?.ok) throw new Error('not read')
    const truth = (await control(centre))['targets'] as readonly { readonly id: string; readonly threshold: number }[]
    expect(read.value.targets.map(({ id, threshold }) => ({ id, threshold }))).toEqual(
      truth.map(({ id, threshold }) => ({ id, threshold }))
    )
    expect(read.value.workflows.length).toBeGreaterThan(0)
    for (const target of read.value.targets) {
      const tested = await bench.abilities.targets?.test(target)
      expect(tested).toMatchObject({
        ok: true,
        value: { targetId: target.id, selectedPeriod: target.notificationPeriod }
      })
    }
  })
})
