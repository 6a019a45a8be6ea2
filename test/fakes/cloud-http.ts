import type { Http } from '../../src/core/ports/http.ts'
import type { Failure } from '../../src/core/connections/failure.ts'
import { fail, ok } from '../../src/core/result.ts'
import type { CloudAnswer, CloudRequest } from './avaya-cloud.ts'

export interface CloudHttp extends Http {
  /** Set: every call fails with it, as on a dead network. */
  down: Failure | undefined
  /** True: calls don't answer until they are cancelled or time out. */
  silent: boolean
  /** Set: calls to such a path are answered after this. */
  slow: { readonly path: RegExp; readonly until: Promise<void> } | undefined
}

/** The `Http` port over a handler in the same process. Answers asynchronously, as a network does; keeps to cancellation. */
export function createCloudHttp(handle: (request: CloudRequest) => CloudAnswer): CloudHttp {
  const http: CloudHttp = {
    down: undefined,
    silent: false,
    slow: undefined,
    async send({ method, url, headers, body, cancellation }) {
      const cancelled = fail<Failure>({ code: 'cancelled', step: 'other', detail: '' })
      if (cancellation?.cancelled) return cancelled
      if (http.silent) {
        await new Promise<void>((resolve) => cancellation?.onCancel(resolve))
        return cancelled
      }
      await (http.slow?.path.test(url) ? http.slow.until : Promise.resolve())
      if (cancellation?.cancelled) return cancelled
      if (http.down) return fail(http.down)
      const address = new URL(url)
      const answer = handle({ method, path: address.pathname + address.search, headers, body: body ?? '' })
      const text =
        answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
      return ok({ status: answer.status, headers: { ...answer.headers }, text })
    }
  }
  return http
}
