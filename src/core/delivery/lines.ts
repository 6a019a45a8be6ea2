import type { Delivery } from '../alerts/delivery.ts'
import type { DeliveryCause } from './causes.ts'

/** Done with, and never told. */
export function suppressed(line: Delivery, cause: DeliveryCause, atMs = line.atMs): Delivery {
  return { ...line, state: 'suppressed', detail: '', cause, atMs }
}

/** To be told now: whatever was in the way is so no more. */
export function dueAgain({ cause: _cause, ...line }: Delivery, atMs: number): Delivery {
  return { ...line, state: 'intent', detail: '', atMs }
}

/** One of its own, not one of a group's notice. */
export function alone({ noticeId: _noticeId, together: _together, ...line }: Delivery): Delivery {
  return line
}

/** The lines about notices. */
export function notices(lines: readonly Delivery[]): readonly Delivery[] {
  return lines.filter(({ channel }) => channel === 'native')
}
