import { describe, expect, it } from 'vitest'
import { avayaConnection, createARuntime, giosgConnection } from '../fakes/a-runtime.ts'

/** Targets read from the journal were thrown away on connecting, and the window then said that there are none. */
describe('targets of the last run', () => {
  async function afterARun(): Promise<string> {
    const first = createARuntime()
    first.runtime.useConnections([giosgConnection()].map(first.entry))
    await first.pass(1_000)
    expect(first.state().targets).toHaveLength(3)
    await first.close()
    first.journal.close()
    return first.journalFile
  }

  it('are shown while their service is still being asked, and while it is down', async () => {
    const rig = createARuntime({ journalFile: await afterARun() })
    rig.http.down = { code: 'unreachable', step: 'connect', detail: '' }
    rig.runtime.useConnections([avayaConnection(), giosgConnection()].map(rig.entry))
    expect(rig.state().targets).toHaveLength(3)
    await rig.pass(5_000)
    expect(rig.phaseOf('g1')).not.toBe('live')
    expect(rig.state()).toMatchObject({ targetsLoaded: true, targets: [{ value: 12.5 }, {}, {}] })
  })

  it('go with their connection', async () => {
    const rig = createARuntime({ journalFile: await afterARun() })
    rig.runtime.useConnections([avayaConnection()].map(rig.entry))
    expect(rig.state().targets).toEqual([])
  })

  it('of one service say nothing of another that was not read yet', async () => {
    const rig = createARuntime({ journalFile: await afterARun() })
    rig.http.silent = true
    rig.runtime.useConnections([giosgConnection('g1'), giosgConnection('g2')].map(rig.entry))
    expect(rig.state().targetsLoaded).toBe(false)
    rig.runtime.useConnections([giosgConnection('g2')].map(rig.entry))
    await rig.pass(250)
    expect(rig.state()).toMatchObject({ targetsLoaded: false, targets: [] })
  })
})
