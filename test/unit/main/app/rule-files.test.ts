import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeRuleFile } from '../../../../src/core/alerts/rule-file.ts'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import { createRuleDesk } from '../../../../src/main/app/rule-desk.ts'
import { createRuleFiles, type FileDialogs } from '../../../../src/main/app/rule-files.ts'
import { createSeededRandom } from '../../../fakes/seeded-random.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { NOON } from '../../adapters/storage/records.ts'
import { aFolder, openAt } from '../../adapters/storage/rig.ts'

/** Two floors that hand each other files. */
function aPlace(people: { hidden?: boolean } = {}) {
  const { journal } = openAt(join(aFolder(), 'journal.db'))
  const random = createSeededRandom(3)
  const deps = { journal, random, clock: createVirtualClock(NOON), dispatch: () => undefined, changed: () => undefined }
  const rules = createRuleDesk({ ...deps, defaults: defaultRules })
  const place = {
    rules,
    journal,
    written: '',
    chosen: '' as string | null,
    refuse: false
  }
  const dialogs: FileDialogs = {
    async save(_name, text) {
      if (place.refuse) return fail({ code: 'file', step: 'ruleFile', detail: 'EACCES' })
      if (place.chosen === null) return ok(null)
      place.written = text
      return ok({ fileName: 'rules.json' })
    },
    open: async () => (place.chosen === null ? ok(null) : ok({ fileName: 'rules.json', text: place.chosen }))
  }
  const masked = (rule: Rule): Rule =>
    people.hidden && rule.kind === 'realtime' && rule.scope.some(({ by }) => 'role' in by && by.role === 'agentName')
      ? { ...rule, scope: [] }
      : rule
  return {
    ...place,
    place,
    files: createRuleFiles({ dialogs, rules, random, people: { hidden: () => people.hidden === true, rule: masked } })
  }
}

async function readIn({ files }: ReturnType<typeof aPlace>) {
  const read = await files.read()
  if (!read.ok || read.value.kind !== 'read') throw new Error(JSON.stringify(read))
  return read.value
}

describe('rule files', () => {
  it('carry rules to another floor, whose export is the same file byte for byte', async () => {
    const here = aPlace()
    const [first] = here.rules.list()
    if (!first) throw new Error('no rules')
    here.rules.save({ ...first, name: 'Mine' })
    here.rules.create({ ...first, name: 'New' })
    expect(await here.files.export(null)).toMatchObject({ value: { kind: 'written', rules: 9, leftOut: 0 } })
    const there = aPlace()
    there.place.chosen = here.place.written
    const { readId, entries } = await readIn(there)
    expect(entries.map(({ verdict }) => verdict).sort()).toEqual([
      'added',
      'changed',
      ...Array<string>(7).fill('unchanged')
    ])
    expect(there.files.import(readId)).toMatchObject({
      ok: true,
      value: { changes: [{ before: 1 }, { before: null }] }
    })
    await there.files.export(null)
    expect(there.place.written).toBe(here.place.written)
    expect(there.rules.versions(first.id).map(({ how }) => how)).toEqual(['imported', 'created'])
  })

  it('change nothing by being looked at, and are taken over as they were looked at', async () => {
    const place = aPlace()
    const [first] = defaultRules()
    place.place.chosen = writeRuleFile([{ ...first!, name: 'as it was read' }])
    const before = place.rules.list()
    const { readId } = await readIn(place)
    expect(place.rules.list()).toBe(before)
    place.place.chosen = writeRuleFile([{ ...first!, name: 'changed on the disk since' }])
    place.files.import(readId)
    expect(place.rules.list()[0]?.name).toBe('as it was read')
  })

  it('are imported twice without a change', async () => {
    const place = aPlace()
    place.place.chosen = writeRuleFile(defaultRules())
    const { readId, entries } = await readIn(place)
    expect(entries.every(({ verdict }) => verdict === 'unchanged')).toBe(true)
    expect(place.files.import(readId)).toEqual({ ok: true, value: { changes: [] } })
    expect(place.rules.list()).toEqual(defaultRules())
  })

  it('are refused where the rules were changed since they were read, or where it was another reading', async () => {
    const place = aPlace()
    place.place.chosen = writeRuleFile([{ ...defaultRules()[0]!, name: 'x' }])
    const { readId } = await readIn(place)
    const refused = { ok: false, failure: { code: 'rejected', step: 'rule' } }
    expect(place.files.import('other')).toMatchObject(refused)
    place.rules.create(defaultRules()[0]!)
    expect(place.files.import(readId)).toMatchObject(refused)
    expect(place.rules.list()[0]?.name).toBe(defaultRules()[0]?.name)
  })

  it('of a newer version, or that are none, do no harm', async () => {
    const place = aPlace()
    for (const text of ['{"version":2,"rules":[]}', 'no json']) {
      place.place.chosen = text
      expect(await place.files.read()).toMatchObject({ value: { kind: 'refused', fileName: 'rules.json' } })
    }
    expect(place.rules.list()).toEqual(defaultRules())
  })

  it('are nothing where somebody thinks better of it, and say why they can not be written', async () => {
    const place = aPlace()
    place.place.chosen = null
    expect(await place.files.export(null)).toEqual(ok({ kind: 'cancelled' }))
    expect(await place.files.read()).toEqual(ok({ kind: 'cancelled' }))
    place.place.refuse = true
    expect(await place.files.export(null)).toMatchObject({ ok: false, failure: { code: 'file' } })
  })

  it('hold the chosen rules alone, and none that names agents who are called by pseudonyms', async () => {
    const place = aPlace({ hidden: true })
    const [first] = defaultRules()
    if (first?.kind !== 'realtime') throw new Error('the first default rule reads rows')
    const named = place.rules.create({ ...first, scope: [{ by: { role: 'agentName' }, oneOf: ['Jana Sato'] }] })
    if (!named.ok) throw new Error('refused')
    expect(await place.files.export([first.id, named.value.ruleId])).toMatchObject({ value: { rules: 1, leftOut: 1 } })
    expect(place.place.written).not.toContain('Jana')
    expect(JSON.parse(place.place.written)).toMatchObject({ rules: [{ id: first.id }] })
  })
})
