import { describe, expect, it } from 'vitest'
import { becameOfChange, becameOfCreate, saysAll } from '../../../../src/core/reporting/read-back.ts'

interface Named {
  readonly id: string
  readonly name: string
}

const named = (id: string, name: string): Named => ({ id, name })
const isOurs = ({ name }: Named): boolean => name === 'Ours'

describe('what became of an edit whose answer was lost', () => {
  it('made: there is one that was not there before and says what was sent', () => {
    const before = new Set(['a'])
    const there = [named('a', 'Ours'), named('b', 'Ours')]
    expect(becameOfCreate(before, there, isOurs)).toEqual({ became: 'done', id: 'b' })
  })

  it('made: none, two, or nobody knows what was there before, says nothing for certain', () => {
    const unclear = { became: 'unclear', id: null }
    expect(becameOfCreate(new Set(['a']), [named('a', 'Ours'), named('b', 'Else')], isOurs)).toEqual(unclear)
    expect(becameOfCreate(new Set(), [named('a', 'Ours'), named('b', 'Ours')], isOurs)).toEqual(unclear)
    expect(becameOfCreate(undefined, [named('a', 'Ours')], isOurs)).toEqual(unclear)
  })

  it('changed: the object says so, or does not, or what was sent is never told', () => {
    expect(becameOfChange(named('a', 'Ours'), true, isOurs)).toBe('done')
    expect(becameOfChange(named('a', 'Else'), true, isOurs)).toBe('notDone')
    expect(becameOfChange(named('a', 'Else'), false, isOurs)).toBe('unclear')
    expect(becameOfChange(undefined, true, isOurs)).toBe('notDone')
  })
})

describe('an object says all that was sent', () => {
  it('where each field is the same, whatever else it has; what is never told counts as said', () => {
    const object = { id: 'a', name: 'Ours', query: { a: [1], b: null }, until: null }
    expect(saysAll(object, { name: 'Ours', query: { b: null, a: [1] } })).toBe(true)
    expect(saysAll(object, { until: null, missing: null })).toBe(true)
    expect(saysAll(object, { query: { a: [2], b: null } })).toBe(false)
    expect(saysAll(object, { token: 'x' })).toBe(false)
    expect(saysAll(object, { token: 'x', name: 'Ours' }, ['token'])).toBe(true)
  })
})
