import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One file of a small bad tree: where it would lie, and the rules it must break. None means: this is how it is done right. */
export interface Section {
  readonly path: string
  readonly breaks: readonly string[]
  readonly code: string
}

const folder = join(import.meta.dirname, '..', 'fixtures')

/** Sections start with `//@ path rule…`; what comes before the first one is for the reader. */
function sectionsOf(text: string): Section[] {
  const [, ...parts] = text.split(/^\/\/@ /m)
  return parts.map((part) => {
    const end = part.indexOf('\n')
    const [path = '', ...breaks] = part.slice(0, end).split(' ')
    return { path, breaks, code: part.slice(end + 1) }
  })
}

/** File name → its sections. */
export function readFixtures(kind: 'lint' | 'arrows' | 'canary-app'): ReadonlyMap<string, readonly Section[]> {
  const names = readdirSync(join(folder, kind))
  return new Map(names.map((name) => [name, sectionsOf(readFileSync(join(folder, kind, name), 'utf8'))]))
}

/** Numbers of the lines that say `// bad`. */
export function badLines(code: string): number[] {
  return code.split('\n').flatMap((line, index) => (line.includes('// bad') ? [index + 1] : []))
}
