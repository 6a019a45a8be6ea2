import type { Delivery } from '../../core/alerts/delivery.ts'
import { notices } from '../../core/delivery/lines.ts'

/**
 * What a repeat would only say again: the alert's last notice is still to be told, since it is held or could not be shown. A line for
 * each repeat of a quiet night would make the ledger grow without end.
 */
export function waitsAlready(
  reason: Delivery['reason'],
  lines: readonly Delivery[],
  instead: Partial<Delivery> | undefined,
  isQuiet: boolean
): 'held' | 'failed' | undefined {
  if (reason !== 'repeat') return undefined
  // Somebody sees it: that is news.
  if (instead !== undefined && instead.state !== 'held') return undefined
  const state = notices(lines).at(-1)?.state
  if (state === 'failed') return state
  // Amid quiet hours, what may break through them now is told.
  return state === 'held' && (instead !== undefined || !isQuiet) ? state : undefined
}
