import { createServer as createTlsServer } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import { createCancellation } from '../../src/core/cancellation.ts'
import type { Connection } from '../../src/core/connections/connection.ts'
import type { DiagnosisStep } from '../../src/core/connections/diagnosis.ts'
import type { Cancellation } from '../../src/core/ports/http.ts'
import { startDemoCentre, type DemoCentre } from '../../src/simulator/demo-centre.ts'
import { noRecorder } from '../../src/simulator/recorder.ts'
import { systemClock } from '../../src/simulator/system-clock.ts'
import { answer, startHttpServer, type HttpServer } from '../fakes/http-server.ts'
import { createBench, type Bench } from './adapter-harness.ts'
import { noFarSide } from './no-far-side.ts'

const centres: DemoCentre[] = []
const servers: HttpServer[] = []
afterEach(async () => {
  for (const centre of centres.splice(0)) centre.dispose()
  for (const server of servers.splice(0)) await server.close()
})

async function startCentre(): Promise<DemoCentre> {
  const life = { elapsedMs: 3_600_000, tokenLifeMs: 900_000, pingIntervalMs: 300_000 }
  const options = { seed: 7, scenario: 'quiet-day' as const, speed: 1, port: 0, controlToken: 'control', ...life }
  const centre = await startDemoCentre({ clock: systemClock, recorder: noRecorder, options })
  centres.push(centre)
  return centre
}

