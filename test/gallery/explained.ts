import { anAlert, NOON_MS } from '../fakes/a-floor.ts'
import { anExplanation } from '../fakes/an-explanation.ts'
import type { FakeBridge } from '../fakes/fake-bridge.ts'
import { moment } from './moment.tsx'
import type { Hands, Specimen } from './specimen.ts'

/** What an alert was made of. */

const FIRED_MS = NOON_MS - 180_000
async function shown({ press, settle }: Hands): Promise<void> {
  await press('alerts.showNamed', 'title')
  await settle()
  document.querySelector('[data-part="explanation"]')?.scrollIntoView()
}
const answers =
  (value: Parameters<typeof anExplanation>[0] | 'none') =>
  (bridge: FakeBridge): void =>
    bridge.answer('alert:explanation', async () => ({
      ok: true,
      value: value === 'none' ? { kind: 'none' } : anExplanation(value)
    }))

const two = anAlert({ severity: 'critical', highest: 'critical', critical: { threshold: 12, clear: 10 } })
const running = anAlert({
  unit: 'duration',
  threshold: 300_000,
  clear: null,
  value: 364_000,
  sinceMs: NOON_MS - 500_000
})

export const EXPLAINED: readonly Specimen[] = [
  moment('alerts', 'explained', 'An alert with its values', { over: { alerts: [two] }, after: shown }),
  moment('alerts', 'explained-running', 'An alert about a time that runs, read with gaps', {
    over: { alerts: [running] },
    prepare: answers({
      samples: [
        { atMs: NOON_MS - 190_000, value: 310_000, rises: 1 },
        { atMs: NOON_MS - 100_000, value: null, rises: 0 },
        { atMs: NOON_MS - 60_000, value: 440_000, rises: 1, gap: true }
      ],
      verdict: { kind: 'noRule', version: 1 }
    }),
    after: shown
  }),
  moment('alerts', 'explained-edited', 'An alert whose rule was changed meanwhile', {
    prepare: answers({
      limits: [
        { fromMs: NOON_MS - 190_000, threshold: 8, clear: 5, critical: null, criticalClear: null },
        { fromMs: NOON_MS - 60_000, threshold: 10, clear: 5, critical: 13, criticalClear: null }
      ]
    }),
    after: shown
  }),
  moment('alerts', 'explained-otherwise', 'An alert that does not come out of its values again', {
    prepare: answers({
      verdict: {
        kind: 'differs',
        recorded: { did: 'fired', atMs: FIRED_MS },
        again: { did: 'fired', atMs: FIRED_MS - 5_000 }
      }
    }),
    after: shown
  }),
  moment('alerts', 'explained-none', 'An alert of which no values are kept', {
    prepare: answers('none'),
    after: shown
  }),
  moment('alerts', 'explained-refused', 'An alert whose values can not be read', {
    prepare: (bridge) => bridge.refuse('alert:explanation', { code: 'storage', step: 'journal', detail: 'damaged' }),
    after: shown
  })
]
