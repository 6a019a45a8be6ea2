import type { StatusView } from '../../../contract/views.ts'
import type { Mark } from '../../ui/state-mark.tsx'

/** `silent`: a feed of the connection is not heard, whatever main said last. */
export function connectionMark({ phase }: StatusView, silent: boolean): Mark {
  switch (phase) {
    case 'live':
      return silent ? 'stale' : 'ok'
    case 'failed':
      return 'critical'
    case 'offline':
      return 'offline'
    case 'stale':
    case 'backoff':
    case 'idle':
    case 'connecting':
    case 'authenticating':
    case 'syncing':
      return 'stale'
  }
}
