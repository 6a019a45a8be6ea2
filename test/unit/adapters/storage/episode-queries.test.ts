import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import type { ClosedEpisodes } from '../../../../src/core/ports/journal.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { aDelivery, NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'

const over = (id: string, atMs: number, part: Partial<Episode> = {}): Episode =>
  anEpisode({ ...{ id, state: 'closed', breachedAtMs: atMs, firedAtMs: atMs, closedAtMs: atMs + 1000 }, ...part })
const ALL: ClosedEpisodes = { ...{ ruleId: null, severity: null, fromMs: null, toMs: null, after: null }, limit: 50 }

function filled(episodes: readonly Episode[], deliveries = [] as ReturnType<typeof aDelivery>[]) {
  const { journal } = openAt(join(aFolder(), 'journal.db'))
  journal.commit({ episodes, deliveries })
  return journal
}

describe('what is over', () => {
  it('is found by rule, severity and time, newest first', () => {
    const journal = filled([
      over('a', NOON),
      over('b', NOON + 1, { ruleId: 'other' }),
      over('c', NOON + 2, { severity: 'info' }),
      over('open', NOON + 3, { state: 'firing', closedAtMs: null })
    ])
    const ids = (asked: Partial<ClosedEpisodes>) => journal.closedEpisodes({ ...ALL, ...asked }).map(({ id }) => id)
    expect(ids({})).toEqual(['c', 'b', 'a'])
    expect(ids({ ruleId: 'other' })).toEqual(['b'])
    expect(ids({ severity: 'info' })).toEqual(['c'])
    expect(ids({ fromMs: NOON + 1, toMs: NOON + 2 })).toEqual(['b'])
  })

  it('is read page by page, each once, also where several began at one moment', () => {
    const all = Array.from({ length: 25 }, (_, at) => over(`e${String(at).padStart(2, '0')}`, NOON + (at % 3)))
    const journal = filled(all)
    const seen: string[] = []
    let after: ClosedEpisodes['after'] = null
    for (;;) {
      const page = journal.closedEpisodes({ ...ALL, after, limit: 4 })
      seen.push(...page.map(({ id }) => id))
      const last = page.at(-1)
      if (!last) break
      after = { breachedAtMs: last.breachedAtMs, id: last.id }
    }
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
  })
})

describe('what fired since a moment', () => {
  it('is told with its end and whether anybody was told', () => {
    const journal = filled(
      [
        over('before', NOON - 5000),
        over('e1', NOON),
        over('open', NOON + 3, { state: 'firing', closedAtMs: null }),
        over('never', NOON + 4, { firedAtMs: null })
      ],
      [aDelivery({ state: 'delivered' }), aDelivery({ id: 'd2', episodeId: 'open', state: 'held' })]
    )
    expect(journal.firedSince(NOON)).toEqual([
      { ruleId: anEpisode().ruleId, firedAtMs: NOON, closedAtMs: NOON + 1000, told: true },
      { ruleId: anEpisode().ruleId, firedAtMs: NOON + 3, closedAtMs: null, told: false }
    ])
  })
})
