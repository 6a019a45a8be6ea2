import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../../src/adapters/storage/journal.ts'
import type { Delivery } from '../../../../src/core/alerts/delivery.ts'
import type { AlertStep, Journal } from '../../../../src/core/ports/journal.ts'
import { fail } from '../../../../src/core/result.ts'
import { createAlertLedger } from '../../../../src/main/app/alert-ledger.ts'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const intentOf = (episodeId: string): Delivery => ({
  id: `of ${episodeId}`,
  episodeId,
  reason: 'fired',
  channel: 'native',
  state: 'intent',
  detail: '',
  atMs: 1,
  possibleRepeat: false
})

describe('the alert ledger', () => {
  const clock = createVirtualClock()
  let folder: string
  let journal: Journal
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'floorwatch-ledger-'))
    const opened = openJournal({ file: join(folder, 'journal.db'), clock, logger: silentLogger })
    if (!opened.ok) throw new Error(opened.failure.detail)
    journal = opened.value.journal
  })
  afterEach(() => {
    journal.close()
    rmSync(folder, { recursive: true })
  })

  function setUp() {
    const disk = { isFull: false }
    const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
    let commits = 0
    const commit = (step: AlertStep) => {
      commits += 1
      if (!disk.isFull) return journal.commit(step)
      return fail({ code: 'storage' as const, step: 'journal' as const, detail: 'full' })
    }
    const ledger = createAlertLedger({ clock, journal: { ...journal, commit }, logger: silentLogger, problems })
    return { ledger, disk, problems, asked: () => commits }
  }

  it('writes the newest state of what had to wait, once', () => {
    const { ledger, disk } = setUp()
    disk.isFull = true
    const fired = anEpisode()
    ledger.commit({ episodes: [fired], deliveries: [intentOf(fired.id)] })
    ledger.commit({ episodes: [{ ...fired, state: 'recovering' }], deliveries: [] })
    ledger.commit({ episodes: [], deliveries: [{ ...intentOf(fired.id), state: 'delivered' }] })
    expect(ledger.deliveries(fired.id).map(({ state }) => state)).toEqual(['delivered'])
    disk.isFull = false
    clock.advance(10_000)
    expect(journal.openEpisodes().map(({ state }) => state)).toEqual(['recovering'])
    expect(journal.deliveries(fired.id).map(({ state }) => state)).toEqual(['delivered'])
    ledger.dispose()
    expect(clock.pendingTimers()).toBe(0)
  })

  it('one record that can not be written keeps no later one from it', () => {
    const { ledger, problems } = setUp()
    ledger.commit({ episodes: [], deliveries: [intentOf('an episode nobody knows')] })
    expect(problems.list().map(({ id }) => id)).toEqual(['journal'])
    const later = anEpisode()
    ledger.commit({ episodes: [later], deliveries: [intentOf(later.id)] })
    expect(journal.openEpisodes().map(({ id }) => id)).toEqual([later.id])
    ledger.dispose()
  })

  it('a record that can not be written keeps none from it that came in the same step', () => {
    const { ledger, problems } = setUp()
    const [good, later] = [anEpisode(), anEpisode()]
    ledger.commit({ episodes: [good], deliveries: [intentOf('an episode nobody knows'), intentOf(good.id)] })
    expect(journal.openEpisodes().map(({ id }) => id)).toEqual([good.id])
    ledger.commit({ episodes: [later], deliveries: [], snoozes: { '*': 5 } })
    expect(new Set(journal.openEpisodes().map(({ id }) => id))).toEqual(new Set([good.id, later.id]))
    expect(journal.snoozes()).toEqual({ '*': 5 })
    ledger.commit({ episodes: [], deliveries: [{ ...intentOf(good.id), state: 'delivered' }] })
    expect(journal.deliveries(good.id).map(({ state }) => state)).toEqual(['delivered'])
    expect(problems.list().map(({ id }) => id)).toEqual(['journal'])
    ledger.dispose()
  })

  it('is tried again without a next step, each by itself', () => {
    const { ledger } = setUp()
    const good = anEpisode()
    ledger.commit({ episodes: [good], deliveries: [intentOf('an episode nobody knows'), intentOf(good.id)] })
    clock.advance(10_000)
    expect(journal.undecidedDeliveries().map(({ episodeId }) => episodeId)).toEqual([good.id])
    ledger.dispose()
  })

  it('a journal that takes nothing is not asked for each of thousands', () => {
    const { ledger, disk, asked } = setUp()
    disk.isFull = true
    const all = Array.from({ length: 1_000 }, () => anEpisode())
    ledger.commit({ episodes: all, deliveries: [] })
    const before = asked()
    clock.advance(10_000)
    expect(asked() - before).toBeLessThan(50)
    ledger.dispose()
  })

  it('keeps a bounded number waiting, the newest, each with what was told of it', () => {
    const { ledger, disk, problems } = setUp()
    disk.isFull = true
    const all = Array.from({ length: 2_003 }, () => anEpisode())
    ledger.commit({ episodes: all, deliveries: all.map(({ id }) => intentOf(id)) })
    disk.isFull = false
    clock.advance(10_000)
    const kept = journal.openEpisodes().map(({ id }) => id)
    expect(kept).toHaveLength(2_000)
    expect(new Set(kept)).toEqual(new Set(all.slice(3).map(({ id }) => id)))
    expect(journal.undecidedDeliveries()).toHaveLength(2_000)
    expect(problems.list()).toEqual([])
    ledger.dispose()
  })

  it('a locked journal, which each attempt waits for, is asked by the clock and not by every step', () => {
    const { ledger, disk, asked } = setUp()
    disk.isFull = true
    for (let i = 0; i < 30; i += 1) ledger.commit({ episodes: [anEpisode()], deliveries: [] })
    expect(asked()).toBe(1)
    clock.advance(10_000)
    expect(asked()).toBe(2)
    disk.isFull = false
    clock.advance(10_000)
    expect(journal.openEpisodes()).toHaveLength(30)
    ledger.dispose()
  })

  it('a record that can not be written costs a later step one attempt of its own', () => {
    const { ledger, asked } = setUp()
    for (let i = 0; i < 30; i += 1) ledger.commit({ episodes: [], deliveries: [intentOf(`nobody knows ${i}`)] })
    const before = asked()
    ledger.commit({ episodes: [anEpisode()], deliveries: [] })
    expect(asked() - before).toBe(1)
    expect(journal.openEpisodes()).toHaveLength(1)
    ledger.dispose()
  })

  it('keeps a bounded number of lines waiting, of one alert too: what is still owed stays, and what went is counted', () => {
    const { ledger, disk, problems } = setUp()
    disk.isFull = true
    const one = anEpisode()
    const line = (id: string, state: Delivery['state']): Delivery => ({ ...intentOf(one.id), id, state })
    ledger.commit({ episodes: [one], deliveries: [line('told', 'intent'), line('h1', 'held'), line('h2', 'held')] })
    const many = Array.from({ length: 12_000 }, (_, i) => line(`${i}`, 'delivered'))
    for (let i = 0; i < 12_000; i += 100) ledger.commit({ episodes: [], deliveries: many.slice(i, i + 100) })
    clock.advance(10_000)
    expect(problems.list()).toMatchObject([{ code: 'journalUnwritable', params: { lost: '7003' } }])
    disk.isFull = false
    clock.advance(10_000)
    const kept = journal.deliveries(one.id).map(({ id }) => id)
    expect(kept).toHaveLength(5_000)
    expect(kept.slice(0, 3)).toEqual(['told', 'h2', '7002'])
    expect(problems.list()).toEqual([])
    ledger.dispose()
  })
})
