import { expect, it } from 'vitest'
import { adapters } from '../../../src/adapters/registry.ts'
import { DEFAULT_FRESHNESS } from '../../../src/core/connections/source.ts'
import type { SourceDeps } from '../../../src/core/connections/source.ts'
import { connectionConfigSchema, SYSTEMS } from '../../../src/core/connections/connection.ts'
import type { Connection, SystemId } from '../../../src/core/connections/connection.ts'
import { ok } from '../../../src/core/result.ts'
import { createCloudHttp } from '../../fakes/cloud-http.ts'
import { createFakeSockets } from '../../fakes/fake-sockets.ts'
import { createMemorySubscriptions } from '../../fakes/memory-subscriptions.ts'
import { createRecordingSink } from '../../fakes/recording-sink.ts'
import { createSetRandom } from '../../fakes/set-random.ts'
import { silentLogger } from '../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../fakes/virtual-clock.ts'

const uuid = '7f9e9580-095b-42c7-838c-c04e667b26f7'
const urls = { apiBaseUrl: 'https://api.giosg.com', serviceBaseUrl: 'https://service.giosg.com' }
const configs: Record<SystemId, unknown> = {
  avaya: {
    system: 'avaya',
    name: 'A',
    restBaseUrl: 'https://eu.api.example.com',
    accountId: 'EZCLTR',
    clientId: 'c',
    producers: ['p']
  },
  giosg: { system: 'giosg', name: 'G', organizationId: uuid, tokenKind: 'token', ...urls },
  thoughtspot: { system: 'thoughtspot', name: 'T', baseUrl: 'http://127.0.0.1:8080/', username: 'u' }
}
const connectionOf = (system: SystemId): Connection => ({
  id: system,
  demo: false,
  config: connectionConfigSchema.parse(configs[system])
})

it.each([
  ['avaya', 'eu.api.example.com', ['realtime', 'diagnosis']],
  ['giosg', 'api.giosg.com', ['targets', 'reporting', 'edits', 'probe', 'diagnosis']],
  ['thoughtspot', '127.0.0.1:8080', ['probe', 'diagnosis']]
] as const)('%s is known by its host and does what it can, nothing before it is asked', (system, host, abilities) => {
  const clock = createVirtualClock()
  let calls = 0
  const http = createCloudHttp(() => ({ status: 500 + calls++ }))
  const sink = createRecordingSink()
  const deps: SourceDeps = {
    http,
    clock,
    sockets: createFakeSockets(),
    random: createSetRandom(0),
    logger: silentLogger,
    freshness: DEFAULT_FRESHNESS,
    language: () => 'en-GB',
    subscriptions: createMemorySubscriptions(),
    secret: () => Promise.resolve(ok(String(calls++)))
  }
  const { config } = connectionOf(system)
  expect(adapters[system].hostOf(config)).toBe(host)
  expect(Object.keys(adapters[system].create(connectionOf(system), deps, sink))).toEqual(abilities)
  expect([calls, clock.pendingTimers(), sink.told.length]).toEqual([0, 0, 0])
})

it('every system has an adapter that knows its own name and takes no other’s connection', () => {
  for (const system of SYSTEMS) {
    expect(adapters[system].system).toBe(system)
    for (const other of SYSTEMS) {
      if (other !== system) expect(() => adapters[system].hostOf(connectionOf(other).config)).toThrow(other)
    }
  }
})
