import { expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { createScene, WAITING } from '../scene.ts'

const QUEUE: RealtimeRule = { ...WAITING, id: 'queue', severity: 'warning', pendingForMs: 0 }
const SITE: RealtimeRule = { ...WAITING, id: 'site', severity: 'warning', pendingForMs: 0, over: 'sum', condition: { op: '>', threshold: 20 } }

test('what is held by a cause when its snooze ends says so', () => {
  const scene = createScene({ rules: [QUEUE, SITE] })
  const untilMs = scene.clock.now().wallMs + 5_000
  scene.send({ type: 'snooze', scope: { kind: 'rule', ruleId: 'queue' }, untilMs })
  scene.row('Sales', { waiting: 12 })
  scene.row('Billing', { waiting: 12 })
  scene.wait(60)
  const sales = scene.open().find(({ keyName }) => keyName === 'Sales')
  const site = scene.open().find(({ ruleId }) => ruleId === 'site')
  expect(site?.toldAtMs).not.toBeNull()
  // It was never told, and nothing but the site's alert keeps it from being so.
  expect(sales?.toldAtMs).toBeNull()
  const why = scene.explain({ ruleId: 'queue', connectionId: 'floor', key: sales?.key ?? '' })
  expect(why.reason).toBe('heldByCause')
  expect(sales?.heldBy).toBe(site?.id)
})
