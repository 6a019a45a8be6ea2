import { expect, it } from 'vitest'
import { createARuntime, giosgConnection } from '../fakes/a-runtime.ts'

/** A target whose owner wants no e-mails from giosg was called inactive: neither tested nor judged. */
it('a target without giosg notifications is tested and judged like any other', async () => {
  const rig = createARuntime()
  const silent = rig.giosg.target('t1', { are_notifications_active: false, reporting_threshold: 10 })
  rig.giosg.targets = { w1: [silent], w2: [] }
  rig.runtime.useConnections([giosgConnection()].map(rig.entry))
  await rig.pass(1_000)
  expect(rig.state().targets).toMatchObject([{ id: 't1', state: 'reached', value: 12.5 }])
})

it('one whose dates are over is not', async () => {
  const rig = createARuntime()
  rig.giosg.targets = { w1: [rig.giosg.target('t1', { target_active_until: '2024-05-01T00:00:00Z' })], w2: [] }
  rig.runtime.useConnections([giosgConnection()].map(rig.entry))
  await rig.pass(1_000)
  expect(rig.state().targets).toMatchObject([{ id: 't1', state: 'inactive', value: null }])
})
