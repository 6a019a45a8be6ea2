import type { AvayaConfig } from '../../core/connections/connection.ts'
import { isCredentialRefused, isTerminal } from '../../core/connections/failure.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { readJson } from '../transport/answers.ts'
import type { AnswerContext } from '../transport/answers.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { atStep, failure } from '../transport/failures.ts'
import { fillPath } from '../transport/route.ts'
import { failureOfAnswer } from './errors.ts'
import { AVAYA_ROUTES } from './routes.ts'
import { tokenSchema } from './schema.ts'

const TIMEOUT_MS = 10_000
/** A token is replaced this long before it ends, or after four fifths of a life shorter than five minutes. */
const AHEAD_MS = 60_000

export interface TokenKeeper {
  /** A token that will still be good for a while. All callers share one request. */
  get(): Promise<Result<string>>
  /** Like `get`, but the token was asked for at most `maxAgeMs` ago. */
  getFresh(maxAgeMs: number): Promise<Result<string>>
  /** The server refused `token`: it is forgotten, unless a newer one is already there. */
  refused(token: string): void
  /** Lets be tried again what failed for good; a credential that was refused only when `isAsked`. */
  forgive(isAsked: boolean): void
}

interface Held {
  readonly token: string
  readonly askedAtMs: number
  readonly goodUntilMs: number
}

export type TokenDeps = Pick<SourceDeps, 'http' | 'clock' | 'secret'>

/**
 * The access token of one connection. Invariants:
 * 1. At most one token request is under way.
 * 2. A credential the server refused is not sent again until `forgive`: repeating it can lock an account.
 * 3. The client secret is read for one request and not kept.
 */
export function createTokenKeeper(config: AvayaConfig, deps: TokenDeps, cancellation: Cancellation): TokenKeeper {
  let held: Held | undefined
  let underWay: Promise<Result<string>> | undefined
  let refusal: Failure | undefined

  async function request(): Promise<Result<string>> {
    const [appKey, clientSecret] = await Promise.all([deps.secret('appKey'), deps.secret('clientSecret')])
    if (!appKey.ok) return atStep(appKey, 'token')
    if (!clientSecret.ok) return atStep(clientSecret, 'token')
    const askedAtMs = deps.clock.now().monoMs
    const sent = await deps.http.send({
      method: AVAYA_ROUTES.token.method,
      url: config.restBaseUrl + fillPath(AVAYA_ROUTES.token, { accountId: config.accountId }),
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        appkey: appKey.value
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: config.clientId,
        client_secret: clientSecret.value
      }).toString(),
      timeoutMs: TIMEOUT_MS,
      cancellation
    })
    if (!sent.ok) return atStep(sent, 'token')
    const secrets = [appKey.value, clientSecret.value]
    const context: AnswerContext = { step: 'token', wallMs: deps.clock.now().wallMs, secrets }
    const refused = failureOfAnswer(sent.value, context)
    // The documented answer to a wrong client is 401; the server behind it is known to say 400 for some grants.
    if (refused) return fail(refused.httpStatus === 400 ? { ...refused, code: 'badCredential' } : refused)
    const answer = readJson(sent.value, tokenSchema, context)
    if (!answer.ok) return answer
    const lifeMs = answer.value.expires_in * 1000
    held = {
      token: answer.value.access_token,
      askedAtMs,
      goodUntilMs: askedAtMs + lifeMs - Math.min(AHEAD_MS, lifeMs / 5)
    }
    return ok(held.token)
  }

  async function refresh(): Promise<Result<string>> {
    if (refusal) return fail(refusal)
    if (cancellation.cancelled) return fail(failure('cancelled', 'token', ''))
    underWay ??= request().finally(() => {
      underWay = undefined
    })
    const result = await underWay
    if (!result.ok && isTerminal(result.failure)) refusal = result.failure
    return result
  }

  return {
    get() {
      const now = deps.clock.now().monoMs
      return held && now < held.goodUntilMs ? Promise.resolve(ok(held.token)) : refresh()
    },
    getFresh(maxAgeMs) {
      const now = deps.clock.now().monoMs
      const isFresh = held && now < held.goodUntilMs && now - held.askedAtMs <= maxAgeMs
      return isFresh && held ? Promise.resolve(ok(held.token)) : refresh()
    },
    refused(token) {
      if (held?.token === token) held = undefined
    },
    forgive(isAsked) {
      if (isAsked || !refusal || !isCredentialRefused(refusal)) refusal = undefined
    }
  }
}
