import { describe, expect, it } from 'vitest'
import { createMirror } from '../../../../src/renderer/state/mirror.ts'
import { whenFilled } from '../../../../src/renderer/state/when-filled.ts'
import { aFloor, NOON_MS, rows } from '../../../fakes/a-floor.ts'
import { createFakeBridge } from '../../../fakes/fake-bridge.ts'
import { createManualWindowClock } from '../../../fakes/manual-window-clock.ts'
import { settle } from '../../../fakes/settle.ts'

function begin(prepare?: (bridge: ReturnType<typeof createFakeBridge>) => void) {
  const bridge = createFakeBridge(aFloor(), [...rows])
  prepare?.(bridge)
  const clock = createManualWindowClock(NOON_MS)
  const mirror = createMirror({ bridge, clock })
  const seen = { filled: false, view: false, rows: false }
  void whenFilled(mirror.store, clock).then(() => {
    const { view, rowsLoaded } = mirror.store.getState()
    Object.assign(seen, { filled: true, view: view !== null, rows: rowsLoaded })
  })
  return { bridge, clock, mirror, seen }
}

describe('the wait for the first snapshots', () => {
  it('ends when both are here, so that the first picture shows them', async () => {
    const { mirror, seen } = begin()
    await settle()
    expect(seen.filled).toBe(false)
    mirror.start()
    await settle()
    expect(seen).toEqual({ filled: true, view: true, rows: true })
  })

  it('ends at once when they are here already', async () => {
    const { mirror, clock } = begin()
    mirror.start()
    await settle()
    let filled = false
    void whenFilled(mirror.store, clock).then(() => (filled = true))
    await settle()
    expect(filled).toBe(true)
  })

  it('ends when main refuses: the reason is to be seen, not a blank page', async () => {
    const { mirror, seen } = begin((bridge) => bridge.refuse('state:get', { code: 'storage', step: 'ask', detail: '' }))
    mirror.start()
    await settle()
    expect(seen).toMatchObject({ filled: true, view: false })
  })

  it('ends by itself when main does not answer', async () => {
    const { clock, seen } = begin()
    clock.advance(249)
    await settle()
    expect(seen.filled).toBe(false)
    clock.advance(1)
    await settle()
    expect(seen).toEqual({ filled: true, view: false, rows: false })
  })
})