async function control(centre: DemoCentre, faults?: object): Promise<Record<string, unknown>> {
  const { url, token } = centre.ready.control
  const response = await fetch(url, {
    method: faults ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}` },
    ...(faults ? { body: JSON.stringify({ faults }) } : {})
  })
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

type SystemId = Connection['config']['system']

interface Set {
  readonly config: Connection['config']
  readonly secrets: Readonly<Record<string, string>>
}

function setOf(centre: DemoCentre, system: SystemId): Set {
  const [avaya, giosg] = centre.ready.connections
  const [thoughtspot] = centre.ready.more
  switch (system) {
    case 'avaya': {
      const { appKey, clientSecret, ...config } = avaya
      return { config: { ...config, producers: [...config.producers] }, secrets: { appKey, clientSecret } }
    }
    case 'giosg': {
      const { token, ...config } = giosg
      return { config, secrets: { token } }
    }
    case 'thoughtspot': {
      const { secretKey, ...config } = thoughtspot
      return { config, secrets: { secretKey } }
    }
  }
}

const never: Cancellation = createCancellation().cancellation

async function diagnose(
  { config, secrets }: Set,
  cancellation = never,
  told: (steps: readonly DiagnosisStep[], bench: Bench) => void = () => undefined
) {
  const bench = createBench({ connection: { id: 'c1', demo: false, config }, secrets, far: noFarSide })
  const walks: (readonly DiagnosisStep[])[] = []
  await bench.abilities.diagnosis?.run((steps) => {
    walks.push(steps)
    told(steps, bench)
  }, cancellation)
  expect(bench.clock.pendingTimers()).toBe(0)
  const last = walks.at(-1) ?? []
  return { walks, last, failed: last.filter(({ state }) => state === 'failed') }
}

const shape = (steps: readonly DiagnosisStep[]): readonly string[] => steps.map(({ id, state }) => `${id}: ${state}`)

describe('the test of a connection against the demo centre', () => {
  it.each([
    [
      'avaya',
      ['token', 'producers', 'producer/Queue_itd_1.0.0', 'producer/Agent_itd_1.0.0'],
      ['subscribe', 'socket', 'authenticate', 'unsubscribe']
    ],
    ['giosg', ['user', 'workflows', 'targets'], []],
    ['thoughtspot', ['token', 'org', 'channels'], []]
  ] as const)('%s: every step is told from the start and ends well', async (system, first, rest) => {
    const centre = await startCentre()
    const { walks, last } = await diagnose(setOf(centre, system))
    const host = `127.0.0.1:${centre.ready.port}`
    expect(shape(last)).toEqual([
      ...['proxy', 'lookup', 'connect'].map((step) => `${step}/${host}: ok`),
      `certificate/${host}: skipped`,
      ...[...first, ...rest].map((step) => `${step}: ok`)
    ])
    expect(walks[0]?.map(({ state }) => state)).toEqual(last.map(() => 'pending'))
    expect((await control(centre))['subscriptions']).toBe(0)
  })

  it('the owner of a giosg token is named, with the warning that it dies with that user', async () => {
    const { last } = await diagnose(setOf(await startCentre(), 'giosg'))
    expect(last.find(({ step }) => step === 'user')?.notes).toEqual([
      { code: 'tokenOf', params: { owner: 'Demo Supervisor' } },
      { code: 'tokenDies', params: {} }
    ])
  })

  it.each([
    ['avaya', { badAppKey: true }, 'token', 'badAppKey', undefined],
    ['avaya', { refuseToken: true }, 'token', 'badCredential', 'clientRefused'],
    ['avaya', { forbidden: true }, 'producers', 'forbidden', 'accountForbidden'],
    ['avaya', { noProducers: true }, 'producers', 'notFound', 'noProducers'],
    ['avaya', { serverError: true }, 'token', 'serverError', undefined],
    ['avaya', { htmlInsteadOfJson: true }, 'token', 'unexpectedAnswer', undefined],
    ['avaya', { refuseConnections: true }, 'socket', 'serverError', undefined],
    ['avaya', { authStatus: 'CONNECTION_FAILED_INVALID_TOKEN' }, 'authenticate', 'badCredential', 'liveTokenRefused'],
    ['giosg', { giosgBadToken: true }, 'user', 'badCredential', 'giosgTokenRefused'],
    ['giosg', { giosg429: { retryAfterSeconds: 30 } }, 'user', 'rateLimited', undefined],
    ['giosg', { giosgNoSubscription: true }, 'workflows', 'noSubscription', undefined],
    ['giosg', { giosgOtherOrganization: true }, 'workflows', 'forbidden', 'giosgOtherOrganization'],
    ['thoughtspot', { thoughtspotBadCredential: true }, 'token', 'badCredential', 'thoughtspotLoginRefused'],
    ['thoughtspot', { thoughtspotForbidden: true }, 'channels', 'forbidden', 'thoughtspotPrivilege'],
    ['thoughtspot', { thoughtspotNotEnabled: true }, 'channels', 'notEnabled', undefined]
  ] as const)(
    '%s with %j fails at %s as %s, and nothing is left behind',
    async (system, faults, step, code, finding) => {
      const centre = await startCentre()
      await control(centre, faults)
      const { last, failed } = await diagnose(setOf(centre, system))
      expect(failed.map((one) => [one.step, one.failure?.code, one.finding])).toEqual([[step, code, finding]])
      const after = last.slice(last.findIndex((one) => one.step === step) + 1)
      for (const one of after) expect(['skipped', ...(one.step === 'unsubscribe' ? ['ok'] : [])]).toContain(one.state)
      expect((await control(centre))['subscriptions']).toBe(0)
    }
  )

  it('a producer the account does not have is named beside those it has, and the others go on', async () => {
    const set = setOf(await startCentre(), 'avaya')
    const { last, failed } = await diagnose({
      ...set,
      config: { ...set.config, producers: ['Nobody_itd_1.0.0', 'queue_ITD_1.0.0'] } as Connection['config']
    })
    expect(failed.map(({ subject, finding }) => [subject, finding])).toEqual([['Nobody_itd_1.0.0', 'producerMissing']])
    expect(failed[0]?.failure?.detail).toContain('Queue_itd_1.0.0')
    expect(last.find(({ subject }) => subject === 'queue_ITD_1.0.0')?.notes).toEqual([
      { code: 'writtenAs', params: { name: 'Queue_itd_1.0.0' } }
    ])
    expect(last.find(({ step }) => step === 'authenticate')?.state).toBe('ok')
  })

  it('cancelled while the subscription is being made, it is deleted all the same', async () => {
    const centre = await startCentre()
    const owner = createCancellation()
    let made = 0
    const { last } = await diagnose(setOf(centre, 'avaya'), owner.cancellation, (steps) => {
      if (steps.find(({ step }) => step === 'subscribe')?.state !== 'running') return
      made += 1
      setImmediate(() => owner.cancel())
    })
    expect(made).toBeGreaterThan(0)
    expect(last.find(({ step }) => step === 'subscribe')).toMatchObject({
      state: 'skipped',
      notes: [{ code: 'cancelled' }]
    })
    expect(last.every(({ state }) => state === 'ok' || state === 'skipped')).toBe(true)
    expect((await control(centre))['subscriptions']).toBe(0)
  })

  it('a missing secret is found before anything is sent', async () => {
    const { failed } = await diagnose({ ...setOf(await startCentre(), 'avaya'), secrets: {} })
    expect(failed.map(({ step, failure }) => [step, failure?.code])).toEqual([['token', 'noSecret']])
  })
})

describe('the way to a host', () => {
  const giosg = (url: string): Set => ({
    config: {
      system: 'giosg',
      name: 'Chat',
      organizationId: '7f9e9580-095b-42c7-838c-c04e667b26f7',
      apiBaseUrl: url,
      serviceBaseUrl: url,
      tokenKind: 'token'
    },
    secrets: { token: 'giosg-secret' }
  })

  it('a name nobody knows fails at the name, and nothing after it is tried', async () => {
    const { failed, last } = await diagnose(giosg('https://nobody.invalid'))
    expect(failed.map(({ step, failure }) => [step, failure?.code])).toEqual([['lookup', 'dns']])
    expect(shape(last).slice(2)).toEqual([
      'connect/nobody.invalid: skipped',
      'certificate/nobody.invalid: skipped',
      'user: skipped',
      'workflows: skipped',
      'targets: skipped'
    ])
  })

  it('a port where nobody listens fails at the connection', async () => {
    const gone = await startHttpServer((_, response) => answer(response, 200))
    await gone.close()
    const { failed } = await diagnose(giosg(gone.url))
    expect(failed.map(({ step, failure }) => [step, failure?.code])).toEqual([['connect', 'unreachable']])
  })

  it('a server without encryption behind https: fails at the connection, before any credential is sent', async () => {
    let heard = ''
    const plain = await startHttpServer((request, response) => {
      heard += JSON.stringify(request.headers)
      answer(response, 200)
    })
    servers.push(plain)
    const { failed } = await diagnose(giosg(plain.url.replace('http:', 'https:')))
    expect(failed.map(({ step, failure }) => [step, failure?.code])).toEqual([['connect', 'unexpectedAnswer']])
    expect(heard).not.toContain('giosg-secret')
  })

  it('a host that breaks off the handshake fails at the certificate', async () => {
    const server = createTlsServer({})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { failed } = await diagnose(giosg(`https://127.0.0.1:${port}`))
    server.close()
    expect(failed.map(({ step, failure }) => [step, failure?.code])).toEqual([['certificate', 'tlsUntrusted']])
  })

  it('the first request to a host carries no credential', async () => {
    const seen: (string | undefined)[] = []
    const server = await startHttpServer((request, response) => {
      seen.push(request.headers.authorization)
      answer(response, 404)
    })
    servers.push(server)
    await diagnose(giosg(server.url))
    expect(seen[0]).toBeUndefined()
    expect(seen.length).toBeGreaterThan(1)
  })
})
