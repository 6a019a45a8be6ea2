import type * as z from 'zod'
import type { ThoughtspotConfig } from '../../core/connections/connection.ts'
import type { FailureStep } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { readJson } from '../transport/answers.ts'
import { atStep } from '../transport/failures.ts'
import { fillPath } from '../transport/route.ts'
import type { Route } from '../transport/route.ts'
import { THOUGHTSPOT_ROUTES } from './routes.ts'
import { channelPreferencesSchema, errorText, featureFailure, fullTokenSchema, sessionUserSchema } from './schema.ts'

const TIMEOUT_MS = 15_000

/** Who signs in. A secret key wins over a password where both are stored, as on the server. */
export type Credential =
  | { readonly kind: 'token'; readonly secret: string }
  | { readonly kind: 'secretKey' | 'password'; readonly secret: string }

export type ThoughtspotClientDeps = Pick<SourceDeps, 'http' | 'clock'>

export interface ThoughtspotClient {
  /** Asks for a token of the configured user; the token itself is not kept. */
  signIn(credential: Credential, cancellation?: Cancellation): Promise<Result<z.infer<typeof fullTokenSchema>>>
  sessionUser(token: string, cancellation?: Cancellation): Promise<Result<z.infer<typeof sessionUserSchema>>>
  /** Of the configured Org, else of the cluster. `notEnabled` where the instance does not offer them. */
  channelPreferences(
    token: string,
    cancellation?: Cancellation
  ): Promise<Result<z.infer<typeof channelPreferencesSchema>>>
}

export function createThoughtspotClient(config: ThoughtspotConfig, deps: ThoughtspotClientDeps): ThoughtspotClient {
  async function ask<T>(
    route: Route,
    schema: z.ZodType<T>,
    secret: string,
    extra: {
      readonly body?: object
      readonly bearer?: string
      readonly step?: FailureStep
      readonly cancellation: Cancellation | undefined
    }
  ): Promise<Result<T>> {
    const { step = 'check' } = extra
    const sent = await deps.http.send({
      method: route.method,
      url: config.baseUrl + fillPath(route, {}),
      headers: {
        accept: 'application/json',
        ...(extra.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(extra.bearer === undefined ? {} : { authorization: `Bearer ${extra.bearer}` })
      },
      ...(extra.body === undefined ? {} : { body: JSON.stringify(extra.body) }),
      timeoutMs: TIMEOUT_MS,
      ...(extra.cancellation ? { cancellation: extra.cancellation } : {})
    })
    if (!sent.ok) return atStep(sent, step)
    const { wallMs } = deps.clock.now()
    return readJson(sent.value, schema, { step, wallMs, explain: errorText, secrets: [secret] })
  }

  return {
    signIn: ({ kind, secret }, cancellation) =>
      ask(THOUGHTSPOT_ROUTES.fullToken, fullTokenSchema, secret, {
        body: {
          username: config.username,
          [kind === 'password' ? 'password' : 'secret_key']: secret,
          ...(config.orgId === undefined ? {} : { org_id: config.orgId })
        },
        cancellation
      }),
    sessionUser: (token, cancellation) =>
      ask(THOUGHTSPOT_ROUTES.sessionUser, sessionUserSchema, token, { bearer: token, cancellation }),
    async channelPreferences(token, cancellation) {
      const body =
        config.orgId === undefined
          ? { cluster_preferences: ['LIVEBOARD_SCHEDULE'] }
          : { org_preferences: [{ org_identifier: String(config.orgId) }] }
      const extra = { body, bearer: token, step: 'channels', cancellation } as const
      const found = await ask(THOUGHTSPOT_ROUTES.channelPreferences, channelPreferencesSchema, token, extra)
      return found.ok ? found : fail(featureFailure(found.failure))
    }
  }
}
