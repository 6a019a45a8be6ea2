import { describe, expect, it } from 'vitest'
import { avayaConnection, createARuntime, giosgConnection } from '../fakes/a-runtime.ts'

/** Without a network the demo centre was switched off for good, and everything looked lost. */
describe('when the system has no network', () => {
  it('what runs on this computer goes on, what needs the network waits for it', async () => {
    const rig = createARuntime()
    const here = [
      avayaConnection('here', 'http://127.0.0.1:4711'),
      giosgConnection('here-too', 'http://localhost:4711')
    ]
    rig.runtime.useConnections([...here, giosgConnection('away')].map(rig.entry))
    await rig.floorLive()
    rig.runtime.networkIs(false)
    await rig.pass(10_000)
    rig.sockets.last().pong()
    expect([rig.phaseOf('here'), rig.phaseOf('here-too'), rig.phaseOf('away')]).toEqual(['live', 'live', 'offline'])
    rig.runtime.networkIs(true)
    await rig.pass(250)
    expect(rig.phaseOf('away')).toBe('live')
  })

  it('a connection with one host away is not on this computer', async () => {
    const rig = createARuntime()
    const { config, ...rest } = giosgConnection('half', 'http://localhost:4711')
    if (config.system !== 'giosg') throw new Error('not giosg')
    rig.runtime.useConnections([
      rig.entry({ ...rest, config: { ...config, serviceBaseUrl: 'https://service.giosg.example' } })
    ])
    rig.runtime.networkIs(false)
    expect(rig.phaseOf('half')).toBe('offline')
  })

  it('one that is set meanwhile sends nothing until the network is back', async () => {
    const rig = createARuntime()
    rig.runtime.networkIs(false)
    rig.runtime.useConnections([avayaConnection('a1'), giosgConnection('g1')].map(rig.entry))
    await rig.pass(60_000)
    expect(rig.calls).toEqual([])
    expect([rig.phaseOf('a1'), rig.phaseOf('g1')]).toEqual(['offline', 'offline'])
    rig.runtime.networkIs(true)
    await rig.floorLive()
    expect([rig.phaseOf('a1'), rig.phaseOf('g1')]).toEqual(['live', 'live'])
  })

  it('the reason is told, and a connection that waits for the user keeps its own', async () => {
    const rig = createARuntime()
    rig.runtime.useConnections([giosgConnection('g1')].map(rig.entry))
    await rig.pass(250)
    rig.runtime.networkIs(false)
    expect(rig.state().connections[0]?.status.failure?.code).toBe('offline')
    rig.secrets['token'] = 'wrong'
    rig.runtime.networkIs(true)
    await rig.pass(250)
    rig.runtime.networkIs(false)
    expect(rig.state().connections[0]?.status.failure?.code).toBe('badCredential')
  })

  it('neither unlock nor sleep tries what waits for the network, a person does', async () => {
    const rig = createARuntime()
    rig.runtime.useConnections(
      [giosgConnection('here', 'http://localhost:4711'), avayaConnection('a1'), giosgConnection('g1')].map(rig.entry)
    )
    await rig.floorLive()
    rig.runtime.networkIs(false)
    rig.calls.length = 0
    rig.runtime.wake('unlock')
    await rig.pass(1_000)
    expect(rig.calls.length).toBeGreaterThan(0)
    rig.clock.sleep(3_600_000, false)
    rig.runtime.wake('resume')
    await rig.pass(60_000)
    expect([rig.phaseOf('here'), rig.phaseOf('a1'), rig.phaseOf('g1')]).toEqual(['live', 'offline', 'offline'])
    rig.runtime.connections.probe('g1')
    await rig.pass(250)
    expect([rig.phaseOf('a1'), rig.phaseOf('g1')]).toEqual(['offline', 'live'])
    rig.clock.sleep(3_600_000, false)
    await rig.pass(5_000)
    expect([rig.phaseOf('a1'), rig.phaseOf('g1')]).toEqual(['offline', 'live'])
  })

  it('targets of what waits are tested no more, and once when it is back', async () => {
    const rig = createARuntime()
    rig.runtime.useConnections([giosgConnection('g1')].map(rig.entry))
    await rig.pass(1_000)
    const tests = (): number => rig.calls.filter(({ path }) => path.includes('/test')).length
    expect(tests()).toBe(3)
    rig.runtime.networkIs(false)
    const before = rig.calls.length
    for (let hour = 0; hour < 3; hour += 1) {
      rig.clock.advance(3_600_000)
      await rig.pass(250)
    }
    expect(rig.calls).toHaveLength(before)
    rig.runtime.networkIs(true)
    await rig.pass(1_000)
    expect(tests()).toBe(6)
  })
})
