import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { aDelivery, aTest, NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'

const CANARY = 'Jana Sato of the night shift'
const DAY = 86_400_000
const closed = (id: string, atMs: number) =>
  anEpisode({
    id,
    state: 'closed',
    closedAtMs: atMs,
    breachedAtMs: atMs - 1,
    keyName: `${CANARY} ${id}`,
    note: CANARY.repeat(40)
  })

function aJournal() {
  const file = join(aFolder(), 'journal.db')
  const { journal } = openAt(file)
  const bytes = (): string =>
    [file, `${file}-wal`].map((one) => (existsSync(one) ? readFileSync(one, 'latin1') : '')).join('')
  return { journal, bytes }
}

describe('what is over', () => {
  it('is counted and removed up to a moment; open alerts and what is being told stay, however old', () => {
    const { journal } = aJournal()
    journal.commit({
      episodes: [
        ...[closed('old', NOON - 3 * DAY), closed('young', NOON - DAY), closed('being told', NOON - 3 * DAY)],
        anEpisode({ id: 'open', breachedAtMs: NOON - 9 * DAY })
      ],
      deliveries: [
        aDelivery({ id: 'd1', episodeId: 'old', state: 'delivered', atMs: NOON - 3 * DAY }),
        aDelivery({ id: 'd2', episodeId: 'open', state: 'delivered', atMs: NOON - 9 * DAY }),
        aDelivery({ id: 'd3', episodeId: 'being told', state: 'intent', atMs: NOON - 3 * DAY }),
        aDelivery({ id: 'd4', episodeId: 'young', state: 'failed', atMs: NOON - DAY })
      ]
    })
    journal.addTargetTest('c1', aTest({ testedAtMs: NOON - 3 * DAY }))
    journal.addTargetTest('c1', aTest({ testedAtMs: NOON }))
    const before = NOON - 2 * DAY
    const counts = { alerts: 1, deliveries: 2, targetTests: 1, ruleVersions: 0 }
    expect(journal.history(before)).toEqual(counts)
    expect(journal.forget(before, 100)).toEqual({ ok: true, value: counts })
    expect(journal.history(before)).toEqual({ alerts: 0, deliveries: 0, targetTests: 0, ruleVersions: 0 })
    expect(journal.recentEpisodes(9).map(({ id }) => id)).toEqual(['young', 'being told', 'open'])
    expect(journal.undecidedDeliveries().map(({ id }) => id)).toEqual(['d3'])
    expect(journal.targetTests('c1', 't1', 9)).toHaveLength(1)
  })

  it('is nothing that is still owed of an open alert, however old', () => {
    const { journal } = aJournal()
    const line = (id: string, over: Parameters<typeof aDelivery>[0]) =>
      aDelivery({ id, episodeId: 'open', atMs: NOON - 9 * DAY, ...over })
    journal.commit({
      episodes: [anEpisode({ id: 'open', breachedAtMs: NOON - 9 * DAY }), closed('over', NOON)],
      deliveries: [
        line('held', { state: 'held' }),
        line('to be tried again', { state: 'failed' }),
        line('tone', { state: 'failed', channel: 'sound' }),
        line('held no more', { state: 'held', episodeId: 'over' })
      ]
    })
    const counts = { alerts: 0, deliveries: 2, targetTests: 0, ruleVersions: 0 }
    expect(journal.history(NOON)).toEqual(counts)
    expect(journal.forget(NOON, 100)).toEqual({ ok: true, value: counts })
    expect(journal.deliveries('open').map(({ id }) => id)).toEqual(['held', 'to be tried again'])
  })

  it('goes in batches, deliveries before their alerts, and each row is counted once', () => {
    const { journal } = aJournal()
    const ids = Array.from({ length: 25 }, (_, index) => `e${index}`)
    journal.commit({
      episodes: ids.map((id) => closed(id, NOON - DAY)),
      deliveries: ids.map((id) => aDelivery({ id: `d-${id}`, episodeId: id, state: 'delivered', atMs: NOON - DAY }))
    })
    const batches = []
    for (;;) {
      const batch = journal.forget(NOON, 10)
      if (!batch.ok) throw new Error(batch.failure.detail)
      if (batch.value.alerts + batch.value.deliveries === 0) break
      batches.push([batch.value.deliveries, batch.value.alerts])
    }
    expect(batches.every(([deliveries = 0, alerts = 0]) => deliveries <= 10 && alerts <= 10)).toBe(true)
    expect(batches.reduce(([d = 0, a = 0], [x = 0, y = 0]) => [d + x, a + y], [0, 0])).toEqual([25, 25])
  })

  it('is in no byte of any file after it was shredded', () => {
    const { journal, bytes } = aJournal()
    for (let n = 0; n < 40; n += 1) {
      journal.commit({ episodes: [closed(`e${n}`, NOON - DAY)], deliveries: [] })
      // Written again and again, as alerts are.
      journal.commit({ episodes: [closed(`e${n}`, NOON - DAY + 1)], deliveries: [] })
    }
    journal.commit({ episodes: [anEpisode({ id: 'open', keyName: 'Somebody else' })], deliveries: [] })
    expect(bytes()).toContain(CANARY)
    expect(journal.forget(NOON, 1_000)).toMatchObject({ ok: true, value: { alerts: 40 } })
    expect(journal.shred()).toEqual({ ok: true, value: undefined })
    expect(bytes()).not.toContain('Jana')
    expect(bytes()).toContain('Somebody else')
    expect(journal.openEpisodes().map(({ id }) => id)).toEqual(['open'])
  })

  it('stays where the journal can not be written, and that is said', () => {
    const { journal } = aJournal()
    journal.commit({ episodes: [closed('e1', NOON - DAY)], deliveries: [] })
    journal.close()
    expect(journal.forget(NOON, 10)).toMatchObject({ ok: false, failure: { code: 'storage' } })
    expect(journal.shred()).toMatchObject({ ok: false, failure: { code: 'storage' } })
  })
})
