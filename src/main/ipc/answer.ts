import type { z } from 'zod'
import type { Answer } from '../../contract/bridge.ts'
import { requests, type RequestInput, type RequestName, type RequestOutput } from '../../contract/requests.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, ok } from '../../core/result.ts'
import type { Handlers } from '../app/handlers.ts'
import { isWithinBudget } from './budget.ts'
import { isTrustedSender, type SenderEvent } from './sender.ts'

/** Weight of the biggest input taken, in characters. The longest legal rule weighs far less. */
export const INPUT_LIMIT = 256 * 1024

export interface AnswererDeps<E extends SenderEvent> {
  readonly handlers: Handlers
  /** True for the contents of windows made by our own factory. */
  readonly isOurs: (sender: E['sender']) => boolean
  /** Origin of our pages, e.g. `floorwatch-app://app`. */
  readonly origin: string
  readonly logger: Logger
}

const refuse = (code: Failure['code'], detail: string): Answer<never> => fail({ code, step: 'ask', detail })

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  return `${['input', ...(issue?.path ?? [])].map(String).join('.')}: ${issue?.message ?? 'is not valid'}`.slice(0, 500)
}

/**
 * Answers one request of a window. Never throws and never rejects: an unknown sender is `forbidden`, an input the contract does not
 * allow `rejected` with the path to it, and a bug behind it `protocol` without any inner words.
 */
export function createAnswerer<E extends SenderEvent>(
  deps: AnswererDeps<E>
): <N extends RequestName>(name: N, event: E, raw: unknown) => Promise<Answer<RequestOutput<N>>> {
  const { handlers, logger } = deps

  async function handle<N extends RequestName>(name: N, raw: unknown): Promise<Answer<RequestOutput<N>>> {
    if (!isWithinBudget(raw, INPUT_LIMIT)) return refuse('rejected', 'input: is too large')
    const input = requests[name].input.safeParse(raw)
    if (!input.success) return refuse('rejected', firstIssue(input.error))
    // as: both were looked up by the same name, which the compiler can't follow through a union
    const answer = await handlers[name](input.data as RequestInput<N>)
    if (!answer.ok) return answer
    const output = requests[name].output.safeParse(answer.value)
    if (!output.success) throw new Error(`answer does not match the contract: ${firstIssue(output.error)}`)
    // as: see above
    return ok(output.data as RequestOutput<N>)
  }

  return async (name, event, raw) => {
    try {
      if (!isTrustedSender(event, deps.origin, deps.isOurs)) {
        logger.warn('request from an unknown sender refused', { request: name })
        return refuse('forbidden', 'sender')
      }
      return await handle(name, raw)
    } catch (error) {
      logger.error('request failed', { request: name, error })
      return refuse('protocol', 'internal error')
    }
  }
}
