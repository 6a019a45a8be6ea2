import { describe, expect, it } from 'vitest'
import type { Phase } from '../../src/core/connections/status.ts'
import { faultBenches } from './rig/bench.ts'
import type { FaultBench } from './rig/bench.ts'

/** Ending, and beginning again, in every state. */
const bench = faultBenches()
const ONE = { producers: ['Queue_itd_1.0.0'] }
const REPLY = /authenticationResponse/
const HOLD_TOKEN = { on: 'http', asking: /token$/, times: 1, action: { do: 'hold' } } as const
const NO_REPLY = { on: 'frame', to: 'client', saying: REPLY, times: 1, action: { do: 'suppressOnwards' } } as const
const NO_ROWS = {
  on: 'frame',
  to: 'client',
  saying: /payloadType/,
  times: 1,
  action: { do: 'suppressOnwards' }
} as const
const REFUSED = { on: 'connect', times: 2, action: { do: 'respond', answer: { status: 403 } } } as const

/** Brings a fresh bench into a state and leaves it there. */
const INTO: Readonly<Record<Exclude<Phase, 'idle'>, (b: FaultBench) => Promise<void>>> = {
  async connecting(b) {
    b.proxy.rule(HOLD_TOKEN)
    b.start()
  },
  async authenticating(b) {
    b.proxy.rule(NO_REPLY)
    b.start()
  },
  async syncing(b) {
    b.proxy.rule(NO_ROWS)
    b.start()
  },
  live: (b) => b.live(),
  async stale(b) {
    await b.live()
    b.proxy.shape('client', { silent: true })
  },
  async backoff(b) {
    b.proxy.rule({
      on: 'connect',
      count: 1,
      action: { do: 'respond', answer: { status: 503, headers: { 'retry-after': '60' } } }
    })
    b.start()
  },
  async offline(b) {
    await b.live()
    b.source.suspend()
  },
  async failed(b) {
    b.proxy.rule(REFUSED)
    b.start()
  }
}
const STATES = Object.keys(INTO) as readonly (keyof typeof INTO)[]

async function inState(phase: keyof typeof INTO): Promise<FaultBench> {
  const freshness = { staleAfterMs: 3_000, pingAfterMs: 2_000, pongWithinMs: 60_000 }
  const b = await bench({ ...ONE, speed: 8, ...(phase === 'stale' && { freshness }) })
  await INTO[phase](b)
  await b.until(() => b.last()?.phase === phase, phase)
  return b
}

describe('stopping', () => {
  it.each(STATES)('while %s: at once silent, no timer, no socket', async (phase) => {
    const b = await inState(phase)
    const told = b.sink.told.length
    b.source.start().dispose()
    await b.until(() => b.proxy.sockets() === 0 && b.clock.pendingTimers() === 0, 'the end')
    b.proxy.heal()
    b.source.probe()
    await b.pass(1_000)
    expect(b.sink.told).toHaveLength(told)
  })
})

describe('trying again, twice in a row', () => {
  it.each(STATES)('while %s: one socket, and live', async (phase) => {
    const b = await inState(phase)
    b.proxy.heal()
    b.source.probe()
    b.source.probe()
    await b.until(b.isLive, 'live')
    await b.pass(500)
    expect(b.proxy.sockets()).toBe(1)
  })
})

describe('the network goes and comes', () => {
  it.each(STATES)('while %s: nothing is tried in between, then live', async (phase) => {
    const b = await inState(phase)
    b.source.suspend()
    b.proxy.heal()
    await b.until(() => b.proxy.sockets() === 0, 'no socket')
    const asked = b.proxy.log.count('asked')
    await b.pass(1_500)
    expect(b.last()?.phase).toBe(phase === 'failed' ? 'failed' : 'offline')
    expect(b.proxy.log.count('asked')).toBe(asked)
    b.source.probe()
    await b.until(b.isLive, 'live')
  })
})

it('closing takes the subscriptions away, also while one is being made', async () => {
  const b = await bench({ own: true })
  b.proxy.rule({ on: 'http', asking: /POST .*subscriptions$/, action: { do: 'delay', ms: 100 } })
  b.start()
  await b.until(() => b.proxy.log.count('rule', /delay/) >= 1, 'the making')
  await b.source.close()
  expect((await b.centre!.state()).subscriptions).toBe(0)
})

it('closing is done within 3 s when the service does not answer', async () => {
  const b = await bench({ speed: 4 })
  await b.live()
  b.proxy.rule({ on: 'http', asking: /^DELETE/, action: { do: 'hold' } })
  expect(await b.took(() => b.source.close())).toBeLessThan(4_000)
})
