import { readFileSync } from 'node:fs'

/** One of the documents' messages, as text. */
export function wireText(name: string): string {
  return readFileSync(new URL(`../../../fixtures/wire/${name}`, import.meta.url), 'utf8')
}

export function wire(name: string): Record<string, unknown> {
  return JSON.parse(wireText(name)) as Record<string, unknown>
}

/** The same object with one field under another name. */
export function renamed(object: Readonly<Record<string, unknown>>, field: string): Record<string, unknown> {
  const { [field]: value, ...rest } = object
  if (value === undefined) throw new Error(`nothing to rename: ${field}`)
  return { ...rest, [`${field}X`]: value }
}
