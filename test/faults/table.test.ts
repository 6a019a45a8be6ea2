import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FAULTS } from './table.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(join(project, file), 'utf8')

/** Rows of the table in docs/reliability.md: number, fault, what happens, tests. */
const inDocs = [...read('docs/reliability.md').matchAll(/^\| (\d+)\s*\| ([^|]+)\| ([^|]+)\| ([^|]+)\|$/gm)].map(
  ([, number = '', name = '', does = '', tests = '']) => ({ number: Number(number), name: name.trim(), does, tests })
)

/** The first argument, where it is a text, of `it(`, `describe(` and of what `it.each(…)` and its kind answer. */
const TITLE = /(?:\b(?:it|describe)|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g

describe('the fault table', () => {
  it('has the 36 faults, each once and in order', () => {
    expect(FAULTS.map(({ number }) => number)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1))
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(36)
  })

  it('lets three go untested, for the reason that there is no sequence', () => {
    const without = FAULTS.filter(({ tests }) => tests.length === 0)
    expect(without.map(({ number }) => number)).toEqual([30, 31, 33])
    for (const { cannotApply } of without) expect(cannotApply).toMatch(/no sequence/)
    for (const { cannotApply } of FAULTS.filter(({ tests }) => tests.length > 0)) expect(cannotApply).toBeUndefined()
  })

  it.each(FAULTS.flatMap(({ number, tests }) => tests.map((test) => ({ number, ...test }))))(
    'fault $number: $file has a test "$test"',
    ({ file, test }) => {
      expect(existsSync(join(project, file)), file).toBe(true)
      const names = [...read(file).matchAll(TITLE)].map(([, , name = '']) => name.replaceAll('\\', ''))
      expect(names.filter((name) => name.includes(test))).not.toEqual([])
    }
  )

  it('is told in docs/reliability.md with the same names, and the same files', () => {
    expect(inDocs.map(({ number, name }) => `${number} ${name}`)).toEqual(
      FAULTS.map(({ number, name }) => `${number} ${name}`)
    )
    for (const { number, tests } of FAULTS) {
      const told = [...(inDocs[number - 1]?.tests ?? '').matchAll(/`([^`]+)`/g)].map(([, file]) => file)
      expect(told, `row ${number}`).toEqual([
        ...new Set(tests.map(({ file }) => file.split('/').at(-1)!.replace('.test.ts', '')))
      ])
    }
  })
})
