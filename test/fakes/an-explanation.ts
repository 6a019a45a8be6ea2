import type { KnownExplanation } from '../../src/contract/explanation.ts'
import { NOON_MS } from './a-floor.ts'

const FIRED_MS = NOON_MS - 180_000

/** Of the alert of `anAlert`. */
export function anExplanation(over: Partial<KnownExplanation> = {}): KnownExplanation {
  const values = [9, 10, 10, 11, 14, 13, 12, 11, 12]
  const at = [-190, -184, -180, -160, -120, -95, -60, -31, -12]
  return {
    kind: 'known',
    ruleVersion: 1,
    pendingForMs: 10_000,
    samples: values.map((value, index) => ({ atMs: NOON_MS + (at[index] ?? 0) * 1000, value, rises: 0 })),
    changes: [{ did: 'fired', atMs: FIRED_MS }],
    limits: [{ fromMs: NOON_MS - 190_000, threshold: 8, clear: 5, critical: null, criticalClear: null }],
    firedByMs: FIRED_MS - 4_000,
    heardAtMs: NOON_MS - 3_000,
    verdict: { kind: 'same' },
    ...over
  }
}
