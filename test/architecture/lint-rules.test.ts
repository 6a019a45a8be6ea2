import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { badLines, readFixtures } from './rig/fixtures.ts'
import { createSmallTree, project, type SmallTree } from './rig/small-tree.ts'

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `export const n${i} = ${i}\n`).join('')
const LENGTHS = [
  { path: 'src/core/long.ts', code: lines(301) },
  { path: 'src/core/just-fits.ts', code: lines(300) },
  { path: 'test/unit/core/long.test.ts', code: lines(401) },
  { path: 'test/unit/core/just-fits.test.ts', code: lines(400) }
]

const sections = [...readFixtures('lint').values()].flat()
/** Path → rule → lines where it was reported. */
const reported = new Map<string, Map<string, number[]>>()
let tree: SmallTree

beforeAll(async () => {
  tree = createSmallTree([...sections, ...LENGTHS])
  const eslint = new ESLint({
    cwd: tree.folder,
    overrideConfigFile: join(project, 'eslint.config.js'),
    overrideConfig: { languageOptions: { parserOptions: { tsconfigRootDir: tree.folder } } }
  })
  for (const { filePath, messages } of await eslint.lintFiles(['src', 'test'])) {
    const rules = new Map<string, number[]>()
    for (const { ruleId, line } of messages) {
      const name = ruleId ?? 'parser'
      rules.set(name, [...(rules.get(name) ?? []), line])
    }
    reported.set(relative(tree.folder, filePath).split(sep).join('/'), rules)
  }
})

afterAll(() => {
  tree.dispose()
})

const linesOf = (path: string, rule: string): number[] =>
  [...new Set(reported.get(path)?.get(rule))].sort((a, b) => a - b)

describe('every lint rule of the house goes red on a small bad file', () => {
  it.each(sections.filter(({ breaks }) => breaks.length > 0))(
    '$breaks at each bad line of $path',
    ({ path, breaks, code }) => {
      expect(badLines(code)).not.toEqual([])
      for (const rule of breaks) expect(linesOf(path, rule)).toEqual(badLines(code))
    }
  )

  it.each(['src/core/long.ts', 'test/unit/core/long.test.ts'])('max-lines in %s', (path) => {
    expect(reported.get(path)?.has('max-lines')).toBe(true)
  })

  it('and every rule of the plugin has its bad file', async () => {
    const module: unknown = await import(pathToFileURL(join(project, 'scripts/lint/plugin.mjs')).href)
    const plugin = z.object({ floorwatch: z.object({ rules: z.record(z.string(), z.unknown()) }) }).parse(module)
    const shown = new Set(sections.flatMap(({ breaks }) => breaks))
    expect(Object.keys(plugin.floorwatch.rules).filter((name) => !shown.has(`floorwatch/${name}`))).toEqual([])
  })
})

describe('the lint rules leave right code alone', () => {
  const right = [
    ...sections.filter(({ breaks }) => breaks.length === 0),
    ...LENGTHS.filter(({ path }) => path.includes('fits'))
  ]

  it.each(right)('$path is clean', ({ path }) => {
    expect([...(reported.get(path) ?? new Map([['was not linted', []]])).entries()]).toEqual([])
  })
})
