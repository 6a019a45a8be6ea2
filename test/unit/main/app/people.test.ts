import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Settings } from '../../../../src/core/settings/settings.ts'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { avayaConnection, createARuntime } from '../../../fakes/a-runtime.ts'
import { aFolder, openAt } from '../../adapters/storage/rig.ts'

const AGENTS = 'Agent_itd_1.0.0'
const LABEL = /Agent [A-HJ-NP-Z2-9]{4,}/
const privacy = (agentNames: 'shown' | 'pseudonyms'): Partial<Settings> => ({
  privacy: { agentNames, hideNoticesWhenLocked: true, keepHistoryDays: 90 }
})
/** Every way in which a name may be found again. */
const NAMES = /jana|sato|jsato|%20sato/i

const agentRow = (measures: Readonly<Record<string, unknown>>, id = 'jsato7') => ({
  ...{ producerId: AGENTS, keys: { agentId: id } },
  measures: { agentDisplayName: 'Jana Sato', ...measures }
})

async function aFloor(agentNames: 'shown' | 'pseudonyms', journalFile?: string) {
  const app = createARuntime({
    settings: privacy(agentNames),
    ...(journalFile === undefined ? {} : { journalFile })
  })
  app.desk.windows = true
  app.runtime.desk.resume()
  const connection = avayaConnection()
  if (connection.config.system === 'avaya') Object.assign(connection.config, { producers: [AGENTS] })
  app.runtime.useConnections([app.entry(connection)])
  await app.pass(1_000)
  const began = app.clock.now().wallMs - 400_000
  await app.floorLive(
    agentRow({ agentState: 'AFTER_CONTACT_WORK', timeInACW: String(began), timeInState: String(began) })
  )
  await app.pass(2_000)
  const everything = (): string =>
    JSON.stringify([app.pushed, app.state(), app.runtime.publisher.rows(), app.notices, app.lines, app.tray()])
  return { ...app, everything }
}

/** Its words are loaded from the disk, which takes real time. */
async function speaks(app: { state(): { app: { locale: string } } }, locale: string): Promise<void> {
  await vi.waitFor(() => expect(app.state().app.locale).toBe(locale), 10_000)
}

describe('while agents are called by pseudonyms', () => {
  it('no name and no login leaves main: pushes, snapshots, notices, tray and status lines', async () => {
    const app = await aFloor('pseudonyms')
    expect(app.runtime.publisher.rows().rows[0]?.values['agentDisplayName']).toMatch(LABEL)
    app.sockets.last().message(frame(agentRow({ agentState: 'READY' })))
    await app.pass(1_000)
    app.sockets.last().message(frame({ ...agentRow({}), eventAction: 'DELETE' }))
    await app.pass(1_000)
    expect(app.everything()).toMatch(LABEL)
    expect(app.everything()).not.toMatch(NAMES)
  })

  it('all of one agent has one name, in the row, its id and its keys', async () => {
    const app = await aFloor('pseudonyms')
    const [row] = app.runtime.publisher.rows().rows
    const label = row?.values['agentDisplayName']
    expect(row?.keys).toEqual({ agentId: label })
    expect(decodeURIComponent(row?.id ?? '')).toContain(`agentId=${String(label)}`)
    expect(row?.values['agentState']).toBe('AFTER_CONTACT_WORK')
  })

  it('a note keeps its words and loses its names', async () => {
    const app = await aFloor('pseudonyms')
    expect(app.runtime.people.without('Asked JANA SATO (jsato7) to call')).toMatch(
      /^Asked Agent \S+ \(Agent \S+\) to call$/
    )
    expect(app.runtime.people.without('Satoshi is somebody else')).toBe('Satoshi is somebody else')
  })
})

