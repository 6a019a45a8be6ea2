import { createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Journal } from '../../core/ports/journal.ts'

/** Without signs that look alike. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const SHORTEST = 4
const KEY_FACT = 'pseudonymKey'
const LONGER_FACT = 'pseudonymsMadeLonger'

const keySchema = z.string().regex(/^[0-9a-f]{64}$/)
/** Digest of a person → how many signs its code has. Only those that are not of the shortest kind. */
const longerSchema = z.record(z.string(), z.int().min(SHORTEST).max(32))

/** Gives each person a code that is the same in every run of this installation and can't be computed outside of it. */
export interface Pseudonyms {
  /** `person`: whatever tells one person from another, always in the same words. */
  codeFor(person: string): string
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * A code is the beginning of a keyed hash. Where two people of one installation share it, the second one's is longer, which is
 * remembered, so that neither ever takes the other's. `draw` makes the key of a new installation, as hexadecimal digits.
 */
export function createPseudonyms(
  journal: Pick<Journal, 'fact' | 'putFact'>,
  draw: () => string = () => randomBytes(32).toString('hex')
): Pseudonyms {
  const stored = keySchema.safeParse(journal.fact(KEY_FACT))
  const key = stored.success ? stored.data : draw()
  if (!stored.success) journal.putFact(KEY_FACT, key)
  const remembered = longerSchema.safeParse(parsedJson(journal.fact(LONGER_FACT) ?? '{}'))
  const longer = new Map(remembered.success ? Object.entries(remembered.data) : [])
  const codes = new Map<string, string>()
  const owners = new Map<string, string>()

  function signsOf(person: string): { readonly digest: string; readonly signs: string } {
    const bytes = createHmac('sha256', Buffer.from(key, 'hex')).update(person).digest()
    return { digest: bytes.toString('hex'), signs: Array.from(bytes, (byte) => SIGNS[byte % SIGNS.length]).join('') }
  }

  function assign(person: string): string {
    const { digest, signs } = signsOf(person)
    let length = longer.get(digest) ?? SHORTEST
    while (owners.has(signs.slice(0, length)) && length < signs.length) length += 1
    if (length > SHORTEST && longer.get(digest) !== length) {
      longer.set(digest, length)
      journal.putFact(LONGER_FACT, JSON.stringify(Object.fromEntries(longer)))
    }
    const code = signs.slice(0, length)
    owners.set(code, person)
    return code
  }

  return {
    codeFor(person) {
      const present = codes.get(person)
      if (present !== undefined) return present
      const code = assign(person)
      codes.set(person, code)
      return code
    }
  }
}
