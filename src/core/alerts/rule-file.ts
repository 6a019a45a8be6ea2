import * as z from 'zod'
import { describeIssues, type FileError } from '../connections/provisioning-errors.ts'
import { fail, ok, type Result } from '../result.ts'
import { ruleSchema, type Rule } from './rule.ts'
import { isSameRule } from './rule-version.ts'

/** Grows when a file of today could not be read any more as it is. */
const FILE_VERSION = 1
const LONGEST_FILE = 5_000_000
export const RULES_IN_FILE = 1_000

/** An exported rule is a whole one; one written by hand may leave out what only says which rule it is. */
export const importedRuleSchema = z.preprocess((raw) => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw
  const name = 'name' in raw && typeof raw.name === 'string' ? raw.name : ''
  return { id: idFromName(name), version: 1, ...raw }
}, ruleSchema)

function idFromName(name: string): string {
  const words = name
    .trim()
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  return `provisioned-${words?.join('-') ?? 'rule'}`.slice(0, 100)
}

/** A rule file and what else may stand beside it; each rule is looked at by itself. */
const fileSchema = z.strictObject({
  version: z.literal(FILE_VERSION),
  rules: z.array(z.unknown()).max(RULES_IN_FILE)
})
const versionedSchema = z.looseObject({ version: z.int() })

/** What was read of a file: the rules that can be used, and what is wrong with the others. */
export interface ReadRules {
  readonly rules: readonly Rule[]
  readonly errors: readonly FileError[]
}

/** The rules in the order of their ids, so that the same rules always are the same file. Nothing else of the application is in it. */
export function writeRuleFile(rules: readonly Rule[]): string {
  const inOrder = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))
  // Parsed, a rule has its fields in the order of the schema, whoever wrote it.
  return `${JSON.stringify({ version: FILE_VERSION, rules: inOrder.map((rule) => ruleSchema.parse(rule)) }, null, 2)}\n`
}

/** Where an entry means the same thing as an earlier one. */
export function repeated(list: string, identities: readonly string[]): FileError[] {
  return identities.flatMap((identity, index) => {
    const first = identities.indexOf(identity)
    return first === index
      ? []
      : [{ path: `${list}[${index}]`, message: `is the same as ${list}[${first}]: leave one of them out` }]
  })
}

/** The engine's own words may quote the file, secrets included: only the place is taken from them. */
export function positionOf(error: unknown, text: string): string {
  const position = /position (\d+)/.exec(String(error))?.[1]
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  return `: look at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

function readEach(values: readonly unknown[], root: unknown): ReadRules {
  const read = values.map((raw) => importedRuleSchema.safeParse(raw))
  const twice = repeated(
    'rules',
    read.map((one, index) => (one.success ? one.data.id : `\n${index}`))
  )
  const isTwice = new Set(twice.map(({ path }) => path))
  const rules = read.flatMap((one, index) => (one.success && !isTwice.has(`rules[${index}]`) ? [one.data] : []))
  const wrong = read.flatMap((one, index) =>
    one.success
      ? []
      : describeIssues(
          one.error.issues.map((issue) => ({ ...issue, path: ['rules', index, ...issue.path] })),
          root
        )
  )
  return { rules, errors: [...wrong, ...twice] }
}

/**
 * Reads a rule file. Fails where nothing of it can be used: not JSON, not a rule file, written by a newer version. What is wrong with
 * one rule is told with its path in the file (`rules[3].condition.clear`), and the others are read all the same. Never quotes a value.
 */
export function parseRuleFile(text: string): Result<ReadRules, readonly FileError[]> {
  if (text.length > LONGEST_FILE) return fail([{ path: '', message: 'is too long to be a rule file' }])
  let raw: unknown
  try {
    // Editors on Windows begin a file with a mark that JSON does not know.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return fail([{ path: '', message: `is not JSON${positionOf(error, text)}` }])
  }
  const versioned = versionedSchema.safeParse(raw)
  if (versioned.success && versioned.data.version > FILE_VERSION) {
    return fail([{ path: 'version', message: 'is of a newer version of Floorwatch: update Floorwatch first' }])
  }
  const file = fileSchema.safeParse(raw)
  return file.success ? ok(readEach(file.data.rules, raw)) : fail(describeIssues(file.error.issues, raw))
}

export interface PlannedRule {
  readonly verdict: 'added' | 'changed' | 'unchanged'
  readonly rule: Rule
  /** The rule it would take the place of. */
  readonly present: Rule | null
}

/** What importing these rules would do. */
export function planImport(present: readonly Rule[], wanted: readonly Rule[]): readonly PlannedRule[] {
  const known = new Map(present.map((rule) => [rule.id, rule]))
  return wanted.map((rule) => {
    const before = known.get(rule.id)
    if (!before) return { verdict: 'added', rule, present: null }
    return { verdict: isSameRule(before, rule) ? 'unchanged' : 'changed', rule, present: before }
  })
}
