import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../../src/adapters/storage/store.ts'
import type { Trace } from '../../../../src/core/alerts/trace.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'

const DAY = 86_400_000
const aTrace = (value: number): Trace => ({
  ...{ version: 1, heardAtMs: NOON, heardMonoMs: 5 },
  points: [{ atMs: NOON, monoMs: 5, saw: { kind: 'number', value } }]
})

function aJournal() {
  const file = join(aFolder(), 'journal.db')
  return { file, ...openAt(file) }
}

describe('what alerts rest on', () => {
  it('is stored with the alert, moves on without it, and is read of open ones together', () => {
    const { journal } = aJournal()
    const open = anEpisode()
    const closed = anEpisode({ state: 'closed', closedAtMs: NOON })
    const traces = [open, closed].map(({ id }, at) => ({ episodeId: id, trace: aTrace(at) }))
    expect(journal.commit({ episodes: [open, closed], deliveries: [], traces }).ok).toBe(true)
    expect(journal.trace(closed.id)).toEqual(aTrace(1))
    journal.commit({ episodes: [], deliveries: [], traces: [{ episodeId: open.id, trace: aTrace(9) }] })
    expect(journal.openTraces()).toEqual(new Map([[open.id, aTrace(9)]]))
    // Writing the alert again leaves it alone.
    journal.commit({ episodes: [{ ...open, toldCount: 1 }], deliveries: [] })
    expect(journal.trace(open.id)).toEqual(aTrace(9))
  })

  it('is no reason to lose a step where its alert is not stored', () => {
    const { journal } = aJournal()
    const other = anEpisode()
    const step = { episodes: [other], deliveries: [], traces: [{ episodeId: 'nobody', trace: aTrace(1) }] }
    expect(journal.commit(step).ok).toBe(true)
    expect(journal.openEpisodes()).toHaveLength(1)
    expect(journal.trace('nobody')).toBeUndefined()
  })

  it('goes with its alert', () => {
    const { journal, file } = aJournal()
    const old = anEpisode({ state: 'closed', breachedAtMs: NOON - DAY, closedAtMs: NOON - DAY })
    journal.commit({ episodes: [old], deliveries: [], traces: [{ episodeId: old.id, trace: aTrace(1) }] })
    journal.forget(NOON, 9)
    const store = openStore(file)
    expect(store.all('SELECT * FROM traces')).toEqual([])
    store.close()
  })

  it.each(['{"points":[', '{"version":1}', '[]'])('costs the chart alone where it is %s', (torn) => {
    const { journal, file } = aJournal()
    const [one, other] = [anEpisode(), anEpisode()]
    const traces = [one, other].map(({ id }) => ({ episodeId: id, trace: aTrace(1) }))
    journal.commit({ episodes: [one, other], deliveries: [], traces })
    const store = openStore(file)
    store.run('UPDATE traces SET json = ? WHERE episode_id = ?', torn, one.id)
    store.close()
    expect(journal.trace(one.id)).toBeUndefined()
    expect([...journal.openTraces().keys()]).toEqual([other.id])
    expect(journal.openEpisodes()).toHaveLength(2)
  })
})
