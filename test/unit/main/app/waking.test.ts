import { expect, it } from 'vitest'
import { createWaking } from '../../../../src/main/app/waking.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

function setUp() {
  const clock = createVirtualClock()
  const done: string[] = []
  const waking = createWaking({
    clock,
    logger: silentLogger,
    machineAgeMs: () => clock.machineAgeMs(),
    hold() {
      done.push('hold')
      // As the engine does, which is told of the hold.
      waking.look()
    },
    clockSet: () => done.push('clock set'),
    probe: () => done.push('probe')
  })
  return { clock, waking, done }
}

it('who looks is told of a gap at once, the probe comes when nobody is amid a change any more', () => {
  const { clock, waking, done } = setUp()
  clock.sleep(60_000, false)
  waking.look()
  expect(done).toEqual(['hold'])
  clock.advance(0)
  expect(done).toEqual(['hold', 'probe'])
})

it('an unlock right after a gap was noticed asks no second time', () => {
  const { clock, waking, done } = setUp()
  clock.sleep(60_000, false)
  waking.look()
  waking.wake('unlock')
  clock.advance(0)
  expect(done).toEqual(['hold', 'probe'])
})

it('leaves no timer behind', () => {
  const { clock, waking, done } = setUp()
  clock.sleep(60_000, false)
  waking.look()
  waking.dispose()
  clock.sleep(60_000, false)
  waking.look()
  expect(clock.pendingTimers()).toBe(0)
  expect(done).not.toContain('probe')
})
