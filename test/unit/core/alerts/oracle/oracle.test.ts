import { describe, expect, test } from 'vitest'
import { createAlertEngine } from '../../../../../src/core/alerts/engine.ts'
import type { EngineEvent } from '../../../../../src/core/alerts/engine-types.ts'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import type { Row, RowDelta } from '../../../../../src/core/measures/row.ts'
import type { Value } from '../../../../../src/core/measures/value.ts'
import { QUEUES, WAITING } from '../scene.ts'
import { judge, STEPS, type Expected, type Policy, type Step, type Times } from './oracle.ts'

const LONGEST = 5
/** What was last the case goes on for so long, so that everything due comes due. */
const QUIET_S = 3
const SECOND_MS = 1000
const ROW_ID = 'floor/account/source/queues/Sales'

const POLICIES: readonly Policy[] = [
  { kind: 'none', afterS: 0 },
  { kind: 'keepLast', afterS: 1 },
  { kind: 'ok', afterS: 1 },
  { kind: 'alert', afterS: 1 },
  { kind: 'alert', afterS: 2 }
]
const TIMES: readonly Times[] = [0, 1, 2].flatMap((pendingS) => [0, 1, 2].map((keepS) => ({ pendingS, keepS })))
const REASONS = new Set(['rowGone', 'dataBack'])

function ruleOf({ pendingS, keepS }: Times, { kind, afterS }: Policy): RealtimeRule {
  return {
    ...WAITING,
    condition: { op: '>', threshold: 8 },
    announceEnd: true,
    pendingForMs: pendingS * SECOND_MS,
    keepFiringForMs: keepS * SECOND_MS,
    ...(kind === 'none' ? {} : { noData: { afterMs: afterS * SECOND_MS, policy: kind } })
  }
}

/** The engine on a clock of the test's own, fed by hand; what it says is collected as the oracle puts it. */
function createKey(times: Times, policy: Policy) {
  let id = 0
  let monoMs = 0
  let isLive = true
  let isThere = false
  const told: Expected['told'][number][] = []
  const ends: Expected['ends'][number][] = []
  const seed = { rules: [ruleOf(times, policy)], episodes: [], snoozedAllUntilMs: null, snoozedRules: {} }
  const engine = createAlertEngine(seed, { uuid: () => String(++id) })

  function send(event: EngineEvent): void {
    const now = { monoMs, wallMs: 1_700_000_000_000 + monoMs }
    for (const effect of engine.apply(event, now)) {
      if (effect.type !== 'announce') continue
      const { reason, episode } = effect
      if (reason === 'fired') told.push(episode.noData ? 'noData' : 'fired')
      else if (reason === 'ended')
        ends.push(REASONS.has(episode.reason ?? '') ? (episode.reason as 'rowGone') : 'cleared')
      send({ type: 'told', episodeId: episode.id, atMs: now.wallMs })
    }
  }

  const values: Record<string, Value> = { name: 'Sales', waiting: null }
  // One row as the table has it: always the same record.
  const row: Row = { id: ROW_ID, keys: { queueId: 'Sales' }, values, feedId: QUEUES.id, changedAtMs: 0, generation: 1 }

  function say(kind: RowDelta['kind'], waiting: number | null): void {
    values['waiting'] = waiting
    send({ type: 'rowsChanged', feedId: QUEUES.id, deltas: [{ row, kind, measures: ['waiting'] }] })
  }

  send({ type: 'feedDescribed', feed: QUEUES, connectionName: 'Floor' })
  send({ type: 'feedLive', feedId: QUEUES.id, live: true })
  return {
    pass(): void {
      monoMs += SECOND_MS
      for (let due = engine.nextDeadlineMs(); due !== undefined && due <= monoMs; due = engine.nextDeadlineMs()) {
        send({ type: 'tick' })
      }
    },
    play(step: Step): void {
      if (step === 'error') {
        if (isLive) send({ type: 'feedLive', feedId: QUEUES.id, live: false })
        isLive = false
        return
      }
      if (step !== 'gone') say(isThere ? 'changed' : 'added', step === 'noData' ? null : step === 'breach' ? 9 : 1)
      else if (isThere) say('removed', null)
      isThere = step !== 'gone'
      if (!isLive) send({ type: 'feedLive', feedId: QUEUES.id, live: true })
      isLive = true
    },
    seen(): Expected {
      const state = engine.open(true)[0]?.state ?? 'normal'
      if (state === 'closed') throw new Error('an open episode is closed')
      return { state, told: [...told], ends: [...ends] }
    }
  }
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at])

const isSame = (a: Expected, b: Expected): boolean =>
  a.state === b.state && isSameList(a.told, b.told) && isSameList(a.ends, b.ends)

/** Shorter ones are the beginnings of these, and are compared with them step by step. */
function sequences(): Step[][] {
  let all: Step[][] = [[]]
  for (let length = 1; length <= LONGEST; length++) all = all.flatMap((steps) => STEPS.map((step) => [...steps, step]))
  return all
}

const ALL = sequences()
const CASES = ALL.length * TIMES.length * POLICIES.length

describe(`one key against the words of the product: ${String(CASES)} cases of ${String(LONGEST)} steps`, () => {
  test.each(POLICIES)('missing data: $kind after $afterS s', { timeout: 60_000 }, (policy) => {
    const wrong: string[] = []
    for (const times of TIMES) {
      for (const steps of ALL) {
        const key = createKey(times, policy)
        const history: Step[] = []
        const last = steps.at(-1) ?? 'gone'
        const seen: Expected[] = []
        for (let second = 0; second < LONGEST + QUIET_S; second++) {
          const step = steps[second]
          if (second > 0) key.pass()
          if (step) key.play(step)
          history.push(step ?? last)
          seen.push(key.seen())
        }
        for (const [second, found] of seen.entries()) {
          const expected = judge(history.slice(0, second + 1), times, policy)
          if (isSame(expected, found)) continue
          const { pendingS, keepS } = times
          const where = `${steps.join(' ')} | pending ${String(pendingS)}, keep ${String(keepS)}, second ${String(second)}`
          wrong.push(`${where}: expected ${JSON.stringify(expected)}, seen ${JSON.stringify(found)}`)
          break
        }
      }
    }
    expect(wrong.slice(0, 12)).toEqual([])
    expect(wrong).toHaveLength(0)
  })

  test('are enough', () => {
    expect(CASES).toBeGreaterThanOrEqual(10_000)
  })
})
