import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectStore } from '../../../../src/adapters/storage/inspect.ts'
import { SCHEMA_STEPS, SCHEMA_VERSION, upgradeStore } from '../../../../src/adapters/storage/schema.ts'
import { openStore, type Store } from '../../../../src/adapters/storage/store.ts'
import { whyNot, type WhyQuery } from '../../../../src/core/alerts/why.ts'
import { aConnection, aRule, NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'

/** Files written by released versions, one for each schema, never changed. */
const STORES = join(import.meta.dirname, 'stores')

/** What an additional version could do: a new table, filled from an old one. */
const NEXT = `
  ALTER TABLE connections ADD COLUMN note TEXT NOT NULL DEFAULT '';
  CREATE TABLE names (id TEXT PRIMARY KEY) STRICT;
  INSERT INTO names SELECT id FROM connections;
`

function copyOf(version: number): string {
  const file = join(aFolder(), 'journal.db')
  copyFileSync(join(STORES, `journal-${version}.db`), file)
  return file
}

function shape(store: Store): readonly unknown[] {
  return store.all('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name')
}

describe('the journal schema', () => {
  it('opens the store of every released version with all it holds', () => {
    for (let version = 1; version <= SCHEMA_VERSION; version += 1) {
      const file = copyOf(version)
      expect(inspectStore(file)).toEqual({ kind: 'usable', version })
      const { journal, problems } = openAt(file)
      expect(problems).toEqual([])
      expect(journal.connections()).toEqual([aConnection('c1')])
      expect(journal.rules()).toEqual([aRule('r1')])
      expect(journal.openEpisodes().map(({ id }) => id)).toEqual(['e1'])
      expect(journal.undecidedDeliveries().map(({ id }) => id)).toEqual(['d1'])
      expect(journal.snoozes()).toEqual({ '*': 1 })
      expect(journal.targets().map(({ id }) => id)).toEqual(['t1'])
      expect(journal.targetTests('c1', 't1', 9)).toHaveLength(1)
      expect(journal.subscriptions.list('c1')).toEqual(['s1'])
      expect(journal.lastKnown()?.json).toBe('{}')
      expect(journal.fact('colour')).toBe('red')
      // Older ones remember nothing of their rules; the rule desk makes up for it.
      const remembered = version < 2 ? [] : [{ rule: aRule('r1'), atMs: NOON, how: 'created' }]
      expect(journal.ruleVersions('r1', 9)).toEqual(remembered)
    }
  })

  it('gives a store without it a memory of why nobody was told, which a later one has', () => {
    const query: WhyQuery = { ruleId: 'r1', connectionId: 'c1', key: 'c1' }
    const reasonIn = (file: string) => whyNot(openAt(file).journal.why.whyRecords(query, NOON), query, NOON)
    const old = copyOf(1)
    expect(reasonIn(old)).toBe('notRunning')
    const { why } = openAt(old).journal
    expect(why.whySinceMs()).toBeNull()
    expect(why.putWhy([{ kind: 'run', running: true, atMs: NOON }], NOON).ok).toBe(true)
    expect(reasonIn(old)).toBe('noSuchRule')
    expect(reasonIn(copyOf(3))).toBe('delivered')
  })

  it('gives a store without it a memory of what alerts rest on, which a later one has', () => {
    const old = openAt(copyOf(3)).journal
    expect(old.trace('e1')).toBeUndefined()
    const trace = openAt(copyOf(4)).journal.trace('e1')
    expect(trace?.points.map(({ did }) => did)).toEqual([undefined, ['fired']])
    if (!trace) throw new Error('the released store has none')
    expect(old.commit({ episodes: [], deliveries: [], traces: [{ episodeId: 'e1', trace }] }).ok).toBe(true)
    expect(old.trace('e1')).toEqual(trace)
  })

  it('gives a store without it a tree that is read list by list, which a later one has', () => {
    const old = openAt(copyOf(4)).journal
    expect([old.targetLists(), old.targetSettings()]).toEqual([[], []])
    expect(old.targets().map(({ id }) => id)).toEqual(['t1'])
    expect(old.targetQuery('c1', 't1')).toBeUndefined()
    // Its targets are known to belong to their workflow: a new list takes their place.
    const [target] = old.targets()
    expect(old.putTargetList('c1', target?.workflowId ?? '', [], NOON).ok).toBe(true)
    expect(old.targets()).toEqual([])
    const { journal } = openAt(copyOf(5))
    expect(journal.targetLists()).toEqual([{ connectionId: 'c1', workflowId: 'w1', readAtMs: NOON }])
    expect(journal.targets()).toMatchObject([{ datasource: 'GENERIC_REPORTING', notificationsActive: true }])
    expect(journal.targetQuery('c1', 't1')).toEqual({ vendor: 'com.example', aggregations: ['count'] })
    expect(journal.targetSettings()).toMatchObject([
      { targetId: 't1', readAtMs: NOON, settings: [{ kind: 'slack', access: { token: 'set' } }, { kind: 'email' }] }
    ])
  })

  it('still makes exactly what the released store has', () => {
    const fresh = openStore(':memory:')
    upgradeStore(fresh, 0)
    const released = openStore(copyOf(SCHEMA_VERSION))
    expect(shape(fresh)).toEqual(shape(released))
    fresh.close()
    released.close()
  })

  it('runs only the steps that are missing and keeps the rows', () => {
    const file = copyOf(1)
    const store = openStore(file)
    upgradeStore(store, 1, [...SCHEMA_STEPS.slice(0, 1), NEXT])
    expect(store.all('SELECT id FROM names')).toMatchObject([{ id: 'c1' }])
    expect(store.all('SELECT id, note FROM connections')).toMatchObject([{ id: 'c1', note: '' }])
    store.close()
    expect(inspectStore(file, 2)).toEqual({ kind: 'usable', version: 2 })
    expect(inspectStore(file, 1)).toEqual({ kind: 'newer' })
  })

  it('leaves the store at the last good version when a step fails', () => {
    const file = copyOf(1)
    const store = openStore(file)
    const before = shape(store)
    const broken = 'CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)'
    expect(() => upgradeStore(store, 1, [...SCHEMA_STEPS.slice(0, 1), broken])).toThrow('nowhere')
    expect(shape(store)).toEqual(before)
    store.close()
    expect(inspectStore(file)).toEqual({ kind: 'usable', version: 1 })
  })
})
