import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { windows } from '../../../../src/core/text/windows.ts'
import { words } from '../../../../src/core/text/words.ts'
import { createTexts } from '../../../../src/renderer/text/texts.ts'

const ROOT = path.resolve(import.meta.dirname, '../../../../src/renderer')

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

const sources = filesBelow(ROOT).map((file) => ({ file: path.relative(ROOT, file), text: readFileSync(file, 'utf8') }))

/** Attributes that a person sees or hears. */
const SPOKEN = new Set(['label', 'title', 'placeholder', 'description', 'alt', 'aria-label', 'aria-description'])
const WORD = /\p{L}{2,}/u

/** Words in the source that would be shown: text between tags, and plain strings in attributes that are shown or read. */
function hardCodedWords(name: string, text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && WORD.test(node.text)) found.push(node.text.trim())
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      const attribute = node.name.getText()
      // A value with a dot is a key of the catalogue.
      if (SPOKEN.has(attribute) && WORD.test(node.initializer.text) && !node.initializer.text.includes('.')) {
        found.push(`${attribute}=${node.initializer.text}`)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found
}

function leaves(tree: object, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : leaves(value as object, `${prefix}${key}.`)
  )
}

describe('the text of the windows', () => {
  it('is looked for in every file', () => {
    expect(sources.length).toBeGreaterThan(60)
  })

  it.each(sources.filter(({ file }) => file.endsWith('.tsx')))('has no word of its own in $file', ({ file, text }) => {
    expect(hardCodedWords(file, text)).toEqual([])
  })

  it('would find a hard-coded word', () => {
    expect(hardCodedWords('bad.tsx', 'const a = <b title="Close">Save {x}</b>')).toEqual(['title=Close', 'Save'])
  })

  it('has no entry that nothing asks for', () => {
    const asked = sources.map(({ text }) => text).join('\n')
    // `t(`nav.${view}`)` asks for all entries that fit.
    const patterns = [...asked.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*)\.\$\{[^`]*\}((?:\.[a-z]+)?)`/g)].map(
      (match) => [`${match[1] ?? ''}.`, match[2] ?? ''] as const
    )
    const unused = leaves(windows)
      .map(([key]) => key.replace(/_(?:one|other)$/, ''))
      .filter((key) => !asked.includes(`'${key}'`) && !asked.includes(`"${key}"`))
      .filter((key) => !patterns.some(([start, end]) => key.startsWith(start) && key.endsWith(end)))
    expect([...new Set(unused)]).toEqual([])
  })

  it('has both plural forms of each', () => {
    const keys = new Set(leaves({ ...words, ...windows }).map(([key]) => key))
    for (const key of keys) {
      if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'))
      if (key.endsWith('_other')) expect(keys).toContain(key.replace(/_other$/, '_one'))
    }
  })

  it('comes out filled in', () => {
    const { i18n } = createTexts('en')
    expect(i18n.t('queues.stale', { age: '40 s' })).toBe('no data for 40 s')
    expect(i18n.t('alerts.openCount', { count: 1 })).toBe('1 open')
    expect(i18n.t('nav.alertCount', { count: 2 })).toBe('2 open alerts')
  })
})