describe('a changed mind', () => {
  it('renames everything at once, withdraws what is on the screen, and back', async () => {
    const app = await aFloor('shown')
    expect(app.everything()).toMatch(NAMES)
    app.pushed.length = 0
    await app.runtime.handlers['settings:change'](privacy('pseudonyms'))
    await app.pass(1_000)
    expect(JSON.stringify([app.pushed, app.state(), app.tray()])).not.toMatch(NAMES)
    const before = app.pushed.filter(({ name }) => name === 'rows:changed').length
    expect(before).toBeGreaterThan(0)
    await app.runtime.handlers['settings:change'](privacy('shown'))
    expect(app.runtime.publisher.rows().rows[0]?.values['agentDisplayName']).toBe('Jana Sato')
  })

  it('leaves a gap in the numbers of the rows, so that windows ask again', async () => {
    const app = await aFloor('shown')
    const { revision } = app.runtime.publisher.rows()
    await app.runtime.handlers['settings:change'](privacy('pseudonyms'))
    expect(app.pushed.at(-1)).toMatchObject({ name: 'rows:changed', payload: { revision: revision + 2, changed: [] } })
    expect(app.runtime.publisher.rows().revision).toBe(revision + 2)
  })
})

describe('another language', () => {
  it('says the pseudonyms in its own words, with the same codes, and windows ask again', async () => {
    const app = await aFloor('pseudonyms')
    const label = (): string => String(app.runtime.publisher.rows().rows[0]?.values['agentDisplayName'])
    const code = label().replace('Agent ', '')
    const { revision } = app.runtime.publisher.rows()
    await app.runtime.handlers['settings:change']({ language: 'fi' })
    await speaks(app, 'fi')
    await app.pass(2_000)
    expect(label()).toBe(`Agentti ${code}`)
    expect(app.runtime.publisher.rows().revision).toBeGreaterThan(revision)
    expect(app.runtime.people.without('Asked Jana Sato')).toBe(`Asked Agentti ${code}`)
    expect(app.trayLabels()).toContain('Yhteydet')
    expect(app.state().app.locale).toBe('fi')
    expect(app.everything()).not.toMatch(NAMES)
  })
})

describe('what the journal has already', () => {
  it('is told by pseudonyms too, before any feed is described, and by the same ones', async () => {
    const journalFile = join(aFolder(), 'journal.db')
    const first = await aFloor('shown', journalFile)
    const fired = first.state().alerts.find(({ episode }) => episode.keyName === 'Jana Sato')
    expect(fired).toBeDefined()
    await first.close()
    expect(JSON.stringify(openAt(journalFile).journal.openEpisodes())).toMatch(NAMES)

    const second = createARuntime({ journalFile, settings: privacy('pseudonyms') })
    second.runtime.desk.resume()
    const told = second.state().alerts[0]?.episode.keyName
    expect(told).toMatch(LABEL)
    expect(JSON.stringify([second.state(), second.notices])).not.toMatch(NAMES)
    await second.close()

    const third = await aFloor('pseudonyms', journalFile)
    expect(third.runtime.publisher.rows().rows[0]?.values['agentDisplayName']).toBe(told)
  })
})

describe('a rule about somebody', () => {
  it('is shown by pseudonyms and saved with the names it had', async () => {
    const app = await aFloor('pseudonyms')
    const [rule] = app.journal.rules()
    if (rule?.kind !== 'realtime') throw new Error('the first default rule reads rows')
    const own = {
      ...rule,
      producer: 'agent',
      scope: [{ by: { role: 'agentName' as const }, oneOf: ['Jana Sato', 'Li'] }]
    }
    app.journal.putRules([own, ...app.journal.rules().slice(1)])
    app.runtime.reload()
    const shown = app.state().rules[0]
    if (shown?.kind !== 'realtime') throw new Error('it is still the same rule')
    expect(JSON.stringify(shown)).not.toMatch(/jana|"Li"/i)
    // The rule was read in English, and is saved in Finnish.
    await app.runtime.handlers['settings:change']({ language: 'fi' })
    await speaks(app, 'fi')
    const saved = await app.runtime.handlers['rule:save']({ ...shown, condition: { op: '>', threshold: 3 } })
    expect(saved.ok).toBe(true)
    expect(app.journal.rules()[0]).toMatchObject({ scope: own.scope, condition: { threshold: 3 } })
  })
})

