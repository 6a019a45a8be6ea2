import { expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { createScene, WAITING } from '../scene.ts'

const LIVE: RealtimeRule = { ...WAITING, pendingForMs: 0, keepFiringForMs: 0 }

test('an alert whose rule was made a shadow one just before the process died ends, and its notice goes', () => {
  const before = createScene({ rules: [LIVE] })
  before.row('Sales', { waiting: 20 })
  // The new version is in the journal, the engine never heard of it.
  const scene = before.restart([{ ...LIVE, version: 2, mode: 'shadow' }])
  scene.snapshot(() => scene.row('Sales', { waiting: 20 }))
  scene.live(true)
  scene.row('Sales', { waiting: 0 })
  scene.wait(60)
  expect(scene.log.some((line) => line.includes('withdraw Sales'))).toBe(true)
  // What was told live is not on record as shadow's, and the other way round.
  for (const one of scene.journal.values()) expect(one.shadow === true).toBe(one.ruleVersion === 2)
})

test('a shadow alert whose rule was made live just before the process died is told', () => {
  const before = createScene({ rules: [{ ...LIVE, mode: 'shadow' }] })
  before.row('Sales', { waiting: 20 })
  const scene = before.restart([{ ...LIVE, version: 2 }])
  scene.snapshot(() => scene.row('Sales', { waiting: 20 }))
  scene.live(true)
  scene.wait(3600)
  expect(scene.log.filter((line) => line.includes('tell(fired)'))).toHaveLength(1)
})
