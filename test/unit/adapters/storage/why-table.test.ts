import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pruneWhy } from '../../../../src/adapters/storage/retention.ts'
import { upgradeStore } from '../../../../src/adapters/storage/schema.ts'
import { createSqlJournal } from '../../../../src/adapters/storage/sql-journal.ts'
import { openStore } from '../../../../src/adapters/storage/store.ts'
import {
  whyNot,
  type WhyQuery,
  type WhyReason,
  type WhyRecord,
  type WhyStore
} from '../../../../src/core/alerts/why.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const FEED = 'floor/account/source/queues'
const SALES: WhyQuery = { ruleId: 'waiting', connectionId: 'floor', key: `${FEED}/queueId=Sales` }
const ALL: WhyQuery = { ruleId: 'sum', connectionId: 'floor', key: '*' }

const run = (running: boolean, atMs: number): WhyRecord => ({ kind: 'run', running, atMs })
const key = (reason: WhyReason | null, atMs: number): WhyRecord => ({ ...SALES, kind: 'key', reason, atMs })
const feedId = 'floor/queues'

/** A floor that runs from then on, with both rules and the feed live. */
function begin(atMs: number): readonly WhyRecord[] {
  return [
    run(true, atMs),
    { kind: 'rule', ruleId: 'waiting', reason: null, atMs },
    { kind: 'rule', ruleId: 'sum', reason: null, atMs },
    { kind: 'feed', feedId, reason: null, atMs },
    { kind: 'span', ruleId: 'sum', connectionId: 'floor', feedId, atMs }
  ]
}

const ask = (store: WhyStore, query: WhyQuery, minuteMs: number): WhyReason =>
  whyNot(store.whyRecords(query, minuteMs), query, minuteMs)

