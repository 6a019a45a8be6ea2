import fc from 'fast-check'
import type { Failure, FailureCode } from '../../../../src/core/connections/failure.ts'
import { frame } from '../../../fakes/avaya-cloud.ts'
import type { CloudAnswer } from '../../../fakes/avaya-cloud.ts'
import type { Net, ServerSocket } from './model-server.ts'
import type { World } from './model-world.ts'

type Model = Record<string, never>
export type Command = fc.AsyncCommand<Model, World>

/** Commands carried out so far, by name: what a run is worth. */
export const carriedOut = new Map<string, number>()

/** One thing that happens. `when` says whether it can; the world is checked after each. */
function command(name: string, run: (world: World) => unknown, when: (world: World) => boolean = () => true) {
  let isSkipped = false
  const made: Command = {
    check: () => true,
    async run(_, world) {
      isSkipped = !when(world)
      if (isSkipped) return
      carriedOut.set(name.split(' ')[0]!, (carriedOut.get(name.split(' ')[0]!) ?? 0) + 1)
      await run(world)
      await world.settle()
      world.server.pump()
      await world.settle()
      world.check()
    },
    toString: () => (isSkipped ? `(${name})` : name)
  }
  return made
}

/** Something a server does on the socket it has with a feed, in one of these states. */
function onSocket(
  name: string,
  feed: number,
  states: readonly ServerSocket['state'][],
  run: (at: ServerSocket, world: World) => unknown
): Command {
  const find = (world: World): ServerSocket | undefined => {
    const at = world.server.current(feed)
    return at && states.includes(at.state) ? at : undefined
  }
  return command(
    `${name} on ${String(feed)}`,
    (world) => run(find(world)!, world),
    (world) => find(world) !== undefined
  )
}

const feed = fc.nat(1)
const rowName = fc.constantFrom('r0', 'r1', 'r2', 'r3')
const times = fc.constantFrom(1, 1, 2, 3)
const OPEN = ['open', 'confirmed'] as const
const ANY = ['opening', ...OPEN] as const

const REPLIES = [
  undefined, undefined, 'CONNECTION_CONFIRMED', 'connectionConfirmed', 'CONNECTION_FAILED_INVALID_TOKEN',
  'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION', 'CONNECTION_FAILED_INTERNAL_SERVER_ERROR',
  'CONNECTION_FAILED_CONSTRAINT_VIOLATION', 'CONNECTION_FAILED_FOR_FUN'
] // prettier-ignore

/** Why a socket ends; those only a person can help with are the rarer ones. */
const ENDS: readonly (readonly [number, FailureCode, number?])[] = [
  [1000, 'closedByServer'], [1001, 'closedByServer'], [1006, 'closedByServer'], [1006, 'unreachable'], [1008, 'closedByServer'],
  [1009, 'protocol'], [1011, 'closedByServer'], [1012, 'closedByServer'], [1013, 'closedByServer'], [3000, 'closedByServer'],
  [4001, 'closedByServer'], [1006, 'dns'], [1006, 'timeout'], [1006, 'serverError'], [1006, 'rateLimited', 12_000],
  [1006, 'proxyUnreachable'], [1006, 'badCredential'], [1006, 'notFound'], [1006, 'tlsUntrusted']
] // prettier-ignore

const problem = (status: number, detail: string, headers = {}): CloudAnswer => ({
  status,
  headers,
  body: { title: 'Refused', detail }
})
/** The service's own words may repeat what it was sent. */
const ANSWERS: Readonly<Record<string, (echo: string) => CloudAnswer>> = {
  '401 token': (echo) => problem(401, `Invalid credentials (Access-Token) ${echo}`),
  '401 key': (echo) => problem(401, `Invalid credentials (Appkey) ${echo}`),
  '403': (echo) => problem(403, `not allowed: ${echo}`),
  '404': () => problem(404, 'gone'),
  '429': () => problem(429, 'slowly', { 'retry-after': '15' }),
  '500': (echo) => problem(500, `stack trace: ${echo}`),
  '503': () => problem(503, '', { 'retry-after': '7' }),
  'a page': () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Sign in</body></html>'
  }),
  'no JSON': (echo) => ({ status: 200, body: `not json ${echo}` }),
  'wrong JSON': () => ({ status: 200, body: { access_token: 7, subscriptionId: '', status: [] } })
}
const ROUTES = {
  everything: /./,
  token: /openid-connect\/token$/,
  producers: /measure-producers/,
  subscriptions: /\/subscriptions/,
  renew: /:renew$/
} as const

