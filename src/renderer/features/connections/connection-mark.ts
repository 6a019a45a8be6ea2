import type { StatusView } from '../../../contract/views.ts'
import type { Mark } from '../../ui/state-mark.tsx'

export function connectionMark({ phase }: StatusView): Mark {
  switch (phase) {
    case 'live':
      return 'ok'
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
