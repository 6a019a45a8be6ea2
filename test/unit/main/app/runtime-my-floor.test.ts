import { describe, expect, it } from 'vitest'
import { EVERYTHING, floorReader, type FloorScope } from '../../../../src/core/floor/scope.ts'
import { aPlace, startRuntime } from './runtime-rig.ts'

async function aFloorOfTwo(support = 9) {
  const rig = await startRuntime(aPlace())
  await rig.goLive(3)
  rig.queue('Support', support)
  await rig.passAnswered(11_000)
  /** The queue as a window would choose it. */
  function queueOf(name: string) {
    const row = rig.runtime.publisher.rows().rows.find(({ values }) => values['queueName'] === name)
    const feed = rig.state().feeds.find(({ id }) => id === row?.feedId)
    return { id: (feed && row && floorReader(feed, 'queues')?.id(row)) ?? '', name }
  }
  async function choose(over: Partial<FloorScope>) {
    const floor = { ...EVERYTHING, ...over }
    await rig.runtime.handlers['settings:change']({
      floor: {
        connections: [...floor.connections],
        sites: [...floor.sites],
        queues: [...floor.queues],
        teams: [...floor.teams]
      }
    })
    await rig.passAnswered(1_000)
  }
  return { rig, queueOf, choose }
}
const labels = (menu: readonly { kind: string; label?: string }[] = []) => menu.map(({ label }) => label ?? '')

describe('my floor in the whole application', () => {
  it('moves headline, tray menu and default rules at once, and back', async () => {
    const { rig, queueOf, choose } = await aFloorOfTwo()
    expect(rig.runtime.headline()).toMatchObject({ contactsWaiting: 12, look: 'critical' })
    await choose({ queues: [queueOf('Sales')] })
    expect(rig.runtime.headline()).toMatchObject({ contactsWaiting: 3, agentsReady: 1, look: 'ok' })
    expect(rig.open()).toEqual([])
    expect(rig.state().history[0]?.episode).toMatchObject({ keyName: 'Support', reason: 'offFloor' })
    expect(labels(rig.tray()?.menu)).toContain('Sales: 3 waiting')
    expect(labels(rig.tray()?.menu).join()).not.toContain('Support')
    rig.queue('Sales', 12)
    await rig.passAnswered(11_000)
    expect(rig.open().map(({ episode }) => episode.keyName)).toEqual(['Sales'])
    await choose({})
    expect(rig.runtime.headline().contactsWaiting).toBe(21)
    await rig.passAnswered(11_000)
    expect(rig.open()).toHaveLength(2)
  })

  it.each([
    ['a queue that is not there', { queues: [{ id: '["floor","EZCLTR","gone"]', name: 'Gone' }] }],
    ['a team where nobody lists teams', { teams: [{ id: 'Blue', name: 'Blue' }] }],
    ['a connection that was removed', { connections: ['gone'] }]
  ])('never looks calm by a choice that matches nothing: %s', async (_, scope) => {
    const { rig, choose } = await aFloorOfTwo(2)
    expect(rig.tray()?.look).toBe('ok')
    await choose(scope)
    expect(rig.runtime.headline()).toMatchObject({ look: 'stale', contactsWaiting: null, nothingOnFloor: true })
    expect(rig.tray()).toMatchObject({ look: 'stale', count: '' })
    expect(rig.tray()?.tooltip).toContain('Nothing of my floor is listed')
  })
})
