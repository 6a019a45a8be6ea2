import type { Faults } from '../faults.ts'
import type { Call, Reply } from '../http/reply.ts'
import type { Params } from '../http/router.ts'
import { problem } from './problem.ts'
import type { TokenClaims, Tokens } from './tokens.ts'

/** The demo account's credentials. */
export interface AvayaIdentity {
  readonly accountId: string
  readonly appKey: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface AccessDeps {
  readonly identity: AvayaIdentity
  readonly tokens: Tokens
  readonly faults: () => Readonly<Faults>
}

/** A wrong application key and a wrong token are both 401: only the words in brackets tell them apart. */
export function appKeyProblem(deps: AccessDeps, call: Call): Reply | undefined {
  const good = call.headers['appkey'] === deps.identity.appKey && !deps.faults().badAppKey
  return good ? undefined : problem(401, 'Invalid credentials (Appkey)', call.path)
}

type Guarded = (call: Call, params: Params, claims: TokenClaims) => Reply

/** Application key, then token, then account. */
export function guarded(deps: AccessDeps, run: Guarded): (call: Call, params: Params) => Reply {
  return (call, params) => {
    const wrongKey = appKeyProblem(deps, call)
    if (wrongKey) return wrongKey
    const token = /^Bearer (\S+)$/.exec(call.headers['authorization'] ?? '')?.[1]
    const claims = token === undefined ? undefined : deps.tokens.read(token, 'access')
    if (!claims || deps.faults().badAccessToken) return problem(401, 'Invalid credentials (Access-Token)', call.path)
    if (params['accountId'] !== deps.identity.accountId || deps.faults().forbidden) {
      return problem(403, 'The token is not allowed to use this account', call.path)
    }
    return run(call, params, claims)
  }
}
