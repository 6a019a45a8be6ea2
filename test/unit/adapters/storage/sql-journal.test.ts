import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { UnreadRecord } from '../../../../src/adapters/storage/records.ts'
import { openStore } from '../../../../src/adapters/storage/store.ts'
import type { Journal } from '../../../../src/core/ports/journal.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { aConnection, aDelivery, aRule, aTarget, aTest, NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'

/** Writes with one journal, closes it and reads with the next: what is read came from the disk. */
function overRestart(write: (journal: Journal) => void): Journal {
  const file = join(aFolder(), 'journal.db')
  const first = openAt(file).journal
  write(first)
  first.close()
  return openAt(file).journal
}

describe('the journal keeps over a restart', () => {
  it('connections, in the order they were made, with the newest content', () => {
    const journal = overRestart((first) => {
      for (const id of ['b', 'a']) expect(first.putConnection(aConnection(id))).toMatchObject({ ok: true })
      first.putConnection(aConnection('b', 'Renamed'))
    })
    expect(journal.connections()).toEqual([aConnection('b', 'Renamed'), aConnection('a')])
  })

  it('rules as one list, replaced whole and kept in order', () => {
    const journal = overRestart((first) => {
      first.putRules([aRule('x'), aRule('y'), aRule('z')])
      first.putRules([aRule('z'), aRule('x')])
    })
    expect(journal.rules()).toEqual([aRule('z'), aRule('x')])
  })

  it('episodes with their deliveries, as last committed', () => {
    const fired = anEpisode({ id: 'e1', breachedAtMs: 5 })
    const closed = { ...fired, state: 'closed', closedAtMs: NOON } as const
    const open = anEpisode({ id: 'e2', breachedAtMs: 9 })
    const journal = overRestart((first) => {
      first.commit({ episodes: [fired, open], deliveries: [aDelivery(), aDelivery({ id: 'd2', episodeId: 'e2' })] })
      first.commit({ episodes: [closed], deliveries: [aDelivery({ state: 'delivered', detail: 'electron' })] })
    })
    expect(journal.openEpisodes()).toEqual([open])
    expect(journal.recentEpisodes(10)).toEqual([open, closed])
    expect(journal.recentEpisodes(1)).toEqual([open])
    expect(journal.deliveries('e1')).toEqual([aDelivery({ state: 'delivered', detail: 'electron' })])
    expect(journal.undecidedDeliveries().map(({ id }) => id)).toEqual(['d2'])
  })

  it('snoozes until they are ended', () => {
    const journal = overRestart((first) => {
      const step = { episodes: [], deliveries: [] }
      first.commit({ ...step, snoozes: { '*': NOON + 1, rule: NOON, gone: NOON } })
      first.commit({ ...step, snoozes: { rule: NOON + 2, gone: null } })
      first.commit(step)
    })
    expect(journal.snoozes()).toEqual({ '*': NOON + 1, rule: NOON + 2 })
  })

  it('workflows and targets of each connection, replaced whole', () => {
    const workflow = { id: 'w1', connectionId: 'c1', name: 'Chats', description: '' }
    const timed = aTarget({ id: 't2', activeFromMs: 1.5 })
    const other = aTarget({ connectionId: 'c2' })
    const journal = overRestart((first) => {
      first.putTargets('c1', [workflow], [aTarget()])
      first.putTargets('c2', [], [other])
      first.putTargets('c1', [workflow], [timed, aTarget(), timed])
    })
    expect(journal.workflows()).toEqual([workflow])
    expect(journal.targets()).toEqual([aTarget(), timed, other])
  })

  it('the newest tests of a target, oldest first', () => {
    const journal = overRestart((first) => {
      for (const atMs of [3, 1, 2]) first.addTargetTest('c1', aTest({ testedAtMs: atMs, value: null }))
      first.addTargetTest('c1', aTest({ targetId: 'other' }))
      first.addTargetTest('c2', aTest({ testedAtMs: 9 }))
    })
    expect(journal.targetTests('c1', 't1', 2).map(({ testedAtMs }) => testedAtMs)).toEqual([2, 3])
  })

  it('which subscriptions this installation made', () => {
    const { subscriptions } = overRestart((first) => {
      for (const id of ['s2', 's1', 's2']) first.subscriptions.add('c1', id)
      first.subscriptions.add('c2', 's3')
      first.subscriptions.remove('c1', 's1')
    })
    expect(subscriptions.list('c1')).toEqual(['s2'])
    expect(subscriptions.list('c2')).toEqual(['s3'])
  })

  it('the last known headline and facts', () => {
    const journal = overRestart((first) => {
      first.putLastKnown({ savedAtMs: 1, json: '{}' })
      first.putLastKnown({ savedAtMs: NOON, json: '{"a":1}' })
      first.putFact('colour', 'red')
      first.putFact('colour', 'blue')
    })
    expect(journal.lastKnown()).toEqual({ savedAtMs: NOON, json: '{"a":1}' })
    expect(journal.fact('colour')).toBe('blue')
    expect(journal.fact('shape')).toBeUndefined()
  })
})

