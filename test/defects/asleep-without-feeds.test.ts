import { expect, it } from 'vitest'
import { createARuntime, giosgConnection } from '../fakes/a-runtime.ts'

/** Nothing held a connection that has no socket, so the tray was calm on its word from before the night. */
it.each([true, false])(
  'a connection without feeds is not calm after sleep until it has answered (counted by the clock: %s)',
  async (isCounted) => {
    const rig = createARuntime()
    rig.runtime.useConnections([giosgConnection()].map(rig.entry))
    await rig.pass(2_000)
    expect(rig.runtime.headline().look).toBe('ok')
    rig.http.silent = true
    rig.clock.sleep(8 * 3_600_000, isCounted)
    expect([rig.runtime.headline().look, rig.phaseOf('g1')]).toEqual(['stale', 'stale'])
    await rig.pass(30_000)
    expect([rig.runtime.headline().look, rig.phaseOf('g1')]).toEqual(['stale', 'stale'])
    rig.http.silent = false
    rig.runtime.wake('unlock')
    await rig.pass(1_000)
    expect(rig.runtime.headline().look).toBe('ok')
  }
)