describe('somebody in a rule and in a row', () => {
  const byName = { by: { role: 'agentName' as const }, oneOf: ['Jana Sato', 'Li'] }
  const byLogin = { by: { key: 'agentId' }, oneOf: ['jsato7'] }

  it('is the same person, by name and by login, and the rule is saved with each as it was', async () => {
    const app = await aFloor('pseudonyms')
    const [rule] = app.journal.rules()
    if (rule?.kind !== 'realtime') throw new Error('the first default rule reads rows')
    const own = { ...rule, producer: 'agent', scope: [byName, byLogin] }
    app.journal.putRules([own, ...app.journal.rules().slice(1)])
    app.runtime.reload()
    const label = app.runtime.publisher.rows().rows[0]?.values['agentDisplayName']
    const shown = app.state().rules[0]
    if (shown?.kind !== 'realtime') throw new Error('it is still the same rule')
    expect(shown.scope.map(({ oneOf }) => oneOf[0])).toEqual([label, label])
    expect(shown.scope[0]?.oneOf[1]).not.toBe(label)
    const saved = await app.runtime.handlers['rule:save']({ ...shown, condition: { op: '>', threshold: 3 } })
    expect(saved.ok).toBe(true)
    expect(app.journal.rules()[0]).toMatchObject({ scope: [byName, byLogin] })
  })

  it('named twice in one filter it is shown once, and saved by each name it had', async () => {
    const app = await aFloor('pseudonyms')
    const [rule] = app.journal.rules()
    if (rule?.kind !== 'realtime') throw new Error('the first default rule reads rows')
    const scope = [{ by: { role: 'agentName' as const }, oneOf: ['Jana Sato', 'JANA SATO', 'Li'] }]
    app.journal.putRules([{ ...rule, producer: 'agent', scope }, ...app.journal.rules().slice(1)])
    app.runtime.reload()
    const shown = app.state().rules[0]
    if (shown?.kind !== 'realtime') throw new Error('it is still the same rule')
    expect(shown.scope[0]?.oneOf).toHaveLength(2)
    const saved = await app.runtime.handlers['rule:save']({ ...shown, condition: { op: '>', threshold: 7 } })
    expect(saved.ok).toBe(true)
    expect(app.journal.rules()[0]).toMatchObject({ scope, condition: { threshold: 7 } })
  })

  it('who comes later is called the same from then on: windows are told, and an edit begun before counts', async () => {
    const app = await aFloor('pseudonyms')
    const [rule] = app.journal.rules()
    if (rule?.kind !== 'realtime') throw new Error('the first default rule reads rows')
    const later = { by: { role: 'agentName' as const }, oneOf: ['Mira Later'] }
    app.journal.putRules([{ ...rule, producer: 'agent', scope: [later] }, ...app.journal.rules().slice(1)])
    app.runtime.reload()
    const before = app.state().rules[0]
    if (before?.kind !== 'realtime') throw new Error('it is still the same rule')
    app.pushed.length = 0
    app.sockets.last().message(frame(agentRow({ agentDisplayName: 'Mira Later' }, 'mlater1')))
    await app.pass(1_000)
    const told = app.pushed.filter(({ name }) => name === 'state:changed').map(({ payload }) => payload)
    const rules = told.flatMap((one) => (one as { rules?: { scope?: unknown }[] }).rules?.slice(0, 1) ?? []).at(-1)
    const labels = app.runtime.publisher.rows().rows.map(({ values }) => values['agentDisplayName'])
    expect(labels).toContain((rules?.scope as { oneOf: string[] }[] | undefined)?.[0]?.oneOf[0])
    const saved = await app.runtime.handlers['rule:save']({ ...before, condition: { op: '>', threshold: 4 } })
    expect(saved.ok).toBe(true)
    expect(app.journal.rules()[0]).toMatchObject({ scope: [later] })
  })
})