describe('the journal', () => {
  it('forgets everything a removed connection had, and nothing of the others', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    for (const id of ['c1', 'c2']) {
      journal.putConnection(aConnection(id))
      journal.putTargets(id, [], [aTarget({ connectionId: id })])
      journal.addTargetTest(id, aTest())
      journal.subscriptions.add(id, 's')
    }
    expect(journal.removeConnection('c1')).toEqual({ ok: true, value: undefined })
    expect(journal.connections().map(({ id }) => id)).toEqual(['c2'])
    expect(journal.targets().map(({ connectionId }) => connectionId)).toEqual(['c2'])
    expect([journal.targetTests('c1', 't1', 9).length, journal.targetTests('c2', 't1', 9).length]).toEqual([0, 1])
    expect([journal.subscriptions.list('c1').length, journal.subscriptions.list('c2').length]).toEqual([0, 1])
  })

  it('never stores the demo centre', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    expect(journal.putConnection({ ...aConnection('demo'), demo: true })).toMatchObject({ ok: false })
    expect(journal.connections()).toEqual([])
  })

  it('writes all of a step or nothing of it', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    const orphan = aDelivery({ id: 'd9', episodeId: 'nowhere' })
    const refused = journal.commit({ episodes: [anEpisode({ id: 'e1' })], deliveries: [aDelivery(), orphan] })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'storage', step: 'journal' } })
    expect(journal.recentEpisodes(10)).toEqual([])
    expect(journal.commit({ episodes: [anEpisode({ id: 'e1' })], deliveries: [aDelivery()] })).toMatchObject({
      ok: true
    })
  })

  it('answers `storage` after it was closed, and may be closed twice', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    journal.close()
    journal.close()
    expect(journal.putFact('a', 'b')).toMatchObject({ ok: false, failure: { code: 'storage' } })
    expect(journal.rules()).toEqual([])
  })

  it('skips rows that do not parse and says so in the log', () => {
    const file = join(aFolder(), 'journal.db')
    openAt(file).journal.putRules([aRule('good')])
    const store = openStore(file)
    store.run('INSERT INTO rules (id, position, json) VALUES (?, ?, ?)', 'cut', 1, '{"id": "cu')
    store.run('INSERT INTO rules (id, position, json) VALUES (?, ?, ?)', 'odd', 2, '{"id": 7}')
    store.close()
    const lines: string[] = []
    expect(openAt(file, NOON, lines).journal.rules()).toEqual([aRule('good')])
    expect(lines).toHaveLength(2)
  })

  it('puts a connection back as it was, also one that can not be read, and takes one away that was not there', () => {
    const file = join(aFolder(), 'journal.db')
    const { journal } = openAt(file)
    journal.putConnection(aConnection('good', 'Before'))
    const store = openStore(file)
    store.run('INSERT INTO connections (id, json) VALUES (?, ?)', 'old', '{"system": "of tomorrow"}')
    const back = ['good', 'old', 'new'].map((id) => journal.rememberConnection(id))
    for (const id of ['good', 'old', 'new']) journal.putConnection(aConnection(id, 'After'))
    expect(journal.unreadConnections()).toEqual([])
    for (const step of back) expect(step()).toMatchObject({ ok: true })
    expect(journal.connections()).toEqual([aConnection('good', 'Before')])
    expect(store.all('SELECT id, json FROM connections WHERE id <> ?', 'good')).toEqual([
      { id: 'old', json: '{"system": "of tomorrow"}' }
    ])
    store.close()
  })

  it('tells connections that can no longer be used by name and field, without what stands there, and keeps them', () => {
    const file = join(aFolder(), 'journal.db')
    const kept = aConnection('old', 'Floor east')
    openAt(file).journal.putConnection(aConnection('good'))
    const json = JSON.stringify({ ...kept.config, restBaseUrl: 'https://host.example/?hunter2' })
    const store = openStore(file)
    store.run('INSERT INTO connections (id, json) VALUES (?, ?)', 'old', json)
    store.run('INSERT INTO connections (id, json) VALUES (?, ?)', 'cut', '{"na')
    const newer = JSON.stringify({ ...kept.config, name: 'Floor west', system: 'of tomorrow' })
    const both = JSON.stringify({ ...kept.config, restBaseUrl: 'https://host.example/#a', more: true })
    for (const [id, row] of [
      ['newer', newer],
      ['both', both]
    ] as const)
      store.run('INSERT INTO connections (id, json) VALUES (?, ?)', id, row)
    store.close()
    const { journal } = openAt(file)
    expect(journal.connections()).toEqual([aConnection('good')])
    const why = 'restBaseUrl: must end before its ? or #: paths are appended to it'
    const unread = journal.unreadConnections()
    expect(unread).toMatchObject([
      { id: 'old', name: 'Floor east', cause: 'address', why },
      { id: 'cut', name: '', cause: 'cut', why: '' },
      { id: 'newer', name: 'Floor west', cause: 'other' },
      { id: 'both', name: 'Floor east', cause: 'other' }
    ])
    expect(JSON.stringify(unread)).not.toContain('hunter2')
    for (const id of ['newer', 'both']) expect(journal.removeConnection(id)).toMatchObject({ ok: true })
    expect(journal.unreadConnections().map(({ id }) => id)).toEqual(['old', 'cut'])
    journal.putConnection(aConnection('new'))
    journal.removeConnection('good')
    journal.close()
    const after = openStore(file)
    expect(after.all('SELECT id, json FROM connections ORDER BY rowid')).toEqual([
      { id: 'old', json },
      { id: 'cut', json: '{"na' },
      { id: 'new', json: JSON.stringify(aConnection('new').config) }
    ])
    after.close()
  })

  /** A journal with one rule, and one that a newer version wrote. */
  function withANewerRule() {
    const file = join(aFolder(), 'journal.db')
    openAt(file).journal.putRules([aRule('mine'), aRule('good')])
    const json = JSON.stringify({ ...aRule('mine'), kind: 'of tomorrow' })
    const sql = (text: string, ...cells: string[]) => {
      const store = openStore(file)
      const rows = store.all(text, ...cells)
      store.close()
      return rows
    }
    sql('UPDATE rules SET json = ? WHERE id = ? RETURNING id', json, 'mine')
    /** As the newer version would: it reads what this one does not. */
    const update = (): void =>
      void sql('UPDATE rules SET json = ? WHERE json = ? RETURNING id', JSON.stringify(aRule('mine')), json)
    return { file, json, sql, update }
  }

  it('keeps rules that do not parse while the others are written anew, one of the same id too, and tells each by one key', () => {
    const { file, json, sql } = withANewerRule()
    const unread: UnreadRecord[] = []
    for (const rules of [[aRule('mine'), aRule('good')], [aRule('good')]]) {
      const { journal } = openAt(file, NOON, [], unread)
      journal.rules()
      expect(journal.putRules(rules)).toMatchObject({ ok: true })
      expect(journal.rules()).toEqual(rules)
      journal.close()
    }
    expect(unread).toHaveLength(4)
    expect(new Set(unread.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(1)
    expect(sql('SELECT json FROM rules')).toContainEqual({ json })
  })

  it('takes a rule that was set aside back as soon as it parses, where it stood, and writes it as any other', () => {
    const { file, sql, update } = withANewerRule()
    const first = openAt(file).journal
    first.putRules([aRule('good')])
    first.close()
    update()
    const unread: UnreadRecord[] = []
    const { journal } = openAt(file, NOON, [], unread)
    expect(
      journal
        .rules()
        .map(({ id }) => id)
        .sort()
    ).toEqual(['good', 'mine'])
    expect(unread).toEqual([])
    journal.putRules([aRule('mine'), aRule('good')])
    expect(journal.rules()).toEqual([aRule('mine'), aRule('good')])
    expect(sql('SELECT id FROM rules ORDER BY position')).toEqual([{ id: 'mine' }, { id: 'good' }])
    journal.putRules([aRule('good')])
    expect(journal.rules()).toEqual([aRule('good')])
  })

  it('leaves a rule set aside whose id another has by now, and tells nothing of it', () => {
    const { file, sql, update } = withANewerRule()
    const first = openAt(file).journal
    const other = { ...aRule('mine'), name: 'In its place' }
    first.putRules([other])
    first.close()
    update()
    const unread: UnreadRecord[] = []
    const { journal } = openAt(file, NOON, [], unread)
    expect(journal.rules()).toEqual([other])
    journal.putRules([other])
    expect(unread).toEqual([])
    expect(sql('SELECT json FROM rules')).toContainEqual({ json: JSON.stringify(aRule('mine')) })
  })
})
