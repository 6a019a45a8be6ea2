import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCalmGroup } from '../../../../src/core/alerts/calm-group.ts'
import type { Machine } from '../../../../src/core/alerts/machine.ts'
import { createRowSlots, createSlotNumbers } from '../../../../src/core/alerts/row-slots.ts'
import { exceeds } from '../../../../src/core/alerts/condition.ts'
import type { Row } from '../../../../src/core/measures/row.ts'
import type { Value } from '../../../../src/core/measures/value.ts'

const rowWith = (value: Value): Row => ({
  id: 'row',
  feedId: 'feed',
  keys: {},
  values: { waiting: value },
  changedAtMs: 0,
  generation: 1
})
const MACHINE = {} as Machine
const ASKED = { delta: 1, monoMs: 0, isBusy: true }

describe('rules that compare the same measure', () => {
  test('are passed over together only where none of them would find a breach', () => {
    const condition = fc.record({
      op: fc.constantFrom('>' as const, '>=' as const, '<' as const, '<=' as const),
      threshold: fc.integer({ min: -5, max: 5 })
    })
    fc.assert(
      fc.property(
        fc.array(condition, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: -7, max: 7 }),
        (all, value) => {
          const group = createCalmGroup('waiting', new Map())
          for (const one of all) group.machines(one)
          const breaches = all.some(({ op, threshold }) => exceeds(op, value, threshold))
          if (breaches) expect(group.isCalm(rowWith(value), ASKED)).toBe(false)
          const isFar = all.every(({ threshold }) => value !== threshold)
          if (!breaches && isFar) expect(group.isCalm(rowWith(value), ASKED)).toBe(true)
        }
      )
    )
  })

  test('are asked one by one about a row as long as one of them has a machine for it', () => {
    const group = createCalmGroup('waiting', new Map())
    const [one, other] = [{ op: '>', threshold: 5 } as const, { op: '>', threshold: 8 } as const].map((condition) =>
      group.machines(condition)
    )
    one?.set('row', MACHINE)
    other?.set('row', MACHINE)
    other?.set('row', MACHINE)
    expect(group.isCalm(rowWith(1), ASKED)).toBe(false)
    one?.delete('row')
    one?.delete('row')
    expect(group.isCalm(rowWith(1), ASKED)).toBe(false)
    other?.clear()
    expect(group.isCalm(rowWith(1), ASKED)).toBe(true)
    expect(group.isCalm(rowWith(null), ASKED)).toBe(true)
  })
})

describe('numbers for rows', () => {
  test('are one for each key, and another key may have one that was freed', () => {
    const keys = fc.constantFrom('a', 'b', 'c', 'd')
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.boolean())), (steps) => {
        const slots = createRowSlots()
        const held = new Map<string, number>()
        for (const [key, isFree] of steps) {
          if (isFree) {
            slots.free(key)
            held.delete(key)
            continue
          }
          const slot = slots.of(key)
          expect(held.get(key) ?? slot).toBe(slot)
          held.set(key, slot)
          expect(slots.key(slot)).toBe(key)
        }
        expect(new Set(held.values()).size).toBe(held.size)
        expect(Math.max(-1, ...held.values())).toBeLessThan(4)
      })
    )
  })

  test('hold nothing until they are set, and nothing again once cleared', () => {
    const numbers = createSlotNumbers(-1)
    numbers.set(1000, 7)
    expect([numbers.get(0), numbers.get(1000), numbers.get(5000)]).toEqual([-1, 7, -1])
    numbers.clear()
    expect(numbers.get(1000)).toBe(-1)
  })
})
