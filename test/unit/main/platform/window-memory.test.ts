import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createWindowMemory } from '../../../../src/main/platform/window-memory.ts'
import { clampPlace, findDisplay, type DisplayPlace } from '../../../../src/main/platform/window-place.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'
import { aDisplay } from './a-display.ts'
import { asWindow, createFakeWindow, type FakeWindow } from './fake-window.ts'

const DESK = aDisplay(1, 'Desk', 0)
const WALL = aDisplay(2, 'Wall', 1920)

describe('a place that is remembered', () => {
  it('stays where it was on the display it was on', () => {
    const place = { x: 2000, y: 100, width: 900, height: 700 }
    expect(clampPlace(place, [DESK, WALL])).toEqual(place)
  })

  it('comes to the primary display when the other one is gone', () => {
    const place = { x: 2000, y: 100, width: 900, height: 700 }
    expect(clampPlace(place, [DESK])).toEqual({ x: 510, y: 170, width: 900, height: 700 })
    expect(clampPlace(place, [aDisplay(3, 'Other', -1920), DESK])).toMatchObject({ x: 510 })
  })

  it('is drawn in from an edge, and no larger than the work area', () => {
    expect(clampPlace({ x: 1800, y: 900, width: 900, height: 700 }, [DESK])).toMatchObject({ x: 1020, y: 340 })
    expect(clampPlace({ x: 0, y: 0, width: 4000, height: 3000 }, [DESK])).toEqual(DESK.workArea)
  })

  it('lies wholly inside one work area, whatever displays there are', () => {
    const side = fc.integer({ min: 1, max: 5000 })
    const coordinate = fc.integer({ min: -9000, max: 9000 })
    const bounds = fc.record({ x: coordinate, y: coordinate, width: side, height: side })
    const display = fc
      .tuple(bounds, fc.boolean(), fc.nat())
      .map(([area, primary, id]): DisplayPlace => ({ id, label: '', primary, bounds: area, workArea: area }))
    fc.assert(
      fc.property(bounds, fc.array(display, { minLength: 1, maxLength: 4 }), (place, displays) => {
        const at = clampPlace(place, displays)
        if (!at) throw new Error('no place')
        const isInside = displays.some(
          ({ workArea: area }) =>
            at.x >= area.x &&
            at.y >= area.y &&
            at.x + at.width <= area.x + area.width &&
            at.y + at.height <= area.y + area.height
        )
        expect(isInside).toBe(true)
      })
    )
  })
})

describe('a display that was chosen', () => {
  it('is found by its id, by its name under another id, and not when it is gone', () => {
    expect(findDisplay([DESK, WALL], { id: 2, label: 'Wall' })).toBe(WALL)
    expect(findDisplay([DESK, WALL], { id: 99, label: 'Wall' })).toBe(WALL)
    // Its id went to another one.
    expect(findDisplay([aDisplay(2, 'Desk', 0), aDisplay(7, 'Wall', 1920)], { id: 2, label: 'Wall' })?.id).toBe(7)
    expect(findDisplay([DESK], { id: 2, label: 'Wall' })).toBeUndefined()
    expect(findDisplay([aDisplay(5, '', 0)], { id: 6, label: '' })).toBeUndefined()
  })
})

describe('the memory of a window', () => {
  let clock: VirtualClock
  let written: string[]
  let kept: string | undefined
  let window: FakeWindow

  const memory = (displays = [DESK, WALL]) =>
    createWindowMemory({
      clock,
      displays: () => displays,
      memory: { read: () => kept, write: (text) => written.push((kept = text)) }
    })
  beforeEach(() => {
    clock = createVirtualClock()
    written = []
    kept = undefined
    const kind = { title: '', frame: true, resizable: true, skipTaskbar: false, alwaysOnTop: false }
    window = createFakeWindow({ ...kind, width: 900, height: 700, x: 10, y: 20, backgroundColor: '#fff' }, 'x')
  })

  it('has nothing to say of a window that was never shown, nor of what it can not read', () => {
    expect(memory().place()).toBeUndefined()
    for (const text of ['', '{', '[]', '{"x":1}', '{"x":1e9,"y":0,"width":1,"height":1,"maximized":false}']) {
      kept = text
      expect(memory().place()).toBeUndefined()
    }
  })

  it('is written once the window stands still, and when it closes', () => {
    memory().follow(asWindow(window))
    for (let step = 0; step < 20; step++) {
      window.at = { ...window.at, x: 2000 + step }
      window.emit('move')
      clock.advance(100)
    }
    expect(written).toEqual([])
    clock.advance(500)
    expect(written).toHaveLength(1)
    window.at = { ...window.at, width: 1000 }
    window.emit('close', { preventDefault: () => undefined })
    expect(memory().place()).toEqual({ x: 2019, y: 20, width: 1000, height: 700 })
    expect(memory([DESK]).place()).toEqual({ x: 460, y: 170, width: 1000, height: 700 })
  })

  it('maximizes again what was maximized, and keeps the place it had before', () => {
    window.maximized = true
    memory().follow(asWindow(window))
    window.emit('resize')
    clock.advance(500)
    const again = createFakeWindow(window.shape, 'x')
    memory().follow(asWindow(again))
    expect(again.maximized).toBe(false)
    again.show()
    expect(again.maximized).toBe(true)
    expect(memory().place()).toEqual({ x: 10, y: 20, width: 900, height: 700 })
  })

  it('leaves no timer behind', () => {
    memory().follow(asWindow(window))
    window.emit('move')
    window.destroy()
    expect(clock.pendingTimers()).toBe(0)
  })
})
