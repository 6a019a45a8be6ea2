import { expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { createScene, WAITING } from '../scene.ts'

const SUM: RealtimeRule = {
  ...WAITING,
  id: 'sum',
  over: 'sum',
  pendingForMs: 0,
  keepFiringForMs: 0,
  condition: { op: '>', threshold: 0 }
}

test('rows that are all at zero add up to zero, whatever they were before', () => {
  const scene = createScene({ rules: [SUM] })
  for (const [key, waiting] of [['Sales', 0.1], ['Billing', 0.2], ['Care', 0.3]] as const) scene.row(key, { waiting })
  for (const key of ['Sales', 'Billing', 'Care']) scene.row(key, { waiting: 0 })
  scene.wait(60)
  expect(scene.open().map(({ value }) => value)).toEqual([])
})
