import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { project } from './rig/small-tree.ts'

/** Everything that is written to a far system goes through the edit service: an outbox can take it over there, and only there. */

const WRITING = /\bwriteEdit\b/
const MAY: readonly string[] = [
  // The port, the service that calls it, and those that do it.
  'src/core/connections/source.ts',
  'src/core/edits/edit-service.ts',
  'src/adapters/giosg/edits.ts'
]

const sources = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => `src/${name.replaceAll('\\', '/')}`)

const textOf = (path: string): string => readFileSync(join(project, path), 'utf8')

describe('what writes to a far system', () => {
  it('is called by the edit service alone', () => {
    expect(sources.length).toBeGreaterThan(300)
    expect(sources.filter((path) => WRITING.test(textOf(path))).sort()).toEqual([...MAY].sort())
  })

  it('is the only way to send anything but a question to giosg', () => {
    const writers = sources
      .filter((path) => path.startsWith('src/adapters/giosg/'))
      .filter((path) => /createGiosgWrites|\bcalls\.send\b/.test(textOf(path)))
    expect(writers.sort()).toEqual(['src/adapters/giosg/edits.ts', 'src/adapters/giosg/writes.ts'])
  })
})
