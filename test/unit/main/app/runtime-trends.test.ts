import { expect, it } from 'vitest'
import { aPlace, startRuntime } from './runtime-rig.ts'

it('keeps the last half hour of queues and of agents in trouble; while the feed is not live it is a gap', async () => {
  const rig = await startRuntime(aPlace())
  await rig.goLive(3)
  rig.agent('Ann', 'AFTER_CONTACT_WORK', rig.clock.now().wallMs - 400_000)
  await rig.passAnswered(31_000)
  rig.queue('Sales', 12)
  await rig.passAnswered(30_000)
  const trendOf = (name: string) => {
    const row = rig.runtime.publisher.rows().rows.find(({ values }) => Object.values(values).includes(name))
    return rig.state().trends.find(({ rowId }) => rowId === row?.id)?.values
  }
  expect(trendOf('Sales')).toEqual([3, 12])
  const times = trendOf('Ann')
  expect(times).toHaveLength(2)
  expect((times?.[1] ?? 0) - (times?.[0] ?? 0)).toBe(30_000)
  // Nobody answers any more.
  await rig.pass(60_000)
  expect(trendOf('Sales')?.slice(-1)).toEqual([null])
  expect(rig.state().trends.length).toBeLessThanOrEqual(24)
})
