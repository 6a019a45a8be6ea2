import type { Call, Reply } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { appKeyProblem, type AccessDeps } from './access.ts'
import { problem } from './problem.ts'
import { tokenRequestSchema, type TokenReply } from './schema.ts'

export function tokenRoute(deps: AccessDeps & { readonly tokenLifeMs: number }): Route {
  const { identity, tokens } = deps

  function run(call: Call, accountId: string | undefined): Reply {
    if (!/^application\/x-www-form-urlencoded\b/i.test(call.headers['content-type'] ?? '')) {
      return problem(415, 'Content type must be application/x-www-form-urlencoded', call.path)
    }
    const wrongKey = appKeyProblem(deps, call)
    if (wrongKey) return wrongKey
    if (accountId !== identity.accountId) return problem(404, 'No such account', call.path)
    const form = tokenRequestSchema.safeParse(Object.fromEntries(new URLSearchParams(call.body)))
    if (!form.success) return problem(400, 'The token request is not valid', call.path, form.error)
    const { client_id, client_secret } = form.data
    if (client_id !== identity.clientId || client_secret !== identity.clientSecret || deps.faults().refuseToken) {
      return problem(401, 'Invalid client or invalid client credentials', call.path)
    }
    if (form.data.grant_type === 'refresh_token' && !tokens.read(form.data.refresh_token, 'refresh')) {
      return problem(400, 'The refresh token is not valid', call.path)
    }
    const reply: TokenReply = {
      access_token: tokens.issue('access'),
      expires_in: Math.floor(deps.tokenLifeMs / 1_000),
      refresh_token: tokens.issue('refresh')
    }
    return { status: 200, body: reply }
  }

  return {
    method: 'POST',
    path: '/api/auth/v1/{accountId}/protocol/openid-connect/token',
    run: (call, params) => run(call, params['accountId'])
  }
}
