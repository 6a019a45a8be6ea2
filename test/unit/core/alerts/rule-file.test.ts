import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import { parseRuleFile, planImport, writeRuleFile } from '../../../../src/core/alerts/rule-file.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { parseProvisioning } from '../../../../src/core/connections/provisioning.ts'

const rules = defaultRules()
const [waiting] = rules
if (!waiting) throw new Error('no default rule')
const file = (...list: unknown[]): string => JSON.stringify({ version: 1, rules: list })

function read(text: string) {
  const parsed = parseRuleFile(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return parsed.value
}

describe('a rule file', () => {
  it('is byte for byte the same after export, import and export, in whatever order the rules stood', () => {
    const written = writeRuleFile(rules)
    expect(writeRuleFile(read(written).rules)).toBe(written)
    fc.assert(
      fc.property(fc.shuffledSubarray(rules, { minLength: 1 }), (some) => {
        const text = writeRuleFile(some)
        expect(writeRuleFile(read(text).rules)).toBe(text)
        expect(new Set(read(text).rules.map(({ id }) => id))).toEqual(new Set(some.map(({ id }) => id)))
      })
    )
  })

  it('does not hang on the order in which somebody wrote the fields', () => {
    const turned = Object.fromEntries(Object.entries(waiting).reverse())
    expect(writeRuleFile(read(file(turned)).rules)).toBe(writeRuleFile([waiting]))
  })

  it('has rules and a version in it, and nothing else', () => {
    const content = JSON.parse(writeRuleFile(rules)) as Record<string, unknown>
    expect(Object.keys(content)).toEqual(['version', 'rules'])
  })

  it('is a provisioning file too', () => {
    expect(parseProvisioning(writeRuleFile(rules))).toMatchObject({ ok: true, value: { connections: [] } })
  })

  it('is read but for the rules that are wrong, each named by its path', () => {
    const { rules: good, errors } = read(
      file(
        waiting,
        { ...waiting, id: 'b', severity: 'bad' },
        { ...waiting, id: 'c', condition: { op: '>', threshold: 5, clear: 9 } },
        { ...waiting, id: 'd', secret: 'x' },
        7,
        waiting
      )
    )
    expect(good).toEqual([waiting])
    expect(errors).toEqual([
      { path: 'rules[1].severity', message: 'must be one of info, warning, critical' },
      { path: 'rules[2].condition.clear', message: 'must lie on the good side of the threshold' },
      { path: 'rules[3].secret', message: 'is not known here: remove it or correct its name' },
      { path: 'rules[4]', message: 'must be an object' },
      { path: 'rules[5]', message: 'is the same as rules[0]: leave one of them out' }
    ])
  })

  it.each([
    ['no JSON', '{', '', 'is not JSON'],
    ['another file', '{"name":"x","version":1}', 'rules', 'is missing'],
    ['a list', '[]', '', 'must be an object'],
    ['a newer version', '{"version":2,"rules":[],"more":1}', 'version', 'newer version of Floorwatch'],
    ['a version of nobody', '{"version":"1","rules":[]}', 'version', 'must be 1'],
    ['a provisioning file', '{"version":1,"rules":[],"connections":[]}', 'connections', 'not known here']
  ])('that is %s is refused as a whole', (_what, text, path, why) => {
    const parsed = parseRuleFile(text)
    if (parsed.ok) throw new Error('it was taken')
    expect(parsed.failure.some((error) => error.path === path && error.message.includes(why))).toBe(true)
  })

  it('never throws and never quotes what stands in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parseRuleFile(text)
        const errors = parsed.ok ? parsed.value.errors : parsed.failure
        expect(errors.every(({ message }) => message.length < 200)).toBe(true)
      })
    )
  })
})

describe('the plan of an import', () => {
  it('tells what is new, changed and the same, whatever version it bears', () => {
    const wanted: Rule[] = [
      { ...waiting, version: 9 },
      { ...rules[1]!, name: 'other' },
      { ...waiting, id: 'new' }
    ]
    expect(planImport(rules, wanted).map(({ verdict, present }) => [verdict, present?.id])).toEqual([
      ['unchanged', waiting.id],
      ['changed', rules[1]?.id],
      ['added', undefined]
    ])
  })
})
