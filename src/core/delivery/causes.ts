/** Why something was not told, or not yet. Closed: each has words. Stored in the journal, never renamed. */
export const DELIVERY_CAUSES = [
  'quietHours',
  'doNotDisturb',
  'acknowledged',
  'snoozed',
  'explained',
  'toldOnce',
  'overBefore',
  'overBeforeRestart',
  'acknowledgedBeforeRestart',
  'endsNotAnnounced',
  'neverTold',
  'seenInWindow',
  'noWindow',
  'moreSevereHeard',
  'noServer',
  'serverSilent',
  'refused'
] as const
export type DeliveryCause = (typeof DELIVERY_CAUSES)[number]

/** How lines were written before they named their cause. */
const OF_OLD: Readonly<Record<string, DeliveryCause>> = {
  'quiet hours': 'quietHours',
  'do-not-disturb of the desktop': 'doNotDisturb',
  acknowledged: 'acknowledged',
  snoozed: 'snoozed',
  'told once': 'toldOnce',
  'over before it could be told': 'overBefore',
  'over before restart': 'overBeforeRestart',
  'acknowledged before restart': 'acknowledgedBeforeRestart',
  'ends are not announced': 'endsNotAnnounced',
  'it was never told': 'neverTold'
}

interface Line {
  readonly state: string
  readonly cause?: DeliveryCause | undefined
  readonly detail: string
}

/** Why the line is as it is; undefined where there is nothing to explain. Old lines are read too. */
export function causeOf({ state, cause, detail }: Line): DeliveryCause | undefined {
  if (state === 'intent' || state === 'delivered') return undefined
  if (cause !== undefined) return cause
  return Object.hasOwn(OF_OLD, detail) ? OF_OLD[detail] : state === 'failed' ? 'refused' : undefined
}
