import type { RealtimeRule } from '../../src/core/alerts/rule.ts'
import { PRODUCERS } from './floor-frames.ts'
import { receiveAsProduct } from './product-receiver.ts'
import { ALARM_MEASURE, sentAgoMs } from './send.ts'
import { rulesOf, twoHundredRules } from './two-hundred-rules.ts'

const WARM_UP_MS = 5_000
const MEASURE_MS = 40_000
const ENOUGH = 50

export interface Latency {
  /** From the sender's write to the call of the notifier, ms. */
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** For a step of the engine to be durable, ms. */
  readonly commitP99: number
  readonly told: number
  readonly steps: number
  readonly perSecond: number
}

const share = (values: readonly number[], of: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * of))] ?? NaN

/** Any value is one too many: the sender writes into it when it sent. Critical, so that no sum that it breaches too explains it. */
const [alarmRule] = rulesOf([
  { over: 'each', metric: { kind: 'measure', measure: { name: ALARM_MEASURE } }, condition: { op: '>', threshold: 0 } }
]) as [RealtimeRule]

/** How long a breach takes from the far side's write to the notifier, with two hundred rules and a steady stream beside it. */
export async function measureLatency(url: string, journalFile: string): Promise<Latency> {
  const tookMs: number[] = []
  let sentAt = 0
  let isMeasured = false
  const receiver = receiveAsProduct(url, journalFile, PRODUCERS, {
    rules: [
      ...twoHundredRules(),
      { ...alarmRule, id: 'alarm', severity: 'critical', pendingForMs: 0, keepFiringForMs: 0 }
    ],
    mostAnnounced: Infinity,
    changed(change) {
      const said = change.values[ALARM_MEASURE]
      if (typeof said === 'number' && said > 0) sentAt = said
    },
    told: () => isMeasured && tookMs.push(sentAgoMs(sentAt))
  })
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  await pause(WARM_UP_MS)
  isMeasured = true
  const before = { taken: receiver.taken(), ms: performance.now(), commits: receiver.path.commits.length }
  await pause(MEASURE_MS)
  const perSecond = ((receiver.taken() - before.taken) * 1000) / (performance.now() - before.ms)
  const commits = receiver.path.commits.slice(before.commits)
  receiver.stop()
  if (tookMs.length < ENOUGH) throw new Error(`only ${tookMs.length} notices`)
  return {
    p50: share(tookMs, 0.5),
    p99: share(tookMs, 0.99),
    max: Math.max(...tookMs),
    commitP99: share(commits, 0.99),
    told: tookMs.length,
    steps: commits.length,
    perSecond
  }
}
