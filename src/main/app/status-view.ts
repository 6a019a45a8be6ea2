import type { StatusView } from '../../contract/views.ts'
import type { Status } from '../../core/connections/status.ts'

/** A status as windows see it. */
export function statusView(status: Status): StatusView {
  const { phase, sinceMs, attempt, failure, retryAtMs } = status
  return {
    phase,
    sinceMs,
    attempt,
    ...(failure ? { failure: { ...failure } } : {}),
    ...(retryAtMs === undefined ? {} : { retryAtMs })
  }
}
