import { beforeEach, describe, expect, it } from 'vitest'
import type { SectionBuilders } from '../../../../src/main/app/publisher.ts'
import { createPublisher } from '../../../../src/main/app/publisher.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import { DEFAULT_SETTINGS } from '../../../../src/core/settings/settings.ts'
import { aVault } from '../../../fakes/a-floor.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const FEED = 'c1/Queue'
const feed = {
  id: FEED,
  connectionId: 'c1',
  producerId: 'Queue',
  subject: 'queue' as const,
  keyNames: ['queueId'],
  measures: [{ name: 'waiting', kind: 'number' as const, displayName: 'Waiting' }]
}

function setUp() {
  const clock = createVirtualClock()
  const table = createMeasureTable()
  table.describe(feed)
  table.beginSnapshot(FEED, 1)
  let open = true
  const built: string[] = []
  let whileBuilding: (name: string) => void = () => undefined
  const sent: { name: string; payload: unknown }[] = []
  const section =
    <T>(name: string, value: T) =>
    (): T => {
      built.push(name)
      whileBuilding(name)
      return value
    }
  const headline = {
    look: 'ok' as const,
    contactsWaiting: 1,
    agentsReady: null,
    contactsActive: null,
    answered: null,
    abandoned: null,
    heardAtMs: null,
    openAlerts: 0,
    nothingOnFloor: false,
    nobodyOnFloor: false,
    snoozedUntilMs: null
  }
  const sections: SectionBuilders = {
    headline: section('headline', headline),
    connections: section('connections', []),
    feeds: section('feeds', []),
    alerts: section('alerts', []),
    history: section('history', []),
    rules: section('rules', []),
    targets: section('targets', []),
    targetsLoaded: section('targetsLoaded', false),
    trends: section('trends', []),
    settings: section('settings', DEFAULT_SETTINGS),
    problems: section('problems', []),
    vault: section('vault', aVault()),
    desktop: section('desktop', { doNotDisturb: 'off' as const, shortcut: 'none' as const }),
    away: section('away', null),
    demo: section('demo', null),
    app: section('app', { version: '0', electron: '0', runtime: 'x', profileDir: '/p', locale: 'en' })
  }
  const publisher = createPublisher({
    clock,
    table,
    sections,
    people: { row: (row) => row, rowId: (id) => id },
    feedIds: () => [FEED],
    windowsOpen: () => open,
    broadcast: (name, payload) => {
      sent.push({ name, payload })
    }
  })
  const change = (id: string, waiting: number): void => {
    table.apply(FEED, 1, { action: 'upsert', rowId: id, keys: { queueId: id }, values: { waiting } }, 5)
    publisher.touchRows()
  }
  return {
    clock,
    publisher,
    built,
    sent,
    change,
    setOpen: (value: boolean) => (open = value),
    onBuilding: (run: (name: string) => void) => (whileBuilding = run)
  }
}

describe('the publisher', () => {
  let world: ReturnType<typeof setUp>
  beforeEach(() => {
    world = setUp()
  })

  it('sends only the touched sections, with the next revision after the snapshot', () => {
    const before = world.publisher.state().revision
    world.publisher.touch('alerts', 'headline')
    world.clock.advance(1000)
    expect(world.sent).toHaveLength(1)
    expect(Object.keys(world.sent[0]?.payload as object).sort()).toEqual(['alerts', 'headline', 'revision'])
    expect(world.sent[0]?.payload).toMatchObject({ revision: before + 1 })
  })

  it('sends a section again that changed while the batch with it was made', () => {
    world.onBuilding((name) => {
      if (name === 'headline' && world.built.length === 2) world.publisher.touch('feeds')
    })
    world.publisher.touch('feeds', 'headline')
    world.clock.advance(1000)
    expect(world.sent.map(({ payload }) => Object.keys(payload as object).sort())).toEqual([
      ['feeds', 'headline', 'revision'],
      ['feeds', 'revision']
    ])
  })

  it('joins many touches into at most ten batches a second', () => {
    for (let i = 0; i < 1000; i += 1) {
      world.publisher.touch('feeds')
      world.change('q1', i + 1)
      world.clock.advance(1)
    }
    world.clock.advance(1000)
    const batches = world.sent.filter((one) => one.name === 'rows:changed').length
    expect(batches).toBeGreaterThan(2)
    expect(batches).toBeLessThanOrEqual(10)
  })

  it('builds nothing while no window is open, and loses nothing for the next one', () => {
    world.setOpen(false)
    world.change('q1', 7)
    world.publisher.touch('alerts')
    world.clock.advance(1000)
    expect(world.sent).toEqual([])
    expect(world.built).toEqual([])
    world.setOpen(true)
    expect(world.publisher.rows().rows).toMatchObject([{ id: 'q1', values: { waiting: 7 } }])
    world.publisher.touch('headline')
    world.clock.advance(1000)
    expect(Object.keys(world.sent[0]?.payload as object)).toContain('alerts')
  })

  it('sends a whole row when one value changed', () => {
    world.change('q1', 7)
    world.clock.advance(1000)
    expect(world.sent[0]).toMatchObject({
      name: 'rows:changed',
      payload: { revision: 1, changed: [{ id: 'q1', feedId: FEED, keys: { queueId: 'q1' }, values: { waiting: 7 } }] }
    })
  })

  it('is silent after dispose', () => {
    world.publisher.touch('alerts')
    world.publisher.dispose()
    world.clock.advance(1000)
    expect(world.sent).toEqual([])
  })
})
