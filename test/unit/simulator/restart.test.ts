import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { connectionConfigSchema, SECRET_FIELDS } from '../../../src/core/connections/connection.ts'
import type { ControlState } from '../../../src/simulator/control/state.ts'
import { startDemoCentre } from '../../../src/simulator/demo-centre.ts'
import { noRecorder } from '../../../src/simulator/recorder.ts'
import { startDemo, withDemo } from './demo-client.ts'

describe('the ready message', () => {
  it("holds provisioning entries that this product's own schema takes", async () => {
    await withDemo({}, async (demo) => {
      const { connections, more, ...rest } = demo.centre.ready
      for (const entry of [...connections, ...more]) {
        const secrets = new Set<string>(SECRET_FIELDS[entry.system])
        const config = Object.fromEntries(Object.entries(entry).filter(([name]) => !secrets.has(name)))
        expect(connectionConfigSchema.safeParse(config).error).toBeUndefined()
        expect(Object.keys(entry).some((name) => secrets.has(name))).toBe(true)
      }
      expect(rest).toEqual({
        type: 'ready',
        port: rest.port,
        control: { url: `http://127.0.0.1:${rest.port}/control`, token: 'test-control' },
        scenario: 'quiet-day',
        speed: 1,
        seed: 1
      })
    })
  })
})

describe('a restart on the same port with the same seed', () => {
  it('keeps every identity and forgets the subscriptions', async () => {
    const before = await startDemo({ scenario: 'monday-rush' })
    const subscription = await before.subscribe()
    const token = await before.token()
    const first = (await before.control()).json as ControlState
    const { ready } = before.centre
    // The last connection made is the last to hear of the end: after it nothing is left of the earlier run.
    const last = connect(ready.port, '127.0.0.1')
    await once(last, 'connect')
    before.dispose()
    await once(last.resume(), 'close')

    const after = await startDemo({ scenario: 'monday-rush', port: ready.port })
    try {
      expect(after.centre.ready).toEqual(ready)
      const second = (await after.control()).json as ControlState
      const identities = (state: ControlState) => ({
        queues: state.queues.map(({ id, name }) => [id, name]),
        targets: state.targets.map(({ id, name, threshold }) => [id, name, threshold])
      })
      expect(identities(second)).toEqual(identities(first))
      after.clock.advance(1)
      const socket = await after.socket(subscription, token)
      expect(socket.heard).toEqual([
        JSON.stringify({ event: 'authenticationResponse', status: 'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION' })
      ])
    } finally {
      after.dispose()
    }
  })

  it('never gives the id of an earlier subscription to a new one', async () => {
    const ids = new Set<string>()
    for (const afterMs of [0, 1, 5_000]) {
      const demo = await startDemo({}, noRecorder, afterMs)
      try {
        ids.add((await demo.subscribe()).subscriptionId)
      } finally {
        demo.dispose()
      }
    }
    expect(ids.size).toBe(3)
  })

  it('can go on where the floor was', async () => {
    const run = async (elapsedMs: number, advanceMs: number): Promise<ControlState> => {
      const demo = await startDemo({ scenario: 'monday-rush', elapsedMs })
      try {
        demo.clock.advance(advanceMs)
        return (await demo.control()).json as ControlState
      } finally {
        demo.dispose()
      }
    }
    const whole = await run(0, 120_000)
    const resumed = await run(100_000, 20_000)
    expect(resumed.queues).toEqual(whole.queues)
    expect(resumed.targets).toEqual(whole.targets)
    expect(resumed.rushSeconds).toBe(100)
  })
})

describe('a port already taken', () => {
  it("is refused with the system's error and leaves nothing running", async () => {
    await withDemo({}, async (demo) => {
      const { clock, centre } = demo
      const timers = clock.pendingTimers()
      const options = {
        seed: 1,
        scenario: 'quiet-day',
        speed: 1,
        port: centre.ready.port,
        controlToken: 'x',
        elapsedMs: 0,
        tokenLifeMs: 900_000,
        pingIntervalMs: 300_000
      } as const
      const second = startDemoCentre({ clock, recorder: noRecorder, options })
      await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
      expect(clock.pendingTimers()).toBe(timers)
    })
  })
})
