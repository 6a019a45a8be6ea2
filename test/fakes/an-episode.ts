import type { Episode } from '../../src/core/alerts/episode.ts'

let count = 0

/** A valid firing episode with what the test cares about put over it. */
export function anEpisode(part: Partial<Episode> = {}): Episode {
  count += 1
  return {
    id: `episode-${String(count)}`,
    ruleId: 'contacts-waiting',
    ruleVersion: 1,
    ruleName: 'Contacts waiting',
    severity: 'critical',
    kind: 'realtime',
    key: 'c1/row',
    keyName: 'Sales',
    connectionId: 'c1',
    state: 'firing',
    unit: 'number',
    op: '>',
    value: 12,
    sinceMs: null,
    reason: null,
    threshold: 8,
    clear: 5,
    peak: 12,
    breachedAtMs: 0,
    firedAtMs: 10,
    recoveringSinceMs: null,
    closedAtMs: null,
    toldAtMs: null,
    toldCount: 0,
    acknowledgedAtMs: null,
    note: null,
    snoozedUntilMs: null,
    ...part
  }
}
