import type * as z from 'zod'

/** One thing that is wrong in a file of the user's. `path` as one would write it in JavaScript; empty for the file as a whole. */
export interface FileError {
  readonly path: string
  readonly message: string
}

type Issue = z.core.$ZodIssue

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    root
  )
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object'
}

/** `most` or `least` of what has a size (texts, lists) or is one (numbers). */
function limit(bound: 'least' | 'most', origin: string, value: number | bigint): string {
  if (origin === 'string') return `must have at ${bound} ${value} characters`
  return origin === 'array' ? `must have at ${bound} ${value} entries` : `must be at ${bound} ${value}`
}

function message(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'must not be empty'
        : limit('least', issue.origin, issue.minimum)
    case 'too_big':
      return limit('most', issue.origin, issue.maximum)
    case 'invalid_format':
      return issue.format === 'uuid' ? 'must be a UUID' : (ownWords(issue) ?? 'is not written the way it must be')
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return ownWords(issue) ?? 'is not what is expected here'
  }
}

/** The schema's own message, told from the library's, which begin alike. */
function ownWords(issue: Issue): string | undefined {
  return issue.message.startsWith('Invalid') ? undefined : issue.message
}

/** What a schema complained about, in words for the person who wrote the file. Never quotes a value. */
export function describeIssues(issues: readonly Issue[], root: unknown): readonly FileError[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathText([...issue.path, key]),
        message: 'is not known here: remove it or correct its name'
      }))
    }
    const missing = valueAt(root, issue.path) === undefined && issue.path.length > 0
    return [{ path: pathText(issue.path), message: missing ? 'is missing' : message(issue) }]
  })
}
