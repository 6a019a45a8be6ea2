import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedFields } from '../../../../src/core/reporting/changed.ts'
import { sameJson, type Json } from '../../../../src/core/reporting/json.ts'

describe('the changed fields', () => {
  it('are those that say something else, the query as a whole', () => {
    const before = { name: 'A', threshold: 5, query: { a: 1, b: [1, 2] }, activeFromMs: 7 as number | null }
    const after = { name: 'A', threshold: 6, query: { a: 1, b: [2, 1] }, activeFromMs: null }
    expect(changedFields(before, after)).toEqual({ threshold: 6, query: { a: 1, b: [2, 1] }, activeFromMs: null })
  })

  it('are none when only the order of names differs, or a field is left out', () => {
    const before = { name: 'A', query: { a: 1, b: 2 } }
    expect(changedFields(before, { query: { b: 2, a: 1 } })).toEqual({})
  })
})

describe('two JSON values', () => {
  it('say the same exactly when their sorted text does', () => {
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted)
      if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      return entries.map(([name, item]) => [name, sorted(item)])
    }
    const text = (value: unknown): string => JSON.stringify([Array.isArray(value), sorted(value)])
    const small = fc.jsonValue({ maxDepth: 2 })
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(sameJson(a as Json, structuredClone(a) as Json)).toBe(true)
        expect(sameJson(a as Json, b as Json)).toBe(sameJson(b as Json, a as Json))
        if (text(a) !== text(b)) expect(sameJson(a as Json, b as Json)).toBe(false)
      })
    )
  })
})
