import { describe, expect, it } from 'vitest'
import { fail } from '../../../../src/core/result.ts'
import { settle } from '../../../fakes/settle.ts'
import { aTarget } from '../../adapters/storage/records.ts'
import { aTargetWork, aWorkflow, MINUTE_MS } from './target-rig.ts'

const HOUR_MS = 60 * MINUTE_MS
const many = (count: number) => Array.from({ length: count }, (_, at) => aTarget({ id: `t${String(at + 1)}` }))

describe('scheduled tests', () => {
  it('run three at a time, the next one as soon as one is over', async () => {
    const rig = aTargetWork({ targets: many(5) })
    await rig.begin()
    expect(rig.service.testing.map(({ id }) => id)).toEqual(['t1', 't2', 't3'])
    rig.service.testing[1]?.answer(fail({ code: 'serverError', step: 'targetTest', detail: '' }))
    await settle()
    expect(rig.service.testing.map(({ id }) => id)).toEqual(['t1', 't2', 't3', 't4'])
    expect(rig.line('t2')).toMatchObject({ testing: false, failure: { code: 'serverError' } })
    expect(rig.line('t4')).toMatchObject({ testing: true })
  })

  it('are called off when they take two minutes, and hold nobody up', async () => {
    const rig = aTargetWork({ targets: many(4) })
    await rig.begin()
    rig.clock.advance(2 * MINUTE_MS - 1)
    await settle()
    expect(rig.service.testing).toHaveLength(3)
    rig.clock.advance(1)
    await settle()
    expect(rig.service.testing.slice(0, 3).map(({ cancellation }) => cancellation?.cancelled)).toEqual([
      true,
      true,
      true
    ])
    expect(rig.service.testing.map(({ id }) => id)).toEqual(['t1', 't2', 't3', 't4'])
    expect(rig.line('t1')).toMatchObject({ testing: false, failure: { code: 'timeout' } })
    // What comes after all is nobody's.
    rig.service.testing[0]?.answer(fail({ code: 'serverError', step: 'targetTest', detail: '' }))
    await settle()
    expect(rig.line('t1')).toMatchObject({ failure: { code: 'timeout' } })
  })

  it('begin none while the service wants to be left alone, then go on by themselves', async () => {
    const rig = aTargetWork()
    rig.service.pausedMs = 5 * MINUTE_MS
    await rig.begin()
    expect(rig.service.testing).toEqual([])
    rig.clock.advance(4 * MINUTE_MS)
    rig.service.pausedMs = MINUTE_MS
    expect(rig.service.testing).toEqual([])
    rig.service.pausedMs = 0
    rig.clock.advance(MINUTE_MS)
    expect(rig.service.testing.map(({ id }) => id)).toEqual(['t1'])
  })

  it('asked for by a person meanwhile are refused with the time that is left, or wait where that is short', async () => {
    const rig = aTargetWork()
    await rig.begin()
    await rig.answerAll(1)
    rig.service.pausedMs = 90_000
    expect(await rig.targets.testNow('c1', 't1')).toMatchObject({
      failure: { code: 'rateLimited', retryAfterMs: 90_000 }
    })
    rig.service.pausedMs = 2_000
    const answer = rig.targets.testNow('c1', 't1')
    await rig.answerAll(2)
    expect(await answer).toMatchObject({ ok: true })
    expect(rig.line()).toMatchObject({ value: 2 })
  })

  it('make up for a sleep once', async () => {
    const rig = aTargetWork()
    await rig.begin()
    await rig.answerAll(1)
    rig.clock.sleep(8 * HOUR_MS, false)
    rig.targets.wake()
    expect(rig.service.testing).toHaveLength(1)
    await rig.answerAll(2)
    rig.clock.advance(MINUTE_MS)
    expect(rig.service.testing).toEqual([])
  })

  it('follow the notification period when that is chosen: shortly before it ends, and back', async () => {
    const rig = aTargetWork({ targets: [aTarget({ notificationPeriod: 'P1D' })] })
    rig.set.timing = 'period'
    await rig.begin()
    await rig.answerAll(1)
    // 08:00 of a day that ends at midnight, UTC.
    const beganMs = rig.clock.now().wallMs
    const nextMs = rig.line()?.nextTestAtMs ?? 0
    expect(nextMs).toBeGreaterThan(beganMs + 15.5 * HOUR_MS)
    expect(nextMs).toBeLessThan(beganMs + 16 * HOUR_MS)
    rig.set.timing = 'interval'
    rig.targets.wake()
    expect(rig.line()?.nextTestAtMs).toBeLessThanOrEqual(beganMs + 30 * MINUTE_MS)
    rig.set.timing = 'period'
    rig.targets.wake()
    expect(rig.line()?.nextTestAtMs).toBe(nextMs)
    rig.clock.advance(nextMs - beganMs - 1)
    expect(rig.service.testing).toEqual([])
    rig.clock.advance(1)
    expect(rig.service.testing).toHaveLength(1)
  })

  it('are kept with the period and the time span they belong to; where periods differ there is no verdict', async () => {
    const rig = aTargetWork({ targets: [aTarget({ reportingPeriod: 'P1M' })] })
    await rig.begin()
    await rig.answerAll(500)
    expect(rig.line()).toMatchObject({ state: 'noVerdict', value: 500, selectedPeriod: 'P1D', reportingPeriod: 'P1M' })
    const detail = await rig.work.handlers['target:detail']({ connectionId: 'c1', targetId: 't1' })
    expect(detail).toMatchObject({ ok: true, value: { periodsDiffer: true, pace: null, span: null } })
    expect(rig.journal.targetTests('c1', 't1', 9)).toMatchObject([{ selectedPeriod: 'P1D', timespan: '2024-05-06' }])
  })
})

