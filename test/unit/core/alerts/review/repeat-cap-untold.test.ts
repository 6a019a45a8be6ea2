import { expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { createScene, WAITING } from '../scene.ts'

const RULE: RealtimeRule = { ...WAITING, pendingForMs: 0, repeatEveryMs: 60_000, repeatAtMost: 2 }

test('a rule that repeats twice at most makes no more lines than that while its notices are held or fail', () => {
  // The notifier reports nothing: quiet hours hold them all, for a night.
  const scene = createScene({ rules: [RULE], tells: false })
  scene.row('Sales', { waiting: 20 })
  scene.wait(10 * 3600)
  expect(scene.log.filter((line) => line.includes('tell(')).length).toBeLessThanOrEqual(3)
})
