import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AS_AT_FIRST,
  completeLayout,
  COLUMNS,
  hiddenTiles,
  hideTile,
  moveTile,
  shownTiles,
  TILE_NAMES,
  TILES_AT_MOST,
  widenTile,
  type OverviewLayout
} from '../../../../src/core/overview/layout.ts'
import { overviewLayoutSchema } from '../../../../src/core/overview/layout-schema.ts'
import { DEFAULT_SETTINGS } from '../../../../src/core/settings/settings.ts'
import { parseStoredSettings } from '../../../../src/core/settings/upgrade.ts'

const order = (layout: OverviewLayout): string[] => shownTiles(layout).map(({ id }) => id)

const name = fc.constantFrom(...TILE_NAMES)
const step = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), id: name, place: fc.integer({ min: -3, max: 12 }) }),
  fc.record({ kind: fc.constant('widen' as const), id: name, by: fc.integer({ min: -4, max: 4 }) }),
  fc.record({ kind: fc.constant('hide' as const), id: name, hidden: fc.boolean() })
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function after(layout: OverviewLayout, one: Step): OverviewLayout {
  if (one.kind === 'move') return moveTile(layout, one.id, one.place)
  if (one.kind === 'widen') return widenTile(layout, one.id, one.by)
  return hideTile(layout, one.id, one.hidden)
}

/** What a file may have: tiles of this version and others, some twice. */
const kept = fc.record({
  tiles: fc.array(
    fc.record({
      id: fc.oneof(name, fc.constantFrom('weather', 'toString', 'constructor')),
      width: fc.integer({ min: 1, max: 12 }),
      hidden: fc.boolean()
    }),
    { maxLength: 14 }
  )
})

describe('the arrangement of the overview', () => {
  it('is that of the beginning until something was arranged', () => {
    expect(order(AS_AT_FIRST)).toEqual(['headline', 'queues', 'alerts', 'agents', 'agentList', 'targets'])
    expect(hiddenTiles(AS_AT_FIRST)).toEqual([])
  })

  it('keeps every tile exactly once and is valid settings, whatever is done to whatever was kept', () => {
    fc.assert(
      fc.property(kept, fc.array(step, { maxLength: 30 }), (start, steps) => {
        const end = steps.reduce(after, start)
        const tiles = completeLayout(end)
        const ids = tiles.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const id of TILE_NAMES) expect(ids).toContain(id)
        expect([...order(end), ...hiddenTiles(end)].sort()).toEqual([...TILE_NAMES].sort())
        for (const { width } of shownTiles(end)) expect(width >= 1 && width <= COLUMNS).toBe(true)
        expect(overviewLayoutSchema.safeParse({ tiles }).success).toBe(true)
        // Tiles of another version are still there.
        const others = new Set(start.tiles.map(({ id }) => id).filter((id) => !ids.includes(id)))
        expect([...others]).toEqual([])
      })
    )
  })

  it('has a moved tile where it was put, and the others in their order', () => {
    fc.assert(
      fc.property(kept, name, fc.integer({ min: -2, max: 10 }), (start, id, place) => {
        const before = order(start)
        const end = order(moveTile(start, id, place))
        if (!before.includes(id)) {
          expect(end).toEqual(before)
          return
        }
        expect(end.indexOf(id)).toBe(Math.max(0, Math.min(place, before.length - 1)))
        expect(end.filter((one) => one !== id)).toEqual(before.filter((one) => one !== id))
      })
    )
  })

  it('shows a hidden tile again where it was', () => {
    fc.assert(
      fc.property(kept, name, (start, id) => {
        const shown = hideTile(start, id, false)
        expect(order(hideTile(hideTile(shown, id, true), id, false))).toEqual(order(shown))
      })
    )
  })

  it('puts a tile that came with this version behind the one it follows', () => {
    const old = { tiles: ['targets', 'queues', 'headline'].map((id) => ({ id, width: 1, hidden: false })) }
    expect(order(old)).toEqual(['targets', 'queues', 'alerts', 'agents', 'agentList', 'headline'])
  })

  it('is bounded', () => {
    const tile = (index: number) => ({ id: `t${'x'.repeat(index)}`, width: 1, hidden: false })
    const many = { tiles: Array.from({ length: TILES_AT_MOST + 1 }, (_, index) => tile(index)) }
    expect(overviewLayoutSchema.safeParse(many).success).toBe(false)
    const foreign = completeLayout({ tiles: many.tiles.slice(1) })
    expect(foreign).toHaveLength(TILES_AT_MOST)
    for (const id of TILE_NAMES) expect(foreign.map((one) => one.id)).toContain(id)
  })
})

describe('settings with an arrangement', () => {
  const tiles = [{ id: 'weather', width: 12, hidden: true }]

  it('are understood with tiles of a newer version', () => {
    expect(parseStoredSettings({ ...DEFAULT_SETTINGS, overview: { tiles } }).data?.overview).toEqual({ tiles })
  })

  it('come from a file of before without one', () => {
    const { privacy: _privacy, ...before } = DEFAULT_SETTINGS
    const parsed = parseStoredSettings({ ...before, version: 1 })
    expect(parsed.success && 'overview' in parsed.data).toBe(false)
  })

  it.each([
    { tiles: [{ id: '', width: 1, hidden: false }] },
    { tiles: [{ id: 'queues', width: 0, hidden: false }] },
    { tiles: [{ id: 'queues', width: 1.5, hidden: false }] },
    { tiles: [{ id: '<img>', width: 1, hidden: false }] },
    { tiles: [{ id: 'queues', width: 1 }] },
    null
  ])('are refused with %j', (overview) => {
    expect(parseStoredSettings({ ...DEFAULT_SETTINGS, overview }).success).toBe(false)
  })
})
