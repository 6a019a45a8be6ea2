import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import { createAlertSearch } from '../../../../src/main/app/alert-search.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { NOON } from '../../adapters/storage/records.ts'
import { aFolder, openAt } from '../../adapters/storage/rig.ts'

const ASKED = { text: '', ruleId: null, severity: null, fromMs: null, toMs: null, after: null }

function searchOver(episodes: readonly Partial<Episode>[], mask: (episode: Episode) => Episode = (one) => one) {
  const { journal } = openAt(join(aFolder(), 'journal.db'))
  const all = episodes.map((part, at) =>
    anEpisode({ id: `e${at}`, state: 'closed', breachedAtMs: NOON + at, closedAtMs: NOON + at + 1, ...part })
  )
  journal.commit({ episodes: all, deliveries: [] })
  return createAlertSearch({ journal, deliveries: () => [], people: { episode: mask }, t: (key) => `[${key}]` })
}

describe('the search of what is over', () => {
  it('looks at queue or agent, rule and note, whatever the case', () => {
    const search = searchOver([
      { keyName: 'Sales' },
      { ruleName: 'Too few', keyName: 'x' },
      { note: 'sales asked', keyName: 'y' }
    ])
    const ids = (text: string) => search({ ...ASKED, text }).alerts.map(({ episode }) => episode.id)
    expect(ids(' SALES ')).toEqual(['e2', 'e0'])
    expect(ids('too few')).toEqual(['e1'])
    expect(ids('nobody')).toEqual([])
  })

  it('knows the rules of the product by the name they have on the screen', () => {
    const search = searchOver([{ ruleId: 'default-agents-ready', ruleName: 'Too few agents ready' }])
    expect(search({ ...ASKED, text: '[defaultRule.default-agents' }).alerts).toHaveLength(1)
  })

  it('reaches beyond what windows keep, page by page, each once', () => {
    const search = searchOver(Array.from({ length: 430 }, (_, at) => ({ keyName: at % 2 === 0 ? 'Sales' : 'Other' })))
    const seen: string[] = []
    let after: ReturnType<typeof search>['next'] = null
    do {
      const found = search({ ...ASKED, text: 'sales', after })
      seen.push(...found.alerts.map(({ episode }) => episode.id))
      after = found.next
    } while (after)
    expect(seen).toHaveLength(215)
    expect(new Set(seen).size).toBe(215)
  })

  it('stops for a breath where little fits, and goes on from there', () => {
    const search = searchOver(Array.from({ length: 1100 }, (_, at) => ({ keyName: at === 0 ? 'Needle' : 'Hay' })))
    const first = search({ ...ASKED, text: 'needle' })
    expect(first.alerts).toEqual([])
    expect(search({ ...ASKED, text: 'needle', after: first.next }).alerts).toHaveLength(1)
  })

  it('does not tell by a name whom a pseudonym hides', () => {
    const search = searchOver([{ keyName: 'Jana Sato' }], (one) => ({ ...one, keyName: 'Agent K7QP' }))
    expect(search({ ...ASKED, text: 'jana' }).alerts).toEqual([])
    expect(search({ ...ASKED, text: 'k7qp' }).alerts).toHaveLength(1)
  })
})
