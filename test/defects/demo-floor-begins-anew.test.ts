import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Connection } from '../../src/core/connections/connection.ts'
import { avayaConnection, createARuntime } from '../fakes/a-runtime.ts'
import { aFolder } from '../unit/adapters/storage/rig.ts'

/** An alert of the demo centre counted its time on over a restart of it, of a floor that had begun a moment ago. */
describe('an alert that was open when the application ended', () => {
  const demo = (restBaseUrl: string): Connection => ({ ...avayaConnection('demo-avaya', restBaseUrl), demo: true })
  const queue = { measures: { contactsQueueing: '40' } }

  async function burningAt(connection: Connection) {
    const rig = createARuntime({ journalFile: join(aFolder(), 'journal.db') })
    rig.runtime.useConnections([rig.entry(connection)])
    await rig.floorLive(queue)
    await rig.pass(12_000)
    expect(rig.state().alerts).toHaveLength(1)
    return rig
  }

  it('is over at the next start of the demo centre, with its reason', async () => {
    const first = await burningAt(demo('http://127.0.0.1:4001'))
    await first.close()
    first.journal.close()
    const second = createARuntime({ journalFile: first.journalFile })
    expect(second.state().alerts).toHaveLength(1)
    second.runtime.useConnections([second.entry(demo('http://127.0.0.1:4002'))])
    expect(second.state().alerts).toEqual([])
    expect(second.state().history[0]?.episode).toMatchObject({ state: 'closed', reason: 'floorBeganAnew' })
    expect(second.notices).toEqual([])
  })

  it('is over when the demo centre alone starts again, and the new floor counts from its own beginning', async () => {
    const rig = await burningAt(demo('http://127.0.0.1:4001'))
    const before = rig.state().alerts[0]?.episode
    await rig.pass(60_000)
    rig.runtime.useConnections([rig.entry(demo('http://127.0.0.1:4002'))])
    expect(rig.state().alerts).toEqual([])
    await rig.floorLive(queue)
    await rig.pass(12_000)
    const [after] = rig.state().alerts
    expect(after?.episode.id).not.toBe(before?.id)
    expect((after?.episode.breachedAtMs ?? 0) - (before?.breachedAtMs ?? 0)).toBeGreaterThan(60_000)
  })

  it('goes on where the floor is a real one', async () => {
    const first = await burningAt(avayaConnection())
    const open = first.state().alerts.map(({ episode }) => episode.id)
    await first.close()
    first.journal.close()
    const second = createARuntime({ journalFile: first.journalFile })
    second.runtime.useConnections([second.entry(avayaConnection())])
    expect(second.state().alerts.map(({ episode }) => episode.id)).toEqual(open)
  })
})
