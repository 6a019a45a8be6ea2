import { describe, expect, test } from 'vitest'
import { createCauses } from '../../../../src/core/alerts/causes.ts'
import type { Effect } from '../../../../src/core/alerts/engine-types.ts'
import { newMachine, type Machine, type Turn } from '../../../../src/core/alerts/machine.ts'
import type { Locator } from '../../../../src/core/alerts/place.ts'
import { createSnoozes } from '../../../../src/core/alerts/snoozes.ts'
import { createVoice } from '../../../../src/core/alerts/voice.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { WAITING } from './scene.ts'

const MANY = 500

/** One turn of a voice in which alerts fire; counts how often it looks at what was said, and where on the floor something is. */
function createOutage() {
  const byEpisode = new Map<string, Machine>()
  const causes = createCauses(byEpisode)
  const voice = createVoice(createSnoozes([]), causes)
  const looks = { effects: 0, places: 0 }
  const effects = new Proxy<Effect[]>([], {
    get(target, property, receiver) {
      if (typeof property === 'string' && /^\d+$/.test(property)) looks.effects++
      return Reflect.get(target, property, receiver) as unknown
    }
  })
  const turn: Turn = { now: { monoMs: 1, wallMs: 1 }, effects, changes: [], traces: undefined }
  let made = 0
  return {
    looks,
    fire(level: Locator['level'], queue: string | null): Machine {
      const find = (): ReturnType<Locator['find']> => {
        looks.places++
        return { queue, filters: [], isAmong: () => true }
      }
      const id = String(made++)
      const subject = {
        key: id,
        connectionId: 'floor',
        unit: 'number' as const,
        name: () => id,
        place: { level, find }
      }
      const machine = newMachine(subject, WAITING, made)
      machine.state = 'firing'
      machine.episode = anEpisode({ id, severity: 'warning', connectionId: 'floor', toldAtMs: null, toldCount: 0 })
      byEpisode.set(id, machine)
      voice.takeOver(machine)
      voice.speak(machine, turn)
      return machine
    },
    told: () => turn.unheard?.rest([...effects]).flatMap((one) => (one.type === 'announce' ? one.episode.id : []))
  }
}

describe('many alerts that fire in one turn, as after an outage', () => {
  test('queues: none looks at what the others said', () => {
    const outage = createOutage()
    for (let i = 0; i < MANY; i++) outage.fire('queue', String(i))
    expect(outage.looks.effects).toBe(0)
    expect(outage.looks.places).toBeLessThanOrEqual(4 * MANY)
    expect(outage.told()).toHaveLength(MANY)
  })

  test('a site after all its queues: all of them are taken back, each looked at once', () => {
    const outage = createOutage()
    for (let i = 0; i < MANY; i++) outage.fire('queue', String(i))
    const before = outage.looks.places
    const site = outage.fire('site', null)
    expect(outage.looks.places - before).toBeLessThanOrEqual(4 * MANY)
    expect(outage.looks.effects).toBe(0)
    expect(outage.told()).toEqual([site.episode?.id])
  })

  test('queues after their agents: each takes back its own and asks about no other', () => {
    const outage = createOutage()
    for (let i = 0; i < MANY; i++) outage.fire('agent', String(i))
    const before = outage.looks.places
    const queues = Array.from({ length: MANY }, (_, i) => outage.fire('queue', String(i)))
    expect(outage.looks.places - before).toBeLessThanOrEqual(6 * MANY)
    expect(outage.told()).toEqual(queues.map(({ episode }) => episode?.id))
  })
})

test('what a cause held is not remembered once it is over, however long the cause burns', () => {
  const causes = createCauses(new Map())
  const burning = (level: Locator['level'], order: number): Machine => {
    const place: Locator = { level, find: () => ({ queue: 'q', filters: [], isAmong: () => true }) }
    const subject = { key: 'any', connectionId: 'floor', unit: 'number' as const, name: () => 'any', place }
    const machine = newMachine(subject, WAITING, order)
    machine.state = 'firing'
    machine.announcedAtMs = 1
    machine.episode = anEpisode({ severity: 'critical', connectionId: 'floor' })
    return machine
  }
  const site = burning('site', 0)
  causes.began(site)
  const last = burning('queue', MANY)
  for (let i = 1; i < MANY; i++) {
    const queue = burning('queue', i)
    causes.began(queue)
    expect(causes.holding(queue)).toBe(site)
    queue.state = 'normal'
    queue.episode = undefined
    causes.ended(queue)
  }
  expect(causes.takeFreed()).toEqual([])
  expect(causes.holding(last)).toBe(site)
  causes.ended(site)
  expect(causes.takeFreed()).toEqual([last])
})
