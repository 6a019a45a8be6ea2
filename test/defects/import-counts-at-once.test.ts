import { describe, expect, it } from 'vitest'
import { avayaConnection, createARuntime, giosgConnection } from '../fakes/a-runtime.ts'

/** What a second start with a provisioning file brought counted only after the next restart. */
describe('an import while the application runs', () => {
  it('a changed interval holds for the tests of this run', async () => {
    const rig = createARuntime()
    rig.changeSettingsOutside({ targetTestIntervalMinutes: 60 })
    rig.runtime.reload()
    rig.runtime.useConnections([giosgConnection()].map(rig.entry))
    await rig.pass(1_000)
    const tests = (): number => rig.calls.filter(({ path }) => path.endsWith('/test')).length
    expect(tests()).toBe(3)
    await rig.pass(25 * 60_000)
    expect(tests()).toBe(3)
    rig.changeSettingsOutside({ targetTestIntervalMinutes: 5 })
    rig.runtime.reload()
    await rig.pass(10 * 60_000)
    expect(tests()).toBeGreaterThan(3)
    expect(rig.state().settings.targetTestIntervalMinutes).toBe(5)
  })

  it('a connection with another address is left for the new one', async () => {
    const rig = createARuntime()
    rig.runtime.useConnections([giosgConnection('g1')].map(rig.entry))
    await rig.pass(1_000)
    rig.giosg.origin = 'https://other.giosg.example'
    rig.runtime.useConnections([giosgConnection('g1', rig.giosg.origin)].map(rig.entry))
    rig.calls.length = 0
    await rig.pass(1_000)
    expect(rig.phaseOf('g1')).toBe('live')
    expect(rig.state().connections[0]?.host).toBe('other.giosg.example')
    expect(rig.calls.length).toBeGreaterThan(0)
  })

  it('a rotated secret ends the wait for the user', async () => {
    const rig = createARuntime()
    rig.secrets['token'] = 'out-of-date'
    rig.runtime.useConnections([giosgConnection()].map(rig.entry))
    await rig.pass(1_000)
    expect(rig.phaseOf('g1')).toBe('failed')
    rig.secrets['token'] = 'giosg-1234'
    rig.runtime.useConnections([giosgConnection()].map(rig.entry), new Set(['g1']))
    await rig.pass(1_000)
    expect(rig.phaseOf('g1')).toBe('live')
  })

  it('a live feed signs in with the new secret, keeps its rows and is not called lost', async () => {
    const rig = createARuntime()
    rig.runtime.useConnections([avayaConnection()].map(rig.entry))
    await rig.floorLive()
    const [before] = rig.runtime.publisher.rows().rows
    expect(before).toBeDefined()
    rig.avaya.clientSecret = rig.secrets['clientSecret'] = 'rotated'
    rig.runtime.useConnections([avayaConnection()].map(rig.entry), new Set(['a1']))
    await rig.pass(3_000)
    expect(rig.runtime.publisher.rows().rows.map(({ id }) => id)).toEqual([before?.id])
    expect(rig.sockets.openCount()).toBe(1)
    await rig.floorLive()
    expect(rig.phaseOf('a1')).toBe('live')
    expect(rig.runtime.publisher.rows().rows).toHaveLength(1)
    expect(rig.lines.filter((line) => line.startsWith('alert'))).toEqual([])
  })

  it('rows that the new sign-in does not show any more are gone', async () => {
    const rig = createARuntime()
    const entries = [avayaConnection()].map(rig.entry)
    rig.runtime.useConnections(entries)
    await rig.floorLive()
    for (const queueId of ['q2', 'q3']) {
      rig.runtime.useConnections(entries, new Set(['a1']))
      await rig.floorLive({ keys: { channelId: 'VOICE', queueId } })
      await rig.pass(3_000)
      expect(rig.runtime.publisher.rows().rows.map(({ keys }) => keys['queueId'])).toEqual([queueId])
    }
  })

  it('the same file again leaves everything alone', async () => {
    const rig = createARuntime()
    rig.runtime.useConnections([avayaConnection(), giosgConnection()].map(rig.entry))
    await rig.floorLive()
    rig.calls.length = 0
    rig.runtime.useConnections([avayaConnection(), giosgConnection()].map(rig.entry), new Set())
    await rig.pass(250)
    expect(rig.calls).toEqual([])
    expect(rig.sockets.all).toHaveLength(1)
  })
})
