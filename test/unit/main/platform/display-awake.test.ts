import { expect, it } from 'vitest'
import { createDisplayAwake } from '../../../../src/main/platform/display-awake.ts'

function aBlocker() {
  const held = new Set<number>()
  const asked: string[] = []
  return {
    held,
    asked,
    start(type: string) {
      asked.push(type)
      held.add(asked.length)
      return asked.length
    },
    stop: (id: number) => held.delete(id)
  }
}

it('holds one block however often it is asked, and gives it back', () => {
  const blocker = aBlocker()
  const awake = createDisplayAwake(blocker)
  awake.keep(false)
  awake.keep(true)
  awake.keep(true)
  expect([blocker.asked, blocker.held.size]).toEqual([['prevent-display-sleep'], 1])
  awake.keep(false)
  expect(blocker.held.size).toBe(0)
  awake.keep(true)
  expect(blocker.held.size).toBe(1)
})

it('gives it back at the end', () => {
  const blocker = aBlocker()
  const awake = createDisplayAwake(blocker)
  awake.keep(true)
  awake.dispose()
  expect(blocker.held.size).toBe(0)
})
