import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { UnreadRecord } from '../../../../src/adapters/storage/records.ts'
import { prune } from '../../../../src/adapters/storage/retention.ts'
import { openStore } from '../../../../src/adapters/storage/store.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import type { RuleChange, RuleVersion } from '../../../../src/core/alerts/rule-version.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { aRule, NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'

const at = (rule: Rule, how: RuleChange, atMs = NOON): RuleVersion => ({ rule, atMs, how })
const version = (id: string, number: number): Rule => ({ ...aRule(id), version: number, name: `${id} ${number}` })

describe('versions of rules', () => {
  it('are remembered with the rules they belong to, newest first, also of rules that are gone', () => {
    const file = join(aFolder(), 'journal.db')
    const { journal } = openAt(file)
    journal.putRules(
      [version('a', 1), version('b', 1)],
      [at(version('a', 1), 'created'), at(version('b', 1), 'created')]
    )
    journal.putRules([version('a', 2), version('b', 1)], [at(version('a', 2), 'edited', NOON + 1)])
    journal.putRules([version('a', 2)], [at(version('b', 2), 'removed', NOON + 2)])
    journal.close()
    const again = openAt(file).journal
    expect(again.ruleVersions('a', 9)).toEqual([
      at(version('a', 2), 'edited', NOON + 1),
      at(version('a', 1), 'created')
    ])
    expect(again.ruleVersions('a', 1)).toEqual([at(version('a', 2), 'edited', NOON + 1)])
    expect(again.newestRuleVersions()).toEqual([
      at(version('b', 2), 'removed', NOON + 2),
      at(version('a', 2), 'edited', NOON + 1)
    ])
  })

  it('are not remembered where the rules could not be written', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    const twice = [version('a', 1), version('a', 1)]
    expect(journal.putRules(twice, [at(version('a', 1), 'created')])).toMatchObject({ ok: false })
    expect(journal.ruleVersions('a', 9)).toEqual([])
    expect(journal.rules()).toEqual([])
  })

  it('are forgotten again with an import that is taken back', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    journal.putRules([version('a', 1)], [at(version('a', 1), 'created')])
    const takeBack = journal.rememberRules()
    journal.putRules(
      [version('a', 2), version('b', 1)],
      [at(version('a', 2), 'imported'), at(version('b', 1), 'imported')]
    )
    expect(takeBack()).toMatchObject({ ok: true })
    expect(journal.rules()).toEqual([version('a', 1)])
    expect(journal.newestRuleVersions()).toEqual([at(version('a', 1), 'created')])
  })

  it('that no alert names go with the history, but never the newest of a rule, also of one that is gone', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    const numbers = [1, 2, 3, 4]
    journal.putRules(
      [version('a', 4)],
      [
        ...numbers.map((number) => at(version('a', number), 'edited')),
        ...[at(version('b', 1), 'created'), at(version('b', 2), 'removed')]
      ]
    )
    journal.commit({
      episodes: [
        anEpisode({ id: 'open', ruleId: 'a', ruleVersion: 2 }),
        anEpisode({ id: 'over', ruleId: 'a', ruleVersion: 3, state: 'closed', closedAtMs: NOON - 1 }),
        // Of another rule: its number says nothing about this one.
        anEpisode({ id: 'other', ruleId: 'c', ruleVersion: 1 })
      ],
      deliveries: []
    })
    const left = (): unknown[] => ['a', 'b'].map((id) => journal.ruleVersions(id, 9).map(({ rule }) => rule.version))
    expect(journal.history(NOON).ruleVersions).toBe(3)
    expect(journal.forgetVersions()).toEqual({ ok: true, value: 2 })
    expect(left()).toEqual([[4, 3, 2], [2]])
    journal.forget(NOON, 9)
    expect(journal.history(NOON).ruleVersions).toBe(1)
    expect(journal.forgetVersions()).toEqual({ ok: true, value: 1 })
    expect(left()).toEqual([[4, 2], [2]])
    expect(journal.forgetVersions()).toEqual({ ok: true, value: 0 })
    expect(journal.rules()).toEqual([version('a', 4)])
  })

  it('of which there are too many go, the oldest first, but never the newest of a rule', () => {
    const file = join(aFolder(), 'journal.db')
    const { journal } = openAt(file)
    journal.putRules([], [at(version('gone', 1), 'removed')])
    for (let number = 1; number <= 5; number += 1) {
      journal.putRules([version('a', number)], [at(version('a', number), 'edited')])
    }
    journal.close()
    const store = openStore(file)
    prune(store, { deliveries: 10, targetTests: 10, ruleVersions: 2 })
    store.close()
    const again = openAt(file).journal
    expect(again.ruleVersions('a', 9).map(({ rule }) => rule.version)).toEqual([5, 4])
    expect(again.ruleVersions('gone', 9)).toHaveLength(1)
  })

  it('that can not be read are left out', () => {
    const file = join(aFolder(), 'journal.db')
    const { journal } = openAt(file)
    journal.putRules([version('a', 2)], [at(version('a', 1), 'created'), at(version('a', 2), 'edited')])
    journal.close()
    const store = openStore(file)
    store.run(`UPDATE rule_versions SET json = '{"kind":"later"}' WHERE version = 2`)
    store.close()
    const unread: UnreadRecord[] = []
    const again = openAt(file, NOON, [], unread).journal
    expect(again.ruleVersions('a', 9)).toEqual([at(version('a', 1), 'created')])
    expect(unread).toMatchObject([{ kind: 'other' }])
  })
})
