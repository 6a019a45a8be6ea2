import { describe, expect, it } from 'vitest'
import type { StateView } from '../../../../src/contract/views.ts'
import { UNTIL_END_MS } from '../../../../src/core/alerts/until-end.ts'
import { DEFAULT_SETTINGS } from '../../../../src/core/settings/settings.ts'
import { createUndo } from '../../../../src/renderer/state/undo.ts'
import { aFloor, anAlert, NOON_MS } from '../../../fakes/a-floor.ts'
import { createFakeBridge } from '../../../fakes/fake-bridge.ts'

function opened(over: Partial<StateView> = {}) {
  const bridge = createFakeBridge(aFloor(over))
  let nowMs = NOON_MS
  const undo = createUndo({ bridge, view: () => bridge.state, nowMs: () => nowMs })
  return {
    bridge,
    undo,
    news: () => undo.store.getState().news,
    pass: (ms: number) => {
      nowMs += ms
    }
  }
}

describe('undo', () => {
  it('sets preferences back to what they were, the newest change first', async () => {
    const { bridge, undo } = opened({ settings: { ...DEFAULT_SETTINGS, colourScheme: 'dark' } })
    await undo.bridge.changeSettings({ colourScheme: 'light' })
    await undo.bridge.changeSettings({ targetTestIntervalMinutes: 60 })
    await undo.undo()
    await undo.undo()
    expect(bridge.askedOf('settings:change').slice(2)).toEqual([
      { targetTestIntervalMinutes: DEFAULT_SETTINGS.targetTestIntervalMinutes },
      { colourScheme: 'dark' }
    ])
    expect(undo.store.getState().next).toBeNull()
  })

  it('takes back one by one what was changed in one breath, before main told of the first', async () => {
    const { bridge, undo } = opened({ settings: { ...DEFAULT_SETTINGS, colourScheme: 'system' } })
    await undo.bridge.changeSettings({ colourScheme: 'light' })
    await undo.bridge.changeSettings({ colourScheme: 'dark' })
    await undo.undo()
    expect(bridge.askedOf('settings:change').at(-1)).toEqual({ colourScheme: 'light' })
    await undo.bridge.changeSettings({ colourScheme: 'dark' })
    await undo.undo()
    expect(bridge.askedOf('settings:change').at(-1)).toEqual({ colourScheme: 'light' })
    // What main tells then counts: another window may have changed it.
    bridge.state = { ...bridge.state, settings: { ...DEFAULT_SETTINGS, colourScheme: 'dark' } }
    await undo.bridge.changeSettings({ colourScheme: 'system' })
    await undo.undo()
    expect(bridge.askedOf('settings:change').at(-1)).toEqual({ colourScheme: 'dark' })
  })

  it('takes back what main has not answered yet', async () => {
    const { bridge, undo } = opened({ settings: { ...DEFAULT_SETTINGS, colourScheme: 'dark' } })
    const changing = undo.bridge.changeSettings({ colourScheme: 'light' })
    await undo.undo()
    expect((await changing).ok).toBe(true)
    expect(bridge.askedOf('settings:change')).toEqual([{ colourScheme: 'light' }, { colourScheme: 'dark' }])
    expect(undo.store.getState()).toMatchObject({ next: null, undoings: 1 })
  })

  it('empties the arrangement of a table that was not arranged', async () => {
    const { bridge, undo } = opened()
    const layout = { sort: null, group: null, columns: null, facet: null, trouble: 'alerting' } as const
    await undo.bridge.changeSettings({ tables: { queues: layout } })
    expect(undo.store.getState().next).toEqual({ kind: 'tables' })
    await undo.undo()
    expect(bridge.askedOf('settings:change').at(-1)).toEqual({ tables: {} })
  })

  it('takes opening hours away again that were the first', async () => {
    const { bridge, undo } = opened()
    const hours = { name: 'Office', zone: 'UTC', week: [], holidays: [], queues: [{ id: 'q', name: 'Sales' }] }
    await undo.bridge.changeSettings({ openingHours: [hours] })
    await undo.undo()
    expect(bridge.askedOf('settings:change').at(-1)).toEqual({ openingHours: [] })
  })

  it('does not offer what main has no way back for', async () => {
    const { undo } = opened()
    await undo.bridge.changeSettings({ caFile: '/etc/ca.pem' })
    expect(undo.store.getState()).toEqual({ next: null, news: null, undoings: 0 })
  })

  it('ends a snooze that was not there, and gives one back the time it had left', async () => {
    const calm = opened()
    await calm.undo.bridge.snooze({ scope: { kind: 'all' }, minutes: 60 })
    await calm.undo.undo()
    expect(calm.bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope: { kind: 'all' }, minutes: null })

    const alert = anAlert({ id: 'e1', snoozedUntilMs: NOON_MS + 30 * 60_000 })
    const snoozed = opened({ alerts: [alert] })
    const scope = { kind: 'episode', episodeId: 'e1' } as const
    await snoozed.undo.bridge.snooze({ scope, minutes: null })
    expect(snoozed.news()?.deed).toEqual({ kind: 'endSnooze' })
    snoozed.pass(10 * 60_000 + 1)
    await snoozed.undo.undo()
    expect(snoozed.bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope, minutes: 20 })
  })

  it('gives a snooze back that lasts until the alert ends, told by main or not yet', async () => {
    const alert = anAlert({ id: 'e1', snoozedUntilMs: UNTIL_END_MS })
    const { bridge, undo, pass } = opened({ alerts: [alert] })
    const scope = { kind: 'episode', episodeId: 'e1' } as const
    await undo.bridge.snooze({ scope, minutes: 15 })
    pass(60 * 60_000)
    await undo.undo()
    expect(bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope, minutes: 'untilEnd' })
    await undo.bridge.snooze({ scope, minutes: null })
    await undo.undo()
    expect(bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope, minutes: 'untilEnd' })
  })

  it('takes back one by one the snoozes of one breath, before main told of the first', async () => {
    const one = { kind: 'episode', episodeId: 'e1' } as const
    const other = { kind: 'episode', episodeId: 'e2' } as const
    const alerts = [anAlert({ id: 'e1' }), anAlert({ id: 'e2', snoozedUntilMs: NOON_MS + 5 * 60_000 })]
    const { bridge, undo, pass } = opened({ alerts })
    await undo.bridge.snooze({ scope: one, minutes: 15 })
    pass(150)
    await undo.bridge.snooze({ scope: one, minutes: 60 })
    await undo.bridge.snooze({ scope: other, minutes: null })
    await undo.undo()
    expect(bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope: other, minutes: 5 })
    await undo.undo()
    expect(bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope: one, minutes: 15 })
    // What was taken back counts too.
    await undo.bridge.snooze({ scope: one, minutes: null })
    await undo.undo()
    expect(bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope: one, minutes: 15 })
    // What main tells then counts: another window may have snoozed it.
    bridge.state = { ...bridge.state, alerts: [anAlert({ id: 'e1', snoozedUntilMs: NOON_MS + 30 * 60_000 })] }
    await undo.bridge.snooze({ scope: one, minutes: null })
    await undo.undo()
    expect(bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope: one, minutes: 30 })
  })

  it('does not count a snooze that main refused', async () => {
    const { bridge, undo } = opened()
    bridge.refuse('alert:snooze', { code: 'journal', step: 'settings', detail: 'disk full' })
    await undo.bridge.snooze({ scope: { kind: 'all' }, minutes: 60 })
    bridge.answer('alert:snooze', async () => ({ ok: true, value: undefined }))
    await undo.bridge.snooze({ scope: { kind: 'all' }, minutes: 15 })
    await undo.undo()
    expect(bridge.askedOf('alert:snooze').at(-1)).toEqual({ scope: { kind: 'all' }, minutes: null })
  })

  it('saves a rule as it was, over the version that its change made', async () => {
    const { bridge, undo } = opened()
    const [rule] = bridge.state.rules
    if (!rule) throw new Error('the floor has no rule')
    await undo.bridge.saveRule({ ...rule, severity: 'info' })
    await undo.undo()
    expect(bridge.askedOf('rule:save').at(-1)).toEqual({ ...rule, version: rule.version + 1 })
  })

  it('forgets what main refused to do, and says why it could not take something back', async () => {
    const { bridge, undo, news } = opened()
    const failure = { code: 'journal', step: 'settings', detail: 'disk full' }
    bridge.refuse('settings:change', failure)
    expect((await undo.bridge.changeSettings({ colourScheme: 'light' })).ok).toBe(false)
    expect(undo.store.getState().next).toBeNull()

    await undo.bridge.snooze({ scope: { kind: 'all' }, minutes: 15 })
    bridge.refuse('alert:snooze', failure)
    await undo.undo()
    expect(news()).toMatchObject({ state: 'failed', failure, deed: { kind: 'snooze' } })
    await undo.undo()
    expect(bridge.askedOf('alert:snooze')).toHaveLength(2)
  })

  it('does not save a rule as it was while agents were called otherwise', async () => {
    const { bridge, undo, news } = opened()
    const [rule] = bridge.state.rules
    if (!rule) throw new Error('the floor has no rule')
    await undo.bridge.saveRule({ ...rule, severity: 'info' })
    const { settings } = bridge.state
    const privacy = { ...settings.privacy, agentNames: 'pseudonyms' } as const
    bridge.state = { ...bridge.state, settings: { ...settings, privacy } }
    await undo.undo()
    expect(bridge.askedOf('rule:save')).toHaveLength(1)
    expect(news()).toMatchObject({ state: 'failed', deed: { kind: 'rule' } })
  })

  it('remembers fifty deeds', async () => {
    const { bridge, undo } = opened()
    for (let index = 0; index < 60; index++) await undo.bridge.snooze({ scope: { kind: 'all' }, minutes: 15 })
    for (let index = 0; index < 60; index++) await undo.undo()
    expect(bridge.askedOf('alert:snooze')).toHaveLength(60 + 50)
  })
})
