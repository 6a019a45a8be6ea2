import { describe, expect, it } from 'vitest'
import { isWithinBudget } from '../../../../src/main/ipc/budget.ts'

describe('the weight of an input', () => {
  it('counts the text in keys and values', () => {
    expect(isWithinBudget({ a: 'x'.repeat(50) }, 100)).toBe(true)
    expect(isWithinBudget({ a: 'x'.repeat(100) }, 100)).toBe(false)
    expect(isWithinBudget({ ['k'.repeat(100)]: 1 }, 100)).toBe(false)
  })

  it('counts entries, so that many small ones are as bad as a long text', () => {
    expect(
      isWithinBudget(
        Array.from({ length: 100 }, () => 1),
        1000
      )
    ).toBe(false)
  })

  it('does not believe an array its length without paying for it', () => {
    expect(isWithinBudget(new Array(1_000_000_000), 1000)).toBe(false)
  })

  it('ends on a value that contains itself', () => {
    const loop: Record<string, unknown> = {}
    loop['self'] = loop
    expect(isWithinBudget(loop, 10_000)).toBe(false)
  })

  it.each([new Map(), new Set(), new Date(0), /x/, new Error('x'), new ArrayBuffer(1), new Uint8Array(1)])(
    'refuses %s, which no request has',
    (value) => {
      expect(isWithinBudget(value, 1000)).toBe(false)
      expect(isWithinBudget({ deep: [value] }, 1000)).toBe(false)
    }
  )

  it('takes plain data, with and without a prototype', () => {
    expect(isWithinBudget({ a: [1, { b: null }], c: undefined }, 1000)).toBe(true)
    expect(isWithinBudget(Object.create(null), 1000)).toBe(true)
  })
})
