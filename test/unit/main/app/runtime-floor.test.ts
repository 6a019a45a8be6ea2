import { notices } from '../../../../src/core/delivery/lines.ts'
import { describe, expect, it } from 'vitest'
import { aPlace, MINUTES, startRuntime } from './runtime-rig.ts'

describe('the tray', () => {
  it('is calm for a user without any realtime connection', async () => {
    const rig = await startRuntime({ ...aPlace(), connections: ['chat'] })
    await rig.pass(2_000)
    expect(rig.tray()).toMatchObject({ look: 'ok', tooltip: 'Floorwatch · All calm' })
  })

  it.each([
    ['alone', false],
    ['beside a live floor', true]
  ])('is not calm while a connection without feeds fails, and names it: %s', async (_, hasFloor) => {
    const rig = await startRuntime({ ...aPlace(), connections: hasFloor ? ['floor', 'chat'] : ['chat'] })
    if (hasFloor) await rig.goLive()
    await rig.passAnswered(2_000)
    expect(rig.tray()?.look).toBe('ok')
    rig.giosg.authorization = 'Token other'
    await rig.runtime.handlers['connection:retry']({ connectionId: 'chat' })
    await rig.passAnswered(2_000)
    expect(rig.tray()?.look).toBe(hasFloor ? 'stale' : 'offline')
    expect(rig.tray()?.tooltip).toContain('Chat: stopped, needs you')
  })
})

describe('the rule of too few agents ready', () => {
  const team = (size: number): string[] => Array.from({ length: size }, (_, index) => `Agent ${String(index)}`)

  it('is silent while nobody is logged in, whether they are listed or not', async () => {
    const rig = await startRuntime(aPlace())
    await rig.goLive()
    for (const name of [...team(12), 'Ann']) rig.agent(name, 'LOGGED_OUT')
    await rig.passAnswered(MINUTES(3))
    for (const name of [...team(12), 'Ann']) rig.agentGone(name)
    await rig.passAnswered(MINUTES(3))
    expect(rig.told()).toEqual([])
  })

  it('is silent in a team that could not have so many', async () => {
    const rig = await startRuntime(aPlace())
    await rig.goLive()
    for (const name of team(4)) rig.agent(name, 'NOT_READY')
    await rig.passAnswered(MINUTES(3))
    expect(rig.told()).toEqual([])
  })

  it('speaks when a team that is there is not ready, also when it walks out, until the last one left', async () => {
    const rig = await startRuntime(aPlace())
    await rig.goLive()
    for (const name of team(12)) rig.agent(name, 'READY')
    await rig.passAnswered(MINUTES(2))
    expect(rig.told()).toEqual([])
    for (const name of team(9)) rig.agentGone(name)
    await rig.passAnswered(MINUTES(2))
    expect(rig.titles()).toEqual(['Floor: Too few agents ready 4'])
    for (const name of [...team(12), 'Ann']) rig.agent(name, 'NOT_READY')
    await rig.passAnswered(MINUTES(2))
    expect(rig.open()[0]?.episode).toMatchObject({ state: 'firing', value: 0 })
    for (const name of [...team(12), 'Ann']) rig.agent(name, 'LOGGED_OUT')
    await rig.passAnswered(MINUTES(1))
    expect(rig.told().slice(-2)).toEqual(['recovering', 'closed'])
    expect(rig.notices).toHaveLength(1)
  })
})

describe('the windows', () => {
  async function withHistory() {
    const place = aPlace()
    let reads = 0
    const rig = await startRuntime({
      ...place,
      journalOver: (journal) => ({
        deliveries(episodeId) {
          reads += 1
          return journal.deliveries(episodeId)
        },
        recentEpisodes(limit) {
          reads += 1
          return journal.recentEpisodes(limit)
        }
      })
    })
    await rig.goLive()
    rig.queue('Billing', 20)
    await rig.passAnswered(12_000)
    rig.queue('Billing', 1)
    await rig.passAnswered(31_000)
    rig.queue('Sales', 20)
    await rig.passAnswered(12_000)
    rig.window.isOpen = true
    rig.state()
    return {
      rig,
      readsOf: async (run: () => Promise<void>) => {
        const before = reads
        await run()
        return reads - before
      }
    }
  }

  it('get open alerts each second, without the history and without a look at the disk', async () => {
    const { rig, readsOf } = await withHistory()
    await rig.passAnswered(1_000)
    rig.pushes.length = 0
    expect(await readsOf(() => rig.passAnswered(10_000))).toBe(0)
    const withAlerts = rig.pushes.filter(({ alerts }) => alerts !== undefined)
    expect(withAlerts.length).toBeGreaterThanOrEqual(9)
    expect(withAlerts.at(-1)?.alerts?.map(({ episode }) => episode.keyName)).toEqual(['Sales'])
    expect(rig.pushes.filter(({ history }) => history !== undefined)).toEqual([])
  })

  it('get the history when an alert ends, with what was told of it', async () => {
    const { rig } = await withHistory()
    expect(rig.state().history.map(({ episode }) => episode.keyName)).toEqual(['Billing'])
    await rig.passAnswered(1_000)
    rig.pushes.length = 0
    rig.queue('Sales', 1)
    await rig.passAnswered(31_000)
    const [sent, ...more] = rig.pushes.flatMap(({ history }) => (history ? [history] : []))
    expect(more).toEqual([])
    expect(sent?.map(({ episode }) => episode.keyName)).toEqual(['Sales', 'Billing'])
    expect(sent?.map(({ deliveries }) => notices(deliveries).map(({ state }) => state))).toEqual([
      ['delivered'],
      ['delivered']
    ])
    expect(rig.state().alerts).toEqual([])
  })

  it('see what became of telling an open alert', async () => {
    const { rig } = await withHistory()
    expect(notices(rig.open()[0]?.deliveries ?? []).map(({ state }) => state)).toEqual(['delivered'])
  })
})

describe('the line of what happened while nobody looked', () => {
  it('names the rules whose alerts ended, and nobody they are about', async () => {
    const rig = await startRuntime(aPlace())
    await rig.goLive()
    for (const name of ['Gone one', 'Gone two', 'Stays']) rig.queue(name, 60)
    await rig.passAnswered(MINUTES(5))
    expect(rig.told().filter((one) => one.startsWith('fired'))).toHaveLength(3)
    for (const socket of rig.sockets.all) socket.close()
    await rig.pass(1_500)
    rig.lines.length = 0
    // The first of its snapshot is confirmed when this returns, the rest follows.
    const isLive = rig.goLive()
    rig.queue('Stays', 60, 'INITIALIZING')
    await isLive
    const line = rig.lines.find((one) => one.includes('back after'))
    expect(line).toMatch(/2 vanished, \d+ changed, alerts ended: Contacts waiting \(2\)$/)
    await rig.close()
  })
})
