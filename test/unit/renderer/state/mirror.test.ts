import { describe, expect, it } from 'vitest'
import { createMirror } from '../../../../src/renderer/state/mirror.ts'
import { ASK_AGAIN_MS } from '../../../../src/renderer/state/follower.ts'
import { aConnection, aFloor, NOON_MS, queueFeed, queueRow, rows } from '../../../fakes/a-floor.ts'
import { createFakeBridge } from '../../../fakes/fake-bridge.ts'
import { createManualWindowClock } from '../../../fakes/manual-window-clock.ts'
import { settle } from '../../../fakes/settle.ts'

async function follow(prepare?: (bridge: ReturnType<typeof createFakeBridge>) => void) {
  const bridge = createFakeBridge(aFloor({ revision: 5 }), [...rows])
  prepare?.(bridge)
  const clock = createManualWindowClock(NOON_MS)
  const mirror = createMirror({ bridge, clock })
  const following = mirror.start()
  await settle()
  return { bridge, clock, mirror, following, view: () => mirror.store.getState().view }
}

describe('the mirror', () => {
  it('takes the sections that a push names and keeps the identity of the others', async () => {
    const { bridge, view } = await follow()
    const before = view()
    bridge.push('state:changed', { revision: 6, connections: [aConnection({ name: 'Other' })] })
    expect(view()?.connections[0]?.name).toBe('Other')
    expect(view()?.rules).toBe(before?.rules)
    expect(view()?.revision).toBe(6)
  })

  it('loses nothing by a section that is there but undefined', async () => {
    const { bridge, view } = await follow()
    bridge.push('state:changed', { revision: 6, rules: undefined })
    expect(view()?.rules.length).toBeGreaterThan(0)
  })

  it('ignores what the snapshot already holds', async () => {
    const { bridge, view } = await follow()
    bridge.push('state:changed', { revision: 5, connections: [] })
    expect(view()?.connections).toHaveLength(2)
    expect(bridge.askedOf('state:get')).toHaveLength(1)
  })

  it('asks again after a gap, takes nothing of it before, and goes on after it', async () => {
    const { bridge, view } = await follow()
    bridge.state = aFloor({ revision: 8, connections: [aConnection({ name: 'After the gap' })] })
    bridge.push('state:changed', { revision: 8, connections: [] })
    expect(view()?.connections).toHaveLength(2)
    await settle()
    expect(bridge.askedOf('state:get')).toHaveLength(2)
    expect(view()?.connections.map(({ name }) => name)).toEqual(['After the gap'])
    bridge.push('state:changed', { revision: 9, targetsLoaded: false })
    expect(view()?.targetsLoaded).toBe(false)
  })

  it('asks for the rows again after a gap of their own, not for the state', async () => {
    const { bridge, mirror } = await follow()
    bridge.rows = { revision: 4, rows: [queueRow('Only')] }
    bridge.push('rows:changed', { revision: 4, changed: [], removed: [] })
    await settle()
    expect(bridge.askedOf('rows:get')).toHaveLength(2)
    expect(bridge.askedOf('state:get')).toHaveLength(1)
    expect([...mirror.rows.all()].map((row) => row.keys['queueId'])).toEqual(['Only'])
  })

  it('keeps the shape of the feeds while only their ages move', async () => {
    const { bridge, mirror } = await follow()
    const before = mirror.store.getState().shapes
    bridge.push('state:changed', {
      revision: 6,
      feeds: aFloor().feeds.map((feed) => ({ ...feed, heardAtMs: NOON_MS }))
    })
    expect(mirror.store.getState().shapes).toBe(before)
    bridge.push('state:changed', { revision: 7, feeds: [queueFeed({ measures: [] })] })
    expect(mirror.store.getState().shapes).not.toBe(before)
  })

  it('keeps the last picture when main refuses a later one, and asks again', async () => {
    const { bridge, clock, mirror, view } = await follow()
    bridge.refuse('state:get', { code: 'storage', step: 'ask', detail: '' })
    bridge.push('state:changed', { revision: 9 })
    await settle()
    expect(view()?.connections).toHaveLength(2)
    expect(mirror.store.getState().failures.state?.code).toBe('storage')
    bridge.answer('state:get', async () => ({ ok: true, value: aFloor({ revision: 9, connections: [] }) }))
    clock.advance(ASK_AGAIN_MS)
    await settle()
    expect(view()?.connections).toEqual([])
    expect(mirror.store.getState().failures.state).toBeNull()
  })

  it('asks once at a time and no sooner than it is due, however much comes while main refuses', async () => {
    const { bridge, clock, following } = await follow()
    bridge.refuse('rows:get', { code: 'storage', step: 'ask', detail: '' })
    for (let revision = 9; revision < 29; revision++) {
      bridge.push('rows:changed', { revision, changed: [queueRow('Lost')], removed: [] })
      await settle()
    }
    expect(bridge.askedOf('rows:get')).toHaveLength(2)
    expect(clock.pending()).toBe(1)
    clock.advance(ASK_AGAIN_MS)
    await settle()
    expect(bridge.askedOf('rows:get')).toHaveLength(3)
    following.dispose()
    expect(clock.pending()).toBe(0)
  })

  it('applies what came while it asked, on top of the snapshot', async () => {
    const { bridge, mirror } = await follow()
    bridge.answer('rows:get', async () => {
      bridge.push('rows:changed', { revision: 10, changed: [queueRow('Late')], removed: [] })
      return { ok: true, value: { revision: 9, rows: [queueRow('Early')] } }
    })
    bridge.push('rows:changed', { revision: 9, changed: [], removed: [] })
    await settle()
    expect([...mirror.rows.all()].map((row) => row.keys['queueId'])).toEqual(['Early', 'Late'])
  })

  it('takes an answer that never came for a failure, not for a crash', async () => {
    const { mirror } = await follow((bridge) => bridge.answer('rows:get', () => Promise.reject(new Error('gone'))))
    expect(mirror.store.getState().failures.rows?.detail).toContain('gone')
  })

  it('remembers where main asked to go before anything was shown', async () => {
    const { mirror } = await follow((bridge) =>
      bridge.answer('state:get', async () => {
        bridge.push('view:requested', { view: 'alerts', focusId: 'e1' })
        return { ok: true, value: bridge.state }
      })
    )
    expect(mirror.store.getState().requested).toEqual({ address: { view: 'alerts', focusId: 'e1' }, visit: 1 })
  })

  it('hears nothing and leaves no timer after it was disposed', async () => {
    const { bridge, clock, following } = await follow((fake) =>
      fake.refuse('state:get', { code: 'storage', step: 'ask', detail: '' })
    )
    following.dispose()
    expect(bridge.listeners()).toBe(0)
    expect(clock.pending()).toBe(0)
  })
})
