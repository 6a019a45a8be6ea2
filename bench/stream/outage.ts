import { createAlertEngine } from '../../src/core/alerts/engine.ts'
import type { RealtimeRule } from '../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../src/core/measures/feed.ts'
import type { RowDelta } from '../../src/core/measures/row.ts'

const FEW = 1_000
const MANY = 10_000
const WARM_UP_ROUNDS = 10
const ROUNDS = 25

/** CPU time of one alert of a turn, ns, by how many fire in it. */
export interface Outage {
  readonly few: number
  readonly many: number
}

const FEED: FeedDescriptor = {
  id: 'bench/queues',
  connectionId: 'bench',
  producerId: 'queues',
  subject: 'queue',
  keyNames: ['queueId'],
  measures: [{ name: 'waiting', kind: 'number', displayName: 'Waiting', role: 'contactsWaiting' }]
}

const EACH: RealtimeRule = {
  ...{ id: 'each', version: 1, name: 'Waiting', enabled: true, severity: 'warning', kind: 'realtime' },
  ...{ pendingForMs: 0, keepFiringForMs: 0, repeatEveryMs: null, announceEnd: false },
  ...{ producer: 'queues', scope: [], over: 'each', metric: { kind: 'measure', measure: { name: 'waiting' } } },
  condition: { op: '>', threshold: 8 }
}
/** What explains all of them, and takes them back. */
const SITE: RealtimeRule = { ...EACH, id: 'site', over: 'sum' }

/** CPU time, ns, of the turn in which every one of the rows comes up in breach. */
function turnOf(rows: number): number {
  let uuid = 0
  const engine = createAlertEngine(
    { rules: [EACH, SITE], episodes: [], snoozedAllUntilMs: null, snoozedRules: {} },
    { uuid: () => String(uuid++) }
  )
  const now = { wallMs: 1_700_000_000_000, monoMs: 0 }
  const deltas = Array.from({ length: rows }, (_, i): RowDelta => {
    const row = { id: `bench/a/b/queues/queueId=${i}`, feedId: FEED.id, keys: { queueId: String(i) }, generation: 1 }
    return { row: { ...row, values: { waiting: 20 }, changedAtMs: 0 }, kind: 'added', measures: ['waiting'] }
  })
  engine.apply({ type: 'feedDescribed', feed: FEED, connectionName: 'Bench' }, now)
  engine.apply({ type: 'snapshotBegan', feedId: FEED.id }, now)
  engine.apply({ type: 'rowsChanged', feedId: FEED.id, deltas }, now)
  engine.apply({ type: 'feedLive', feedId: FEED.id, live: true }, now)
  const before = process.cpuUsage()
  const effects = engine.apply({ type: 'snapshotEnded', feedId: FEED.id }, now)
  const { user, system } = process.cpuUsage(before)
  const fired = effects.filter((effect) => effect.type === 'episode' && effect.transition === 'fired').length
  if (fired !== rows + 1) throw new Error(`${fired} of ${rows + 1} alerts fired`)
  return (user + system) * 1_000
}

/** One alert, in the median of turns in which `rows` fire; few rows are taken several times, so that both sides work as long. */
function perAlert(rows: number): number {
  const times = Array.from({ length: ROUNDS + WARM_UP_ROUNDS }, () => {
    const turns = Array.from({ length: MANY / rows }, () => turnOf(rows))
    return turns.reduce((sum, ns) => sum + ns, 0) / MANY
  })
  const counted = times.slice(WARM_UP_ROUNDS).sort((a, b) => a - b)
  return counted[counted.length >> 1] ?? 0
}

/** The engine alone after an outage: everything is in breach at once, and the site with it. */
export function measureOutage(): Outage {
  return { few: perAlert(FEW), many: perAlert(MANY) }
}
