import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { project } from './rig/small-tree.ts'

/** The table of the traps names tests that are there. */

interface Row {
  readonly number: number
  readonly trap: string
  readonly done: string
  readonly tests: readonly { readonly file: string; readonly title: string }[]
}

const rows: readonly Row[] = readFileSync(join(project, 'docs/wire-traps.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ /.test(line))
  .map((line) => {
    const [number = '', trap = '', done = '', tests = ''] = line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim())
    const named = [...tests.matchAll(/`(test\/[^`]+)`: "([^"]+)"/g)]
    return { number: Number(number), trap, done, tests: named.map(([, file = '', title = '']) => ({ file, title })) }
  })

describe('the traps', () => {
  it('are all there, 1 to 18, each with its text and what is done about it', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 18 }, (_, index) => index + 1))
    for (const { trap, done } of rows) {
      expect(trap.length).toBeGreaterThan(10)
      expect(done.length, trap).toBeGreaterThan(10)
    }
  })

  it.each(rows)('$number is met in a test that exists', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0)
    for (const { file, title } of tests) {
      const source = readFileSync(join(project, file), 'utf8')
      expect(source.includes(`'${title}'`), `${file}: ${title}`).toBe(true)
    }
  })
})