describe('a new rule', () => {
  it('is about whom a pseudonym was chosen for, by name and by login', async () => {
    const app = await aFloor('pseudonyms')
    const [rule] = app.journal.rules()
    if (rule?.kind !== 'realtime') throw new Error('the first default rule reads rows')
    const [row] = app.runtime.publisher.rows().rows.filter(({ feedId }) => feedId.includes('Agent'))
    const label = String(row?.values['agentDisplayName'])
    const wanted = {
      ...rule,
      producer: 'agent',
      metric: { kind: 'elapsed' as const, measure: { role: 'afterContactSince' as const } },
      scope: [
        { by: { role: 'agentName' as const }, oneOf: [label, 'Nobody'] },
        { by: { key: 'agentId' }, oneOf: [label] }
      ]
    }
    const created = await app.runtime.handlers['rule:create']({ rule: wanted, copyOf: null })
    if (!created.ok) throw new Error('refused')
    expect(app.journal.rules().at(-1)).toMatchObject({
      id: created.value.ruleId,
      scope: [{ oneOf: ['Jana Sato', 'Nobody'] }, { oneOf: ['jsato7'] }]
    })
    const preview = await app.runtime.handlers['rule:preview']({ rule: wanted, copyOf: null })
    expect(preview).toMatchObject({ ok: true, value: { rows: expect.any(Number) as number, inScope: 1 } })
    expect(JSON.stringify(preview)).not.toMatch(/jana|jsato/i)
    const versions = await app.runtime.handlers['rule:versions']({ ruleId: created.value.ruleId })
    expect(JSON.stringify(versions)).not.toMatch(/jana|jsato/i)
  })
})

describe('two people of one name', () => {
  it('have one pseudonym in texts and rules, whoever was heard of last: windows are told once, and an edit counts', async () => {
    const app = await aFloor('pseudonyms')
    const hear = async (id: string, agentState: string): Promise<void> => {
      app.sockets.last().message(frame(agentRow({ agentDisplayName: 'Mira Later', agentState }, id)))
      await app.pass(1_000)
    }
    const [rule] = app.journal.rules()
    if (rule?.kind !== 'realtime') throw new Error('the first default rule reads rows')
    const scope = [{ by: { role: 'agentName' as const }, oneOf: ['Mira Later'] }]
    app.journal.putRules([{ ...rule, producer: 'agent', scope }, ...app.journal.rules().slice(1)])
    app.runtime.reload()
    await hear('mlater1', 'READY')
    await hear('mlater2', 'READY')
    const shown = app.state().rules[0]
    if (shown?.kind !== 'realtime') throw new Error('it is still the same rule')
    const called = app.runtime.people.without('Mira Later')
    expect(shown.scope[0]?.oneOf).toEqual([called])
    app.pushed.length = 0
    for (const id of ['mlater1', 'mlater2', 'mlater1']) {
      await hear(id, 'NOT_READY')
      await hear(id, 'READY')
      expect(app.runtime.people.without('Mira Later')).toBe(called)
    }
    const told = app.pushed.filter(({ name }) => name === 'state:changed').map(({ payload }) => payload)
    expect(told.filter((one) => (one as { rules?: unknown }).rules !== undefined)).toEqual([])
    expect(new Set(app.runtime.publisher.rows().rows.map(({ values }) => values['agentDisplayName'])).size).toBe(3)
    const saved = await app.runtime.handlers['rule:save']({ ...shown, condition: { op: '>', threshold: 7 } })
    expect(saved.ok).toBe(true)
    expect(app.journal.rules()[0]).toMatchObject({ scope, condition: { threshold: 7 } })
  })
})

describe('on a locked screen', () => {
  it('a notice says what kind of alert it is and how severe, and nothing is told twice after', async () => {
    const app = await aFloor('shown')
    app.notices.length = 0
    app.desk.locked = true
    const began = app.clock.now().wallMs - 400_000
    const measures = { agentDisplayName: 'Li Wei', agentState: 'AFTER_CONTACT_WORK', timeInACW: String(began) }
    app.sockets.last().message(frame({ producerId: AGENTS, keys: { agentId: 'lw' }, measures }))
    await app.pass(2_000)
    expect(app.notices.map(({ title, body }) => [title, body])).toEqual([
      ['An alert needs you', 'Queue or agent alert, warning. Unlock to see more.']
    ])
    app.desk.locked = false
    app.runtime.wake('unlock')
    await app.pass(5_000)
    const [first] = app.notices
    expect(app.notices.filter(({ id }) => id === first?.id)).toHaveLength(1)
    expect(JSON.stringify(app.state().alerts)).toContain('Li Wei')
  })
})
