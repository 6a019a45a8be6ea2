import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placePanel } from '../../../../src/main/platform/window-place.ts'

const size = { width: 380, height: 600 }

describe('the place of the panel', () => {
  const work = { x: 0, y: 40, width: 1920, height: 1000 }

  it.each([
    ['below a bar at the top', { x: 1000, y: 8, width: 24, height: 24 }, { x: 822, y: 48 }],
    ['above a bar at the bottom', { x: 1000, y: 1048, width: 24, height: 24 }, { x: 822, y: 432 }]
  ])('is %s, centred on the icon', (_where, tray, place) => {
    expect(placePanel(tray, work, size)).toEqual({ ...size, ...place })
  })

  it.each([
    ['left', { x: 10, y: 500, width: 24, height: 24 }, { x: 56, y: 212 }],
    ['right', { x: 1890, y: 500, width: 24, height: 24 }, { x: 1484, y: 212 }]
  ])('is beside a bar on the %s', (_where, tray, place) => {
    expect(placePanel(tray, { x: 48, y: 0, width: 1824, height: 1080 }, size)).toEqual({ ...size, ...place })
  })

  it('works on a display left of the first one', () => {
    const placed = placePanel(
      { x: -100, y: 1055, width: 24, height: 24 },
      { x: -1280, y: 0, width: 1280, height: 1040 },
      size
    )
    expect(placed).toEqual({ ...size, x: -380, y: 432 })
  })

  it.each([
    [
      'above the first one, its bar at its bottom',
      { x: 900, y: -30, width: 24, height: 24 },
      { x: 0, y: -1080, width: 1920, height: 1040 },
      { x: 722, y: -648 }
    ],
    [
      'left of and above the first one, its bar at its top',
      { x: -300, y: -890, width: 24, height: 24 },
      { x: -1440, y: -860, width: 1440, height: 860 },
      { x: -478, y: -852 }
    ],
    [
      'right of the first one, at another scale, its bar at its right edge',
      { x: 3180, y: 300, width: 20, height: 20 },
      { x: 1920, y: 0, width: 1240, height: 720 },
      { x: 2772, y: 10 }
    ]
  ])('works on a display %s', (_where, tray, work, place) => {
    expect(placePanel(tray, work, size)).toEqual({ ...size, ...place })
  })

  it('is as small as a small work area', () => {
    const work = { x: 0, y: 0, width: 360, height: 400 }
    expect(placePanel({ x: 300, y: 410, width: 24, height: 24 }, work, size)).toEqual(work)
  })

  it('always lies inside the work area and never covers more than it', () => {
    const number = fc.integer({ min: -4000, max: 4000 })
    const length = fc.integer({ min: 200, max: 4000 })
    const small = fc.integer({ min: 1, max: 64 })
    fc.assert(
      fc.property(
        fc.record({ x: number, y: number, width: small, height: small }),
        fc.record({ x: number, y: number, width: length, height: length }),
        (tray, area) => {
          const placed = placePanel(tray, area, size)
          expect(placed.x).toBeGreaterThanOrEqual(area.x)
          expect(placed.y).toBeGreaterThanOrEqual(area.y)
          expect(placed.x + placed.width).toBeLessThanOrEqual(area.x + area.width)
          expect(placed.y + placed.height).toBeLessThanOrEqual(area.y + area.height)
        }
      )
    )
  })
})
