import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDeadlines, type Timed } from '../../../../src/core/alerts/deadlines.ts'

interface Item extends Timed {
  readonly name: string
}

const ITEMS = 12
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      item: fc.nat(ITEMS - 1),
      atMs: fc.option(fc.nat(20), { nil: undefined })
    })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), item: fc.nat(ITEMS - 1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), nowMs: fc.nat(20) }) }
)

test('whatever is set, moved and removed, the earliest comes first, equal ones in their order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const items: Item[] = Array.from({ length: ITEMS }, (_unused, order) => ({
        name: String(order),
        order,
        wakeAtMs: Infinity,
        heapAtMs: 0,
        slot: -1
      }))
      const deadlines = createDeadlines<Item>()
      const model = new Map<Item, number>()
      const first = (): [Item, number] | undefined =>
        [...model].sort(([a, aMs], [b, bMs]) => aMs - bMs || a.order - b.order)[0]
      for (const one of steps) {
        if (one.do === 'set') {
          const item = items[one.item]
          if (!item) throw new Error('no such item')
          deadlines.set(item, one.atMs)
          if (one.atMs === undefined) model.delete(item)
          else model.set(item, one.atMs)
        } else if (one.do === 'drop') {
          const item = items[one.item]
          if (!item) throw new Error('no such item')
          deadlines.drop(item)
          model.delete(item)
          expect(item.slot).toBe(-1)
        } else {
          const next = first()
          const due = next && next[1] <= one.nowMs ? next[0] : undefined
          expect(deadlines.take(one.nowMs)?.name).toBe(due?.name)
          if (due) model.delete(due)
        }
        expect(deadlines.nextMs()).toBe(first()?.[1])
      }
    }),
    { numRuns: 500 }
  )
})