describe('the lists', () => {
  it('come one by one: each is shown, kept and watched while others are still read', async () => {
    const rig = aTargetWork({ workflows: [aWorkflow('w1'), aWorkflow('w2')] })
    rig.service.waits = true
    await rig.begin()
    const told = rig.service.readings[0]?.told
    told?.workflows?.(rig.service.workflows)
    told?.progress?.({ done: 0, total: 2 })
    told?.list?.('w1', [aTarget()])
    told?.progress?.({ done: 1, total: 2 })
    const tree = rig.tree()
    expect(tree.connections).toMatchObject([{ state: 'reading', done: 1, total: 2, readAtMs: null }])
    expect(tree.workflows.map(({ id, listedAtMs }) => [id, listedAtMs !== null])).toEqual([
      ['w1', true],
      ['w2', false]
    ])
    rig.clock.advance(1_000)
    expect(rig.service.testing.map(({ id }) => id)).toEqual(['t1'])
    expect(rig.journal.targets()).toMatchObject([{ id: 't1' }])
    rig.service.readings[0]?.end(fail({ code: 'serverError', step: 'targets', detail: '' }))
    await settle()
    expect(rig.tree().connections).toMatchObject([{ state: 'failed', failure: { code: 'serverError' } }])
    expect(rig.line()).toBeDefined()
  })

  it('do not bring back what was removed while they were read', async () => {
    const rig = aTargetWork({ workflows: [aWorkflow('w1'), aWorkflow('w2')] })
    rig.service.waits = true
    await rig.begin()
    const told = rig.service.readings[0]?.told
    told?.workflows?.(rig.service.workflows)
    rig.targets.lists.takeWorkflows('c1', [aWorkflow('w2')])
    told?.list?.('w1', [aTarget()])
    rig.service.readings[0]?.end({ ok: true, value: undefined })
    await settle()
    expect(rig.tree()).toMatchObject({ workflows: [{ id: 'w2' }], targets: [] })
  })

  it('do not undo an edit that was made while they were read', async () => {
    const rig = aTargetWork()
    rig.service.waits = true
    await rig.begin()
    const told = rig.service.readings[0]?.told
    told?.workflows?.(rig.service.workflows)
    rig.clock.advance(1)
    rig.targets.lists.takeList('c1', 'w1', [aTarget({ name: 'Edited' })])
    told?.list?.('w1', [aTarget()])
    expect(rig.line()).toMatchObject({ name: 'Edited' })
    rig.service.readings[0]?.end({ ok: true, value: undefined })
    await settle()
    expect(rig.line()).toMatchObject({ name: 'Edited' })
    // The next reading is newer.
    rig.clock.advance(15 * MINUTE_MS)
    rig.service.readings[1]?.told.workflows?.(rig.service.workflows)
    rig.service.readings[1]?.told.list?.('w1', [aTarget({ name: 'Of the service' })])
    expect(rig.line()).toMatchObject({ name: 'Of the service' })
  })

  it('of many workflows are read less often', async () => {
    const workflows = Array.from({ length: 900 }, (_, at) => aWorkflow(`w${String(at)}`))
    const rig = aTargetWork({ workflows, targets: [] })
    await rig.begin()
    rig.clock.advance(29 * MINUTE_MS)
    expect(rig.service.readings).toHaveLength(1)
    rig.clock.advance(MINUTE_MS)
    expect(rig.service.readings).toHaveLength(2)
  })

  it('are there at the next start with results and settings, without the service', async () => {
    const rig = aTargetWork({ targets: [{ ...aTarget(), query: { vendor: 'x' }, notificationsActive: false }] })
    await rig.begin()
    await rig.answerAll(7)
    const base = { connectionId: 'c1', targetId: 't1', name: '', active: true, lastSentAtMs: null }
    rig.targets.lists.takeSettings('c1', 't1', [{ ...base, kind: 'bar', id: 's1', channelId: 'b1' }])
    const before = rig.tree()
    rig.work.dispose()
    rig.journal.close()

    const later = aTargetWork({ file: rig.file, clock: rig.clock })
    const tree = later.tree()
    expect(tree.connections).toMatchObject([{ connectionId: 'c1', state: 'known', readAtMs: null }])
    expect(tree.workflows).toEqual(before.workflows)
    expect(tree.targets).toEqual(before.targets.map((line) => ({ ...line, nextTestAtMs: null })))
    expect(tree.targets).toMatchObject([
      { value: 7, notificationsActive: false, settingCounts: [{ kind: 'bar', count: 1 }] }
    ])
  })
})

describe('what windows hear of it', () => {
  it('is what changed, each push with the next number, and nothing while there is no window', async () => {
    const rig = aTargetWork({ targets: many(2) })
    await rig.begin()
    const { revision } = rig.tree()
    rig.clock.advance(1_000)
    await rig.answerAll(1)
    rig.clock.advance(1_000)
    const revisions = rig.pushed.map((push) => push.revision)
    expect(revisions).toEqual(revisions.map((_, at) => at + 1))
    expect(revisions.at(-1)).toBeGreaterThan(revision)
    expect(rig.pushed.at(-1)?.targets.map(({ id, value }) => [id, value])).toEqual([
      ['t1', 1],
      ['t2', 1]
    ])
    const count = rig.pushed.length
    rig.set.windows = false
    rig.targets.lists.takeList('c1', 'w1', many(1))
    rig.clock.advance(1_000)
    expect(rig.pushed).toHaveLength(count)
    rig.set.windows = true
    rig.targets.lists.takeList('c1', 'w1', [])
    rig.clock.advance(1_000)
    expect(rig.pushed.at(-1)).toMatchObject({
      targets: [],
      // That the other one is gone says the tree that a new window asks for.
      removedTargets: [{ connectionId: 'c1', id: 't1' }]
    })
  })
})
