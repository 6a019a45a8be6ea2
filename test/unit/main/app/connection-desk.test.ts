import { expect, it } from 'vitest'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import type { HttpResponse } from '../../../../src/core/ports/http.ts'
import type { Result } from '../../../../src/core/result.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import { createConnectionDesk, type ConnectionEntry } from '../../../../src/main/app/connection-desk.ts'
import { createFloor } from '../../../../src/main/app/floor.ts'
import { createFakeSockets } from '../../../fakes/fake-sockets.ts'
import { createMemorySubscriptions } from '../../../fakes/memory-subscriptions.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const nothing = (): undefined => undefined
const never = <T>(): Promise<T> => new Promise<T>(nothing)

/** Both kinds at one address: with a socket and with requests alone. Nobody ever answers them. */
function entriesAt(address: string): ConnectionEntry[] {
  const floor = { restBaseUrl: address, accountId: 'ABCDEF', clientId: 'c', producers: ['Queue_itd_1.0.0'] }
  const targets = {
    organizationId: '11111111-1111-4111-8111-111111111111',
    apiBaseUrl: address,
    serviceBaseUrl: address
  }
  const configs = [
    { system: 'avaya', name: 'Floor', ...floor },
    { system: 'giosg', name: 'Targets', tokenKind: 'token', ...targets }
  ] as const
  return configs.map((config) => ({
    connection: { id: `${config.name} at ${address}`, config, demo: false },
    secret: () => never<Result<string>>(),
    secretsSet: () => []
  }))
}

function setUp() {
  const clock = createVirtualClock()
  const random = createSetRandom(0.5)
  const around = { clock, random, logger: silentLogger, line: nothing }
  return createConnectionDesk({
    ...around,
    floor: createFloor({
      ...around,
      ...{ look: nothing, staleAfterMs: () => DEFAULT_FRESHNESS.staleAfterMs },
      ...{
        table: createMeasureTable(),
        openAlerts: () => [],
        dispatch: nothing,
        rowsChanged: nothing,
        feedsChanged: nothing,
        keysShared: nothing
      }
    }),
    sourceDeps: {
      ...{ clock, random, http: { send: () => never<Result<HttpResponse>>() }, sockets: createFakeSockets() },
      ...{ freshness: DEFAULT_FRESHNESS, language: () => 'en-GB', subscriptions: createMemorySubscriptions() }
    },
    changed: nothing,
    targetsReady: nothing,
    targetsWait: nothing,
    targetsGone: nothing
  })
}

it('without a network connections to other computers wait and say so, those to this one go on', () => {
  const here = ['http://localhost', 'http://127.0.0.1:8080', 'http://[::1]:8080']
  const elsewhere = ['https://127.0.0.1.example.com', 'https://localhost.example.com:8443', 'https://api.giosg.com']
  const desk = setUp()
  desk.set([...here, ...elsewhere].flatMap(entriesAt))
  desk.networkIs(false)
  const phasesAt = (addresses: readonly string[]): string[] =>
    desk
      .states()
      .filter(({ entry }) => addresses.some((address) => entry.connection.id.endsWith(` at ${address}`)))
      .map(({ status }) => `${status.phase} ${status.failure?.code ?? ''}`)
  expect(phasesAt(here)).toEqual(Array<string>(6).fill('connecting '))
  expect(phasesAt(elsewhere)).toEqual(Array<string>(6).fill('offline offline'))
})