const STRANGE: Readonly<Record<string, (token: string) => string>> = {
  'no JSON': () => '{"keys',
  'an echo': (token) => `refused: ${token}`,
  'a field with the token': (token) => JSON.stringify({ token, payloadType: 'LIVE' }),
  'null': () => 'null',
  'another producer': () => frame({ producerId: 'Other_itd_1.0.0', keys: { queueId: 'stray' } }),
  'a notice': () => '{"event":"notice"}',
  'another action': () => frame({ eventAction: 'PATCH', keys: { queueId: 'stray' } }),
  'a key __proto__': () => frame({ keys: JSON.parse('{"__proto__":"x"}') as Record<string, string> })
} // prettier-ignore

function tokenOf(at: ServerSocket): string {
  return (JSON.parse(at.socket.sent[0] ?? '{}') as { token?: string }).token ?? ''
}

const pass = fc.constantFrom(100, 500, 1_000, 2_500, 4_000, 8_000, 15_000, 35_000, 60_000, 700_000)
  .map((ms) => command(`pass ${String(ms)} ms`, (world) => world.pass(ms))) // prettier-ignore

/** From wherever it is to a feed that is live, as on a good day. */
const goodDay = fc.nat(2).map((rows) =>
  command(`goodDay with ${String(rows)} rows`, async (world) => {
    for (let row = 0; row < rows; row++) {
      for (const feed of [0, 1]) world.server.change(feed, `r${String(row)}`, row, false, 1)
    }
    if (!world.isRunning()) world.start()
    await world.recover()
    world.server.setHelpful(false)
  })
)

/** The whole of a socket's opening, so that later steps are reached often. */
const accept = fc.record({ feed, share: fc.constantFrom(0, 0.5, 1) }).map(({ feed, share }) =>
  onSocket(`accept ${String(share)} of a snapshot`, feed, ['opening'], (at, { server }) => {
    server.open(at)
    server.reply(at)
    if (at.state === 'confirmed' && !at.socket.terminated) server.snapshot(at, share)
  })
)

/** As `accept`, with any answer. */
const answered = fc.record({ feed, status: fc.constantFrom(...REPLIES) }).map(({ feed, status }) =>
  onSocket(`answered ${status ?? 'as it is'}`, feed, ['opening'], (at, { server }) => {
    server.open(at)
    server.reply(at, status)
  })
)

/** Long enough to be stale, not long enough for the link to be given up where the limits allow that; and then something. */
const silence = fc.constantFrom('', '', 'offline', 'tlsUntrusted', 'closedByServer').map((then) =>
  command(
    `silence ${then}`,
    async (world) => {
      const { server } = world
      server.setHelpful(false)
      await world.pass(11_000)
      const at = server.current(0)
      if (then === 'offline') world.network(false)
      else if (then !== '' && at) server.close(at, 1006, { code: then })
    },
    (world) => world.phases().includes('live')
  )
)

const end = fc.record({ feed, end: fc.constantFrom(...ENDS) }).map(({ feed, end: [code, why, retryAfterMs] }) =>
  onSocket(`end ${String(code)} ${why}`, feed, ANY, (at, { server }) => {
    const failure: Partial<Failure> = {
      code: why,
      step: 'stream',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs })
    }
    server.close(at, code, failure)
  })
)

