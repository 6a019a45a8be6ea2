import type * as z from 'zod'
import type { GiosgConfig } from '../../core/connections/connection.ts'
import type { FailureStep } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { readJson } from '../transport/answers.ts'
import { atStep } from '../transport/failures.ts'
import { listSchema, readAllPages } from '../transport/paging.ts'
import { retryIdempotent } from '../transport/retry.ts'
import { fillPath } from '../transport/route.ts'
import { errorText, refinedFailure } from './errors.ts'
import { targetTestSchema, userSchema } from './schema.ts'
import type { UserAnswer } from './schema.ts'
import { GIOSG_ROUTES } from './routes.ts'
import type { GiosgRoute } from './routes.ts'

const TIMEOUT_MS = 15_000

/** The only difference between the two kinds of token. */
const SCHEME = { token: 'Token', bearer: 'Bearer' } as const

export type GiosgClientDeps = Pick<SourceDeps, 'http' | 'clock' | 'random' | 'secret'> & {
  /** How often a call may be tried; the usual number when absent. */
  readonly tries?: number
}

/** Reads only; each call is repeated for passing failures, and lists are read to their end. */
export interface GiosgClient {
  me(cancellation?: Cancellation): Promise<Result<UserAnswer>>
  workflows(cancellation?: Cancellation): Promise<Result<readonly unknown[]>>
  targets(workflowId: string, cancellation?: Cancellation): Promise<Result<readonly unknown[]>>
  testTarget(
    workflowId: string,
    targetId: string,
    cancellation?: Cancellation
  ): Promise<Result<z.infer<typeof targetTestSchema>>>
}

export function createGiosgClient(config: GiosgConfig, deps: GiosgClientDeps): GiosgClient {
  async function readOnce<T>(
    url: string,
    step: FailureStep,
    schema: z.ZodType<T>,
    cancellation?: Cancellation
  ): Promise<Result<T>> {
    const token = await deps.secret('token')
    if (!token.ok) return atStep(token, step)
    const sent = await deps.http.send({
      method: 'GET',
      url,
      headers: { accept: 'application/json', authorization: `${SCHEME[config.tokenKind]} ${token.value}` },
      timeoutMs: TIMEOUT_MS,
      ...(cancellation ? { cancellation } : {})
    })
    if (!sent.ok) return atStep(sent, step)
    const { wallMs } = deps.clock.now()
    const read = readJson(sent.value, schema, { step, wallMs, explain: errorText, secrets: [token.value] })
    return read.ok ? read : fail(refinedFailure(read.failure))
  }

  function read<T>(
    url: string,
    step: FailureStep,
    schema: z.ZodType<T>,
    cancellation?: Cancellation
  ): Promise<Result<T>> {
    return retryIdempotent(deps, () => readOnce(url, step, schema, cancellation), cancellation, deps.tries)
  }

  function urlOf(route: GiosgRoute, params: Readonly<Record<string, string>> = {}): string {
    return config[route.host] + fillPath(route, { organizationId: config.organizationId, ...params })
  }

  function readList(url: string, step: FailureStep, cancellation?: Cancellation): Promise<Result<readonly unknown[]>> {
    return readAllPages(url, step, (page) => read(page, step, listSchema, cancellation))
  }

  return {
    me: (cancellation) => read(urlOf(GIOSG_ROUTES.me), 'user', userSchema, cancellation),
    workflows: (cancellation) => readList(urlOf(GIOSG_ROUTES.workflows), 'workflows', cancellation),
    targets: (workflowId, cancellation) =>
      readList(urlOf(GIOSG_ROUTES.targets, { workflowId }), 'targets', cancellation),
    testTarget: (workflowId, targetId, cancellation) =>
      read(urlOf(GIOSG_ROUTES.targetTest, { workflowId, targetId }), 'targetTest', targetTestSchema, cancellation)
  }
}
