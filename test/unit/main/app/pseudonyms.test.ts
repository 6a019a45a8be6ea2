import { describe, expect, it } from 'vitest'
import { createPseudonyms } from '../../../../src/main/app/pseudonyms.ts'

function aMemory(facts = new Map<string, string>()) {
  return {
    facts,
    fact: (name: string) => facts.get(name),
    putFact: (name: string, value: string) => {
      facts.set(name, value)
      return { ok: true, value: undefined } as const
    }
  }
}
const KEY = '0f'.repeat(32)
const people = Array.from({ length: 5_000 }, (_, index) => `person ${index}`)

describe('pseudonyms', () => {
  it('are the same in every run of an installation, whoever comes first', () => {
    const memory = aMemory()
    const first = createPseudonyms(memory)
    const codes = new Map(people.map((one) => [one, first.codeFor(one)]))
    const second = createPseudonyms(memory)
    for (const one of [...people].reverse()) expect(second.codeFor(one)).toBe(codes.get(one))
  })

  it('are never shared by two people: the second one gets a longer code', () => {
    const pseudonyms = createPseudonyms(aMemory(), () => KEY)
    const codes = people.map((one) => pseudonyms.codeFor(one))
    expect(new Set(codes).size).toBe(people.length)
    expect(codes.filter(({ length }) => length > 4).length).toBeGreaterThan(0)
    expect(codes.every((code) => /^[A-HJ-NP-Z2-9]{4,6}$/.test(code))).toBe(true)
  })

  it('are others in another installation, and hold nothing of the name', () => {
    const codes = [createPseudonyms(aMemory()), createPseudonyms(aMemory())].map((one) => one.codeFor('Jana Sato'))
    expect(codes[0]).not.toBe(codes[1])
    expect(codes.join()).not.toMatch(/jana|sato/i)
  })

  it('begin anew where the key was damaged', () => {
    const memory = aMemory(new Map([['pseudonymKey', 'nonsense']]))
    createPseudonyms(memory, () => KEY)
    expect(memory.facts.get('pseudonymKey')).toBe(KEY)
  })
})
