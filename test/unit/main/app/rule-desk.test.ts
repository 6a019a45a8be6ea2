import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../../../src/core/alerts/engine-types.ts'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import type { Journal } from '../../../../src/core/ports/journal.ts'
import { fail } from '../../../../src/core/result.ts'
import { createRuleDesk } from '../../../../src/main/app/rule-desk.ts'
import { createSeededRandom } from '../../../fakes/seeded-random.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { aRule, NOON } from '../../adapters/storage/records.ts'
import { aFolder, openAt } from '../../adapters/storage/rig.ts'

function rig(file = join(aFolder(), 'journal.db'), over: Partial<Journal> = {}) {
  const journal: Journal = { ...openAt(file).journal, ...over }
  const heard: EngineEvent[] = []
  const clock = createVirtualClock(NOON)
  const start = () =>
    createRuleDesk({
      ...{ journal, clock, random: createSeededRandom(1), defaults: () => [aRule('first')] },
      dispatch: (event) => void heard.push(event),
      changed: () => undefined
    })
  return { file, journal, heard, clock, start, desk: start() }
}

const story = (desk: ReturnType<typeof rig>['desk'], id: string) =>
  desk.versions(id).map(({ rule, how }) => [rule.version, how])

describe('the rule desk', () => {
  it('remembers each change as a version of its own, with when and how', () => {
    const { desk, clock } = rig()
    clock.advance(1000)
    expect(desk.save({ ...aRule('first'), name: 'second name' })).toEqual({ ok: true, value: undefined })
    expect(desk.versions('first')).toEqual([
      { rule: { ...aRule('first'), version: 2, name: 'second name' }, atMs: NOON + 1000, how: 'edited' },
      { rule: aRule('first'), atMs: NOON, how: 'created' }
    ])
  })

  it('gives a new rule an id of its own and hands it to the engine', () => {
    const { desk, heard } = rig()
    const made = desk.create({ ...aRule('first'), version: 7, name: 'a copy' })
    if (!made.ok) throw new Error('refused')
    expect(made.value.ruleId).not.toBe('first')
    expect(desk.list().map(({ name, version }) => [name, version])).toEqual([
      ['first', 1],
      ['a copy', 1]
    ])
    expect(heard.at(-1)).toEqual({ type: 'rulesChanged', rules: desk.list() })
    expect(story(desk, made.value.ruleId)).toEqual([[1, 'created']])
  })

  it('restores an earlier version as the next one', () => {
    const { desk } = rig()
    desk.save({ ...aRule('first'), name: 'b' })
    expect(desk.restore({ ruleId: 'first', version: 1 }, 2)).toEqual({
      ok: true,
      value: { ruleId: 'first', version: 3 }
    })
    expect(desk.list()).toEqual([{ ...aRule('first'), version: 3 }])
    expect(story(desk, 'first')).toEqual([
      [3, 'restored'],
      [2, 'edited'],
      [1, 'created']
    ])
  })

  it('restores a removed rule, whose numbers go on', () => {
    const { desk } = rig()
    expect(desk.remove({ ruleId: 'first', version: 1 })).toMatchObject({ ok: true })
    expect(desk.list()).toEqual([])
    expect(desk.removed()).toMatchObject([{ rule: { id: 'first', version: 2 }, how: 'removed' }])
    expect(desk.restore({ ruleId: 'first', version: 1 }, null)).toMatchObject({ ok: true, value: { version: 3 } })
    expect(desk.removed()).toEqual([])
    expect(story(desk, 'first').map(([version]) => version)).toEqual([3, 2, 1])
  })

  it('refuses what was meant for another version than the present one', () => {
    const { desk } = rig()
    desk.save({ ...aRule('first'), name: 'b' })
    const refused = { ok: false, failure: { code: 'rejected' } }
    expect(desk.save({ ...aRule('first'), name: 'c' })).toMatchObject(refused)
    expect(desk.remove({ ruleId: 'first', version: 1 })).toMatchObject(refused)
    expect(desk.restore({ ruleId: 'first', version: 1 }, 1)).toMatchObject(refused)
    expect(desk.restore({ ruleId: 'first', version: 1 }, null)).toMatchObject(refused)
    expect(desk.restore({ ruleId: 'first', version: 9 }, 2)).toMatchObject(refused)
    expect(desk.list()).toMatchObject([{ name: 'b', version: 2 }])
  })

  it('changes nothing where the journal can not be written', () => {
    const { desk, heard, journal } = rig()
    journal.putRules = () => fail({ code: 'storage', step: 'journal', detail: 'full' })
    expect(desk.remove({ ruleId: 'first', version: 1 })).toMatchObject({ ok: false, failure: { code: 'storage' } })
    expect(desk.create(aRule('x'))).toMatchObject({ ok: false })
    expect(desk.import([aRule('y')])).toMatchObject({ ok: false })
    expect(desk.list()).toEqual([aRule('first')])
    expect(heard).toEqual([])
  })

  it('imports all at once, each as a version above every one that was', () => {
    const { desk } = rig()
    desk.remove({ ruleId: 'first', version: 1 })
    desk.import([
      { ...aRule('first'), name: 'back' },
      { ...aRule('other'), version: 12 }
    ])
    expect(desk.list().map(({ id, version }) => [id, version])).toEqual([
      ['first', 3],
      ['other', 12]
    ])
    expect(story(desk, 'first')[0]).toEqual([3, 'imported'])
  })

  it('begins to remember rules of before versions were kept, once', () => {
    const { journal, start } = rig()
    journal.putRules([{ ...aRule('old'), version: 4 }])
    const desk = start()
    expect(story(desk, 'old')).toEqual([[4, 'found']])
    expect(story(start(), 'old')).toEqual([[4, 'found']])
  })

  it('leaves whoever removed every rule without any, also after a restart', () => {
    const { desk, start } = rig()
    desk.remove({ ruleId: 'first', version: 1 })
    expect(start().list()).toEqual([])
  })

  it('starts a new user with the rules of the product, remembered as created', () => {
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    const deps = { journal, clock: createVirtualClock(NOON), random: createSeededRandom(1), dispatch: () => undefined }
    const desk = createRuleDesk({ ...deps, defaults: defaultRules, changed: () => undefined })
    expect(desk.list()).toEqual(defaultRules())
    expect(journal.newestRuleVersions().every(({ how }) => how === 'created')).toBe(true)
  })
})
