/**
 * What the far side's clock showed when it answered, epoch ms: moments in its answers are compared with that, since the clock of this
 * computer may be wrong or be set. Without a readable `Date` header it is this computer's.
 */
export function serverTimeMs(headers: Readonly<Record<string, string>>, wallMs: number): number {
  const told = Date.parse(headers['date'] ?? '')
  return Number.isNaN(told) ? wallMs : told
}
