import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Clock } from '../../core/ports/clock.ts'

export interface TokenClaims {
  readonly use: 'access' | 'refresh'
  readonly expiresAtMs: number
}

/** Signed tokens that need no memory: those of an earlier run with the same seed stay good until they expire. */
export interface Tokens {
  issue(use: TokenClaims['use']): string
  /** Undefined for a token that is foreign, altered or expired. */
  read(token: string, use: TokenClaims['use']): TokenClaims | undefined
}

const claimsSchema = z.strictObject({ use: z.enum(['access', 'refresh']), exp: z.number(), jti: z.int() })

export function createTokens(deps: {
  readonly clock: Clock
  readonly signingKey: string
  readonly lifeMs: number
}): Tokens {
  const { clock, signingKey, lifeMs } = deps
  let issued = 0
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const sign = (text: string): Buffer => createHmac('sha256', signingKey).update(text).digest()

  function claimsOf(payload: string): z.infer<typeof claimsSchema> | undefined {
    try {
      return claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    } catch {
      return undefined
    }
  }

  return {
    issue(use) {
      const exp = clock.now().wallMs + (use === 'access' ? lifeMs : lifeMs * 2)
      const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ use, exp, jti: ++issued })}`
      return `${text}.${sign(text).toString('base64url')}`
    },
    read(token, use) {
      const [head = '', payload = '', signature = ''] = token.split('.')
      const given = Buffer.from(signature, 'base64url')
      const right = sign(`${head}.${payload}`)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      const claims = claimsOf(payload)
      if (!claims || claims.use !== use || claims.exp <= clock.now().wallMs) return undefined
      return { use, expiresAtMs: claims.exp }
    }
  }
}
