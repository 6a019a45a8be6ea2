import { expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { createCauses } from '../../../../../src/core/alerts/causes.ts'
import { newMachine, type Machine } from '../../../../../src/core/alerts/machine.ts'
import type { Locator } from '../../../../../src/core/alerts/place.ts'
import { WAITING } from '../scene.ts'
import { anEpisode } from '../../../../fakes/an-episode.ts'

test('what a cause held and is over long since is not remembered as long as the cause burns', () => {
  const byEpisode = new Map<string, Machine>()
  const causes = createCauses(byEpisode)
  const rule: RealtimeRule = WAITING
  const at = (level: Locator['level']): Locator => ({ level, find: () => ({ queue: 'q', filters: [], isAmong: () => true }) })
  const burning = (key: string, level: Locator['level'], order: number): Machine => {
    const machine = newMachine({ key, connectionId: 'floor', unit: 'number', name: () => key, place: at(level) }, rule, order)
    machine.state = 'firing'
    machine.announcedAtMs = 1
    machine.episode = anEpisode({ severity: 'critical', connectionId: 'floor' })
    return machine
  }
  const site = burning('*', 'site', 0)
  causes.began(site)
  for (let i = 1; i <= 10_000; i++) {
    const queue = burning('Sales', 'queue', i)
    causes.began(queue)
    expect(causes.holding(queue)).toBe(site)
    // Its alert ends, and the machine is forgotten by its watch.
    queue.state = 'normal'
    queue.episode = undefined
    causes.ended(queue)
  }
  causes.takeFreed()
  causes.ended(site)
  expect(causes.takeFreed().length).toBeLessThanOrEqual(1)
})
