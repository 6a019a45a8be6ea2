import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prune, RETENTION } from '../../../../src/adapters/storage/retention.ts'
import { openStore } from '../../../../src/adapters/storage/store.ts'
import type { Journal } from '../../../../src/core/ports/journal.ts'
import type { KnownWorkflow, NotificationSetting } from '../../../../src/core/reporting/objects.ts'
import { aTarget, aTest, NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'

const workflow = (id: string, part: Partial<KnownWorkflow> = {}): KnownWorkflow => ({
  ...{ id, connectionId: 'c1', name: id, description: '', createdAtMs: NOON, modifiedAtMs: null },
  ...part
})
const base = { connectionId: 'c1', targetId: 't1', name: '', active: true, lastSentAtMs: null }
const SETTINGS: readonly NotificationSetting[] = [
  { ...base, kind: 'bar', id: 's1', channelId: 'b1' },
  { ...base, kind: 'slack', id: 's2', access: { shape: 'bot', token: 'set', channel: '#floor', user: 'targets' } },
  { ...base, kind: 'slack', id: 's3', access: { shape: 'webhook', webhookUrl: 'notSet', iconUrl: '' } },
  { ...base, kind: 'email', id: 's4', email: 'a@demo.example', bundleable: null }
]

/** What a later run finds. */
function overRestart(fill: (journal: Journal) => void): Journal {
  const file = join(aFolder(), 'journal.db')
  const { journal } = openAt(file)
  fill(journal)
  journal.close()
  return openAt(file).journal
}

describe('the tree in the journal', () => {
  it('is written list by list, each one whole, and comes back in the order of the service', () => {
    const moved = aTarget({ id: 't3', workflowId: 'w1' })
    const journal = overRestart((first) => {
      first.putWorkflows('c1', [workflow('w2'), workflow('w1')])
      first.putTargetList('c1', 'w1', [aTarget(), aTarget({ id: 't2' })], NOON)
      first.putTargetList('c1', 'w2', [aTarget({ id: 't9', workflowId: 'w2' })], NOON + 1)
      first.putTargetList('c1', 'w1', [moved, aTarget()], NOON + 2)
      first.putTargetList('c2', 'w1', [aTarget({ connectionId: 'c2' })], NOON)
    })
    expect(journal.workflows().map(({ id }) => id)).toEqual(['w2', 'w1'])
    expect(journal.targets().map(({ connectionId, id }) => `${connectionId} ${id}`)).toEqual([
      ...['c1 t9', 'c1 t3', 'c1 t1', 'c2 t1']
    ])
    expect(journal.targetLists()).toContainEqual({ connectionId: 'c1', workflowId: 'w1', readAtMs: NOON + 2 })
  })

  it('keeps the query of a target apart: known, known to be none, or not known', () => {
    const query = { vendor: 'x', aggregations: ['count'] }
    const journal = overRestart((first) => {
      const whole = { ...aTarget(), query, datasource: 'GENERIC_REPORTING', notificationsActive: null } as const
      first.putTargetList('c1', 'w1', [whole, { ...aTarget({ id: 't2' }), query: null }, aTarget({ id: 't3' })], NOON)
    })
    expect(['t1', 't2', 't3', 't4'].map((id) => journal.targetQuery('c1', id))).toEqual([
      query,
      null,
      undefined,
      undefined
    ])
    expect(journal.targets()[0]).toEqual({ ...aTarget(), datasource: 'GENERIC_REPORTING', notificationsActive: null })
  })

  it('keeps who is told of a target, both shapes of Slack, and no secret', () => {
    const journal = overRestart((first) => {
      first.putTargetSettings('c1', 't1', SETTINGS.slice(0, 1), NOON)
      first.putTargetSettings('c1', 't1', SETTINGS, NOON + 1)
    })
    expect(journal.targetSettings()).toEqual([
      { connectionId: 'c1', targetId: 't1', readAtMs: NOON + 1, settings: SETTINGS }
    ])
  })

  it('forgets with a workflow its targets, and with a target who was told of it', () => {
    const journal = overRestart((first) => {
      first.putWorkflows('c1', [workflow('w1'), workflow('w2')])
      first.putTargetList('c1', 'w1', [aTarget(), aTarget({ id: 't2' })], NOON)
      first.putTargetList('c1', 'w2', [aTarget({ id: 't3', workflowId: 'w2' })], NOON)
      for (const id of ['t1', 't2', 't3']) first.putTargetSettings('c1', id, [], NOON)
      first.putTargetSettings('c2', 't1', [], NOON)
      first.putTargetList('c1', 'w1', [aTarget()], NOON)
      first.putWorkflows('c1', [workflow('w1')])
    })
    expect(journal.targets().map(({ id }) => id)).toEqual(['t1'])
    expect(journal.targetLists().map(({ workflowId }) => workflowId)).toEqual(['w1'])
    expect(
      journal
        .targetSettings()
        .map(({ connectionId, targetId }) => `${connectionId} ${targetId}`)
        .sort()
    ).toEqual([...['c1 t1', 'c2 t1']])
    journal.removeConnection('c1')
    expect([journal.workflows(), journal.targets(), journal.targetLists()].flat()).toEqual([])
    expect(journal.targetSettings().map(({ connectionId }) => connectionId)).toEqual(['c2'])
  })

  it('skips settings that hold more than they may', () => {
    const file = join(aFolder(), 'journal.db')
    const { journal } = openAt(file)
    journal.putTargetSettings('c1', 't1', SETTINGS, NOON)
    const store = openStore(file)
    store.run(`UPDATE target_settings SET json = replace(json, '"token":"set"', '"token":"xoxb-1"')`)
    store.close()
    expect(journal.targetSettings()).toEqual([])
  })
})

describe('the results of targets', () => {
  it('come with the period and the time span they belong to, from a moment on, the newest when there are too many', () => {
    const tests = [1, 2, 3, 4].map((testedAtMs) => aTest({ testedAtMs, timespan: `s${String(testedAtMs)}` }))
    const journal = overRestart((first) => {
      for (const test of tests) first.addTargetTest('c1', test)
    })
    expect(journal.targetTests('c1', 't1', 9)).toEqual(tests)
    expect(journal.targetTests('c1', 't1', 9, 3)).toEqual(tests.slice(2))
    expect(journal.targetTests('c1', 't1', 1, 2)).toEqual(tests.slice(3))
  })

  it('the newest of each target that there is', () => {
    const journal = overRestart((first) => {
      first.putTargetList('c1', 'w1', [aTarget(), aTarget({ id: 't2' })], NOON)
      for (const testedAtMs of [2, 3, 1]) first.addTargetTest('c1', aTest({ testedAtMs }))
      first.addTargetTest('c1', aTest({ targetId: 'gone' }))
      first.addTargetTest('c2', aTest({ testedAtMs: 9 }))
    })
    expect(journal.newestTargetTests()).toEqual([{ connectionId: 'c1', test: aTest({ testedAtMs: 3 }) }])
  })

  it('go when there are too many, the oldest first, but for the last one of a target', () => {
    const file = join(aFolder(), 'journal.db')
    const { journal } = openAt(file)
    journal.addTargetTest('c1', aTest({ targetId: 'seldom', testedAtMs: 1 }))
    for (const testedAtMs of [2, 3, 4, 5]) journal.addTargetTest('c1', aTest({ testedAtMs }))
    const store = openStore(file)
    prune(store, { ...RETENTION, targetTests: 2 })
    store.close()
    expect(journal.targetTests('c1', 't1', 9).map(({ testedAtMs }) => testedAtMs)).toEqual([4, 5])
    expect(journal.targetTests('c1', 'seldom', 9)).toHaveLength(1)
  })
})
