import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scenariosOf } from './files.ts'
import { ELSEWHERE, PUBLIC_CASES } from './public-cases.ts'

const ROOT = new URL('../../../../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8')

const FOLDERS = ['test/unit/core/alerts/scenarios/', 'test/unit/main/app/scenarios/']
const named = new Map<string, Set<string>>()
for (const folder of FOLDERS) {
  for (const { file, scenarios } of scenariosOf(new URL(folder, ROOT))) {
    for (const name of scenarios.flatMap(({ after = [] }) => after))
      named.set(name, new Set([...(named.get(name) ?? []), file.replace('.json', '')]))
  }
}

test.each(PUBLIC_CASES.map((name) => [name]))('%s has a scenario, or a test of its own', (name) => {
  const elsewhere = ELSEWHERE[name]
  expect(named.has(name) || elsewhere !== undefined).toBe(true)
  if (elsewhere) expect(read(elsewhere.file)).toContain(elsewhere.title)
})

test('no scenario and no entry names a case that is none', () => {
  const known = new Set<string>(PUBLIC_CASES)
  expect([...named.keys(), ...Object.keys(ELSEWHERE)].filter((name) => !known.has(name))).toEqual([])
})

test('the page on reliability names each, and where it is', () => {
  const rows = read('docs/reliability.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  for (const name of PUBLIC_CASES) {
    const row = rows.find(([, first]) => first === `\`${name}\``)
    const files = [...(named.get(name) ?? []), ...(ELSEWHERE[name] ? [ELSEWHERE[name].file] : [])]
    const stems = files.map((file) => `\`${file.replace(/^.*\//, '').replace('.test.ts', '')}\``)
    expect([name, row?.[2]?.split(', ').toSorted()]).toEqual([name, stems.toSorted()])
  }
})