describe('why somebody was told or not', () => {
  it('has its answer after a restart too', () => {
    const file = join(aFolder(), 'journal.db')
    const first = openAt(file).journal
    first.why.putWhy([...begin(NOON), key('pending', NOON + MINUTE), key('delivered', NOON + 2 * MINUTE)], NOON)
    first.why.putWhy([key(null, NOON + 3 * MINUTE)], NOON + 4 * MINUTE)
    first.close()
    const { why } = openAt(file).journal
    const reasons = [-1, 0, 1, 2, 3].map((minute) => ask(why, SALES, NOON + minute * MINUTE))
    expect(reasons).toEqual(['notRunning', 'conditionNotMet', 'pending', 'delivered', 'conditionNotMet'])
    expect(ask(why, ALL, NOON)).toBe('conditionNotMet')
    expect(why.whySinceMs()).toBe(NOON)
  })

  it('knows until when a run that did not end is known to have run', () => {
    const { why } = openAt(join(aFolder(), 'journal.db')).journal
    expect(why.whyUnendedMs()).toBeNull()
    why.putWhy(begin(NOON), NOON)
    why.putWhy([], NOON + 5 * MINUTE)
    expect(why.whyUnendedMs()).toBe(NOON + 5 * MINUTE)
    why.putWhy([run(false, NOON + 6 * MINUTE)], NOON + 6 * MINUTE)
    expect(why.whyUnendedMs()).toBeNull()
    expect(ask(why, ALL, NOON + 5 * MINUTE)).toBe('conditionNotMet')
    expect(ask(why, ALL, NOON + 7 * MINUTE)).toBe('notRunning')
  })

  it('is forgotten by age, but for what still counts', () => {
    const { why } = openAt(join(aFolder(), 'journal.db')).journal
    why.putWhy([...begin(NOON), key('pending', NOON + MINUTE), key('beforeRepeat', NOON + 2 * MINUTE)], NOON)
    const nowMs = NOON + 10 * DAY
    why.putWhy([key('acknowledged', nowMs - DAY)], nowMs)
    expect(why.pruneWhy(nowMs).ok).toBe(true)
    expect(why.whySinceMs()).toBe(nowMs - 7 * DAY)
    expect(ask(why, SALES, nowMs - 7 * DAY)).toBe('beforeRepeat')
    expect(ask(why, SALES, nowMs)).toBe('acknowledged')
    expect(ask(why, ALL, nowMs)).toBe('conditionNotMet')
    // What was before is not there any more.
    expect(why.whyRecords(SALES, NOON + MINUTE).filter(({ kind }) => kind === 'key')).toEqual([])
  })

  it('knows of a closed queue whatever its feed does, no longer than the run that said it, and forgets it by age', () => {
    const { why } = openAt(join(aFolder(), 'journal.db')).journal
    const row = (reason: 'queueClosed' | null, atMs: number): WhyRecord => ({
      kind: 'row',
      key: SALES.key,
      reason,
      atMs
    })
    why.putWhy([...begin(NOON), row('queueClosed', NOON + MINUTE), row(null, NOON + 2 * MINUTE)], NOON)
    why.putWhy([row('queueClosed', NOON + 3 * MINUTE)], NOON)
    why.putWhy([{ kind: 'feed', feedId, reason: 'feedNotLive', atMs: NOON + 4 * MINUTE }], NOON)
    const at = (minute: number) => ask(why, SALES, NOON + minute * MINUTE)
    expect([0, 1, 2, 3, 4].map(at)).toEqual([
      ...['conditionNotMet', 'queueClosed', 'conditionNotMet', 'queueClosed', 'queueClosed']
    ])
    expect(ask(why, { ...SALES, key: `${FEED}/queueId=Chat` }, NOON + 3 * MINUTE)).toBe('conditionNotMet')
    why.putWhy([run(true, NOON + 6 * MINUTE)], NOON)
    expect([5, 6].map(at)).toEqual(['queueClosed', 'feedNotLive'])
    expect(why.pruneWhy(NOON + 10 * DAY).ok).toBe(true)
    expect(why.whyRecords(SALES, NOON + 10 * DAY).filter(({ kind }) => kind === 'row')).toEqual([])
  })

  it('is bounded: the newest lines stay', () => {
    const store = openStore(':memory:')
    upgradeStore(store, 0)
    const { why, close } = createSqlJournal(store, silentLogger)
    why.putWhy(begin(NOON), NOON)
    const reasons = ['pending', 'delivered', 'beforeRepeat', null] as const
    why.putWhy(
      Array.from({ length: 400 }, (_, minute) => key(reasons[minute % 4] ?? null, NOON + minute * MINUTE)),
      NOON
    )
    pruneWhy(store, NOON, { ageMs: 7 * DAY, lines: 100 })
    // The five that every answer begins with stay beside them.
    expect(store.all('SELECT count(*) AS n FROM why')).toMatchObject([{ n: 100 + 5 + 1 }])
    expect(why.whySinceMs()).toBe(NOON + 299 * MINUTE)
    expect([396, 397, 398].map((minute) => ask(why, SALES, NOON + minute * MINUTE))).toEqual(reasons.slice(0, 3))
    close()
  })

  it('is removed in one go after a long absence, however much of it is about one key', () => {
    const store = openStore(':memory:')
    upgradeStore(store, 0)
    const { why, close } = createSqlJournal(store, silentLogger)
    why.putWhy(begin(NOON), NOON)
    const reasons = ['pending', 'beforeRepeat'] as const
    const lines = Array.from({ length: 10_000 }, (_, minute) =>
      key(reasons[minute % 2] ?? null, NOON + minute * MINUTE)
    )
    why.putWhy(lines, NOON)
    expect(why.pruneWhy(NOON + 30 * DAY).ok).toBe(true)
    expect(store.all('SELECT count(*) AS n FROM why')).toMatchObject([{ n: 6 }])
    expect(ask(why, SALES, NOON + 30 * DAY)).toBe('beforeRepeat')
    close()
  })

  it('goes with the history that the user deletes, and what counts now stays', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    journal.why.putWhy([...begin(NOON), key('pending', NOON), key('delivered', NOON + MINUTE)], NOON)
    expect(journal.forget(NOON + 2 * MINUTE, 100).ok).toBe(true)
    expect(journal.why.whySinceMs()).toBe(NOON + 2 * MINUTE)
    expect(journal.why.whyRecords(SALES, NOON).filter(({ kind }) => kind === 'key')).toEqual([])
    expect(ask(journal.why, SALES, NOON + 2 * MINUTE)).toBe('delivered')
  })
})
