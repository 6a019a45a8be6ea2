import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { pushes } from '../../../src/contract/pushes.ts'
import { requests } from '../../../src/contract/requests.ts'
import { isSensitiveName } from '../../../src/main/platform/redact-text.ts'

/** The contract as JSON Schema, which can be walked without knowing how zod is made. */
function shapeOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' })
}

interface Found {
  readonly names: string[]
  /** Objects that take fields nobody listed. Maps of texts or numbers by id are meant to. */
  readonly open: string[]
}

function walk(shape: unknown, path: string, found: Found): Found {
  if (typeof shape !== 'object' || shape === null) return found
  const { properties, additionalProperties } = shape as { properties?: object; additionalProperties?: unknown }
  for (const name of Object.keys(properties ?? {})) found.names.push(`${path}.${name}`)
  if (properties && additionalProperties !== false) found.open.push(path)
  for (const [key, inner] of Object.entries(shape)) walk(inner, key === 'properties' ? path : `${path}.${key}`, found)
  return found
}

const outputs: Record<string, z.ZodType> = {
  ...Object.fromEntries(Object.entries(requests).map(([name, { output }]) => [name, output])),
  ...pushes
}
const inputs: Record<string, z.ZodType> = Object.fromEntries(
  Object.entries(requests).map(([name, { input }]) => [name, input])
)

/** Tells which secrets are set, by their names; how they may be kept; and which of two kinds a token is. */
const SAYS_NO_SECRET = ['secretsSet', 'weakSecretStorage', 'tokenKind']

describe('what main tells windows', () => {
  it.each(Object.entries(outputs))('%s has no field for a credential', (name, schema) => {
    const { names } = walk(shapeOf(schema), name, { names: [], open: [] })
    const sensitive = names.filter((path) => isSensitiveName(path.split('.').at(-1) ?? ''))
    expect(sensitive.filter((path) => !SAYS_NO_SECRET.includes(path.split('.').at(-1) ?? ''))).toEqual([])
  })

  it.each(Object.entries(outputs))('%s has no object that takes unlisted fields', (name, schema) => {
    expect(walk(shapeOf(schema), name, { names: [], open: [] }).open).toEqual([])
  })
})

describe('what windows may send', () => {
  it.each(Object.entries(inputs))('%s has no object that takes unlisted fields', (name, schema) => {
    expect(walk(shapeOf(schema), name, { names: [], open: [] }).open).toEqual([])
  })

  it.each(Object.entries(inputs))('%s bounds every text and every list', (name, schema) => {
    const unbounded: string[] = []
    const look = (shape: unknown, path: string): void => {
      if (typeof shape !== 'object' || shape === null) return
      const { type, maxLength, maxItems, ...rest } = shape as Record<string, unknown>
      if (type === 'string' && maxLength === undefined && !('const' in rest) && !('enum' in rest)) unbounded.push(path)
      if (type === 'array' && maxItems === undefined) unbounded.push(path)
      for (const [key, inner] of Object.entries(shape)) look(inner, `${path}.${key}`)
    }
    look(shapeOf(schema), name)
    expect(unbounded).toEqual([])
  })
})