export const COMMANDS: readonly fc.Arbitrary<Command>[] = [
  goodDay,
  goodDay,
  accept,
  accept,
  answered,
  answered,
  silence,
  silence,
  end,
  end,
  pass,
  pass,
  pass,
  fc.constant(command('start', (world) => world.start())),
  fc.constant(command('start', (world) => world.start())),
  fc.constant(
    command(
      'dispose',
      (world) => world.dispose(),
      (world) => world.isRunning()
    )
  ),
  fc.constant(
    command(
      'close',
      (world) => world.close(),
      (world) => world.isRunning()
    )
  ),
  fc.constant(command('probe', (world) => world.source()?.probe())),
  fc.constant(command('probe', (world) => world.source()?.probe())),
  fc.boolean().map((is) => command(is ? 'online' : 'offline', (world) => world.network(is))),
  fc.record({ is: fc.boolean(), isRight: fc.boolean() }).map(({ is, isRight }) =>
    command(`renew the secret, ${is ? 'released' : 'at once'}${isRight ? '' : ', wrong'}`, async (world) => {
      const next = `secret-${String(world.clock.now().wallMs)}-next`
      if (isRight) world.server.cloud.clientSecret = next
      await world.renew(next, is)
    })
  ),
  fc.record({ isCounted: fc.boolean(), isToldOf: fc.boolean(), ms: fc.constantFrom(10_000, 600_000, 28_800_000) })
    .map(({ isCounted, isToldOf, ms }) =>
      command(`sleep ${String(ms)} ms${isCounted ? ', counted' : ''}${isToldOf ? ', resumed' : ''}`, async (world) => {
        world.clock.sleep(ms, isCounted)
        if (isToldOf) world.source()?.probe()
        await world.pass(250)
      })
    ), // prettier-ignore
  fc
    .constantFrom(-3_600_000, 3_600_000, 86_400_000)
    .map((ms) => command(`wall clock set by ${String(ms)} ms`, (world) => world.clock.jumpWall(ms))),
  fc
    .constantFrom<Net>('good', 'down', 'slow', 'silent', 'answerLost')
    .map((net) => command(`net is ${net}`, (world) => world.server.setNet(net))),
  fc.record({ route: fc.constantFrom(...(Object.keys(ROUTES) as (keyof typeof ROUTES)[])), what: fc.constantFrom(...Object.keys(ANSWERS)) })
    .map(({ route, what }) =>
      command(`answers of ${route} are ${what}`, ({ server }) => {
        server.cloud.intercept = ({ path, headers, body }) =>
          ROUTES[route].test(path) ? ANSWERS[what]!(`${headers['authorization'] ?? ''} ${headers['appkey'] ?? ''} ${body}`) : undefined
      })
    ), // prettier-ignore
  fc.constant(command('answers are good', ({ server }) => (server.cloud.intercept = () => undefined))),
  fc
    .constantFrom(0, 3, 99)
    .map((polls) => command(`pending for ${String(polls)} polls`, ({ server }) => (server.cloud.pendingFor = polls))),
  fc.constantFrom(30, 120, 900).map((lifeS) =>
    command(`lives of ${String(lifeS)} s`, ({ server }) => {
      server.cloud.subscriptionLifeS = lifeS
      server.cloud.tokenLifeS = lifeS
    })
  ),
  fc.constantFrom('everything', 'subscriptions', 'tokens').map((what) =>
    command(`forgets ${what}`, ({ server: { cloud } }) => {
      if (what !== 'subscriptions') cloud.tokens.clear()
      if (what !== 'tokens') cloud.subscriptions.clear()
    })
  ),
  fc.boolean().map((is) => command(is ? 'helpful' : 'helpless', ({ server }) => server.setHelpful(is))),
  feed.map((one) => onSocket('open', one, ['opening'], (at, { server }) => server.open(at))),
  fc
    .record({ feed, status: fc.constantFrom(...REPLIES) })
    .map(({ feed, status }) =>
      onSocket(`reply ${status ?? 'as it is'}`, feed, ['open'], (at, { server }) => server.reply(at, status))
    ),
  fc
    .record({ feed, share: fc.constantFrom(0, 0.5, 1) })
    .map(({ feed, share }) =>
      onSocket(`snapshot of ${String(share)}`, feed, ['confirmed'], (at, { server }) => server.snapshot(at, share))
    ),
  fc
    .record({ feed, row: rowName, value: fc.nat(9), isPartial: fc.boolean(), times })
    .map(({ feed, row, value, isPartial, times }) =>
      command(`change ${row} ${String(times)} times in ${String(feed)}`, ({ server }) =>
        server.change(feed, row, value, isPartial, times)
      )
    ),
  fc
    .record({ feed, row: rowName, times, type: fc.constantFrom('LIVE', 'INITIALIZING') })
    .map(({ feed, row, times, type }) =>
      command(`remove ${row} ${String(times)} times in ${String(feed)}`, ({ server }) =>
        server.remove(feed, row, times, type)
      )
    ),
  fc
    .record({ feed, what: fc.constantFrom(...Object.keys(STRANGE)) })
    .map(({ feed, what }) =>
      onSocket(`strange message, ${what},`, feed, OPEN, (at) => at.socket.message(STRANGE[what]!(tokenOf(at))))
    ),
  fc
    .record({ feed, payload: fc.constantFrom(undefined, undefined, '0', '1', 'never sent', '') })
    .map(({ feed, payload }) => onSocket(`pong ${payload ?? 'as asked'}`, feed, OPEN, (at) => at.socket.pong(payload)))
]
