import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { project } from './rig/small-tree.ts'

interface SourceFile {
  readonly path: string
  readonly text: string
  readonly lines: number
}

const SOURCE = /\.(ts|tsx)$/

function filesUnder(folder: string): SourceFile[] {
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const absolute = join(entry.parentPath, entry.name)
      const text = SOURCE.test(entry.name) ? readFileSync(absolute, 'utf8') : ''
      return { path: absolute.slice(project.length + 1), text, lines: text.split('\n').length - 1 }
    })
}

const source = filesUnder('src')
const code = source.filter(({ path }) => SOURCE.test(path))
const tests = filesUnder('test').filter(({ path }) => SOURCE.test(path))

describe('the files of this project', () => {
  it('are small: half of them within 80 lines, none above 300', () => {
    const lengths = code.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(lengths.length).toBeGreaterThan(100)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80)
    expect(code.filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
  })

  it('of tests stay within 400 lines', () => {
    expect(tests.filter(({ lines }) => lines > 400).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
  })

  it('have kebab-case names that say something, pictures and styles included', () => {
    const name = /^[a-z0-9]+([-.][a-z0-9]+)*$/
    const empty = /^(utils?|helpers?|common|misc|managers?)$/
    const parts = source.flatMap(({ path }) => path.split(/[\\/]/).map((part) => ({ path, part })))
    const bad = parts.filter(({ part }) => !name.test(part) || empty.test(part.split('.')[0] ?? ''))
    expect(bad.map(({ path }) => path)).toEqual([])
  })

  it('are no barrels: a file that only passes on what others export', () => {
    const passesOnly = ({ text }: SourceFile): boolean => {
      const statements = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line))
      return statements.length > 0 && statements.every((line) => /^export (type )?(\*|\{[^}]*\}) from /.test(line))
    }
    expect(code.filter(passesOnly).map(({ path }) => path)).toEqual([])
  })

  it('hold no test that mocks electron in core, contract, adapters or main/app', () => {
    const pure = /^test[\\/](contract|defects|unit[\\/](core|contract|adapters|main[\\/]app))[\\/]/
    const watched = tests.filter(({ path }) => pure.test(path))
    expect(watched.length).toBeGreaterThan(20)
    expect(watched.filter(({ text }) => /vi\s*\.\s*(do)?[mM]ock\(\s*(import\()?\s*['"`]electron/.test(text))).toEqual(
      []
    )
  })

  it('skip and focus no test, but for those that say they are not for this system', () => {
    const held = /\b(?:it|test|describe)\s*\.\s*(?:only|todo|skip|skipIf|runIf|fixme)\b.{0,200}/gs
    const skipped = tests.flatMap(({ path, text }) =>
      [...text.matchAll(held)].flatMap(([found]) =>
        found.includes('not for this system') ? [] : [`${path}: ${found}`]
      )
    )
    expect(skipped).toEqual([])
  })
})
