import { describe, expect, it, onTestFinished } from 'vitest'
import { join } from 'node:path'
import type { EngineEvent } from '../../src/core/alerts/engine-types.ts'
import type { TargetSource } from '../../src/core/connections/source.ts'
import type { Cancellation } from '../../src/core/ports/http.ts'
import { fail, ok, type Result } from '../../src/core/result.ts'
import type { Target, TargetTest } from '../../src/core/targets/target.ts'
import { createTargetDesk } from '../../src/main/app/target-desk.ts'
import { createSetRandom } from '../fakes/set-random.ts'
import { settle } from '../fakes/settle.ts'
import { silentLogger } from '../fakes/silent-logger.ts'
import { createVirtualClock } from '../fakes/virtual-clock.ts'
import { aConnection, aTarget, aTest } from '../unit/adapters/storage/records.ts'
import { aFolder, openAt } from '../unit/adapters/storage/rig.ts'

const connection = aConnection('c1')
const MINUTE = 60_000

/** A source whose tests the case answers. */
function setUp(targets: readonly Target[] = [aTarget()]) {
  const clock = createVirtualClock()
  const { journal } = openAt(join(aFolder(), 'journal.db'), clock.now().wallMs)
  const events: EngineEvent[] = []
  const testing: { readonly answer: (test: Result<TargetTest>) => void; readonly cancellation: Cancellation }[] = []
  const readings: (Cancellation | undefined)[] = []
  let intervalMs = 15 * MINUTE
  const made = { targets, readAll: undefined as TargetSource['readAll'] | undefined }
  const source: TargetSource = {
    readAll(cancellation) {
      readings.push(cancellation)
      if (made.readAll) return made.readAll(cancellation)
      return Promise.resolve(ok({ workflows: [], targets: made.targets }))
    },
    test: (_, cancellation) =>
      new Promise((answer) => {
        if (!cancellation) throw new Error('nobody could stop this')
        testing.push({ answer, cancellation })
      })
  }
  const desk = createTargetDesk({
    clock,
    random: createSetRandom(0),
    journal,
    logger: silentLogger,
    dispatch: (event) => events.push(event),
    intervalMs: () => intervalMs,
    timing: () => 'interval',
    zone: 'UTC',
    changed: () => undefined,
    line: () => undefined
  })
  onTestFinished(() => desk.dispose())
  desk.keepOnly(['c1'])
  return {
    clock,
    desk,
    source,
    made,
    events,
    testing,
    readings,
    journal,
    setInterval: (ms: number) => void (intervalMs = ms),
    view: () => desk.views()[0]
  }
}

/** The connection answers, and its first test is over. */
async function testedOnce(rig: ReturnType<typeof setUp>): Promise<void> {
  rig.desk.ready(connection, rig.source)
  await settle()
  rig.testing[0]?.answer(ok(aTest({ value: 30 })))
  await settle()
}

describe('work for a target', () => {
  it('is called off when its connection goes, and when the application ends', async () => {
    const rig = setUp()
    rig.desk.ready(connection, rig.source)
    await settle()
    expect(rig.testing[0]?.cancellation.cancelled).toBe(false)
    rig.desk.keepOnly(['another'])
    expect(rig.testing[0]?.cancellation.cancelled).toBe(true)
    expect(rig.readings[0]?.cancelled).toBe(true)

    rig.desk.keepOnly(['c1'])
    rig.desk.ready(connection, rig.source)
    await settle()
    rig.desk.dispose()
    expect(rig.testing.at(-1)?.cancellation.cancelled).toBe(true)
    expect(rig.clock.pendingTimers()).toBe(0)
  })

  it('is begun again by the new way to the service, the old answer is nobody’s', async () => {
    const rig = setUp()
    rig.desk.ready(connection, rig.source)
    await settle()
    rig.desk.ready(connection, { ...rig.source })
    rig.testing[0]?.answer(fail({ code: 'cancelled', step: 'other', detail: '' }))
    await settle()
    expect(rig.view()).toMatchObject({ failure: null, testing: true })
    rig.testing[1]?.answer(ok(aTest({ value: 30 })))
    await settle()
    expect(rig.view()).toMatchObject({ value: 30, testing: false })
  })

  it('that throws frees its turn and says so', async () => {
    const rig = setUp()
    const broken: TargetSource = {
      readAll: rig.source.readAll,
      test() {
        throw new Error('a bug')
      }
    }
    rig.desk.ready(connection, broken)
    await settle()
    expect(rig.view()).toMatchObject({ testing: false, failure: { code: 'protocol' } })
    expect(await rig.desk.testNow('c1', 't1')).toMatchObject({ ok: false, failure: { code: 'protocol' } })
  })

  it('lists are read again after a reading that threw', async () => {
    const rig = setUp()
    rig.made.readAll = () => {
      throw new Error('a bug')
    }
    rig.desk.ready(connection, rig.source)
    await settle()
    rig.made.readAll = undefined
    rig.clock.advance(30_000)
    await settle()
    expect(rig.view()?.id).toBe('t1')
  })

  it('tells nothing of a target that was removed while its test ran', async () => {
    const rig = setUp()
    rig.desk.ready(connection, rig.source)
    await settle()
    const asked = rig.desk.testNow('c1', 't1')
    rig.made.targets = []
    rig.desk.ready(connection, rig.source)
    await settle()
    rig.testing[0]?.answer(ok(aTest({ value: 30 })))
    expect(await asked).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(rig.events.map((event) => event.type)).not.toContain('targetTested')
    expect(rig.journal.targetTests('c1', 't1', 5)).toEqual([])
  })
})

describe('a list that could not be read', () => {
  it('is no failed test: it is over with the next good reading', async () => {
    const rig = setUp()
    await testedOnce(rig)
    rig.made.readAll = () => Promise.resolve(fail({ code: 'serverError', step: 'targets', detail: '' }))
    rig.desk.ready(connection, rig.source)
    await settle()
    expect(rig.view()?.failure?.code).toBe('serverError')
    rig.made.readAll = undefined
    rig.clock.advance(30_000)
    await settle()
    expect(rig.view()).toMatchObject({ failure: null, value: 30 })
  })

  it('does not hide that the last test failed', async () => {
    const rig = setUp()
    rig.desk.ready(connection, rig.source)
    await settle()
    rig.testing[0]?.answer(fail({ code: 'timeout', step: 'targetTest', detail: '' }))
    await settle()
    rig.desk.ready(connection, rig.source)
    await settle()
    expect(rig.view()?.failure?.code).toBe('timeout')
  })
})

describe('the interval between tests', () => {
  it('that was changed after the first list holds for the next test already', async () => {
    const rig = setUp()
    rig.desk.ready(connection, rig.source)
    await settle()
    rig.testing[0]?.answer(ok(aTest()))
    await settle()
    rig.setInterval(5 * MINUTE)
    rig.desk.wake()
    rig.clock.advance(8 * MINUTE)
    await settle()
    expect(rig.testing).toHaveLength(2)
    expect(rig.readings).toHaveLength(2)
  })
})

describe('when a target counts', () => {
  it('is said by its dates: outside of them it is not tested by itself', async () => {
    const nowMs = createVirtualClock().now().wallMs
    const rig = setUp([
      aTarget({ id: 'begun', activeFromMs: nowMs - 1 }),
      aTarget({ id: 'coming', activeFromMs: nowMs + 10 * MINUTE }),
      aTarget({ id: 'over', activeUntilMs: nowMs })
    ])
    rig.desk.ready(connection, rig.source)
    await settle()
    expect(rig.desk.views().map(({ id, testing }) => [id, testing])).toEqual([
      ['begun', true],
      ['coming', false],
      ['over', false]
    ])
    rig.testing[0]?.answer(ok(aTest({ targetId: 'begun' })))
    await settle()
    rig.clock.advance(10 * MINUTE - 1)
    expect(rig.desk.views().find(({ id }) => id === 'coming')?.testing).toBe(false)
    rig.clock.advance(1)
    expect(rig.desk.views().find(({ id }) => id === 'coming')?.testing).toBe(true)
  })
})

describe('a target whose end date passes', () => {
  it('is told as over, once, in the minute it ends and without its service', async () => {
    const nowMs = createVirtualClock().now().wallMs
    const rig = setUp([aTarget({ activeUntilMs: nowMs + 7 * MINUTE })])
    const overs = () => rig.events.filter((event) => event.type === 'targetOver')
    await testedOnce(rig)
    rig.desk.gone('c1')
    rig.clock.advance(7 * MINUTE - 1)
    expect(overs()).toEqual([])
    rig.clock.advance(1)
    expect(overs()).toEqual([{ type: 'targetOver', connectionId: 'c1', targetId: 't1' }])
    expect(rig.view()?.state).toBe('inactive')
    rig.clock.advance(60 * MINUTE)
    rig.desk.wake()
    expect(overs()).toHaveLength(1)
    expect(rig.testing).toHaveLength(1)
  })

  it('is not tested by a turn that was planned before', async () => {
    const nowMs = createVirtualClock().now().wallMs
    const rig = setUp([aTarget({ activeUntilMs: nowMs + 7 * MINUTE })])
    await testedOnce(rig)
    rig.made.readAll = () => new Promise(() => undefined)
    rig.clock.advance(40 * MINUTE)
    await settle()
    expect(rig.testing).toHaveLength(1)
  })
})

describe('a service that is known not to answer', () => {
  it('is asked for nothing until it is back, then once for all that was missed', async () => {
    const rig = setUp()
    await testedOnce(rig)
    rig.desk.wait('c1')
    for (let turn = 0; turn < 8; turn += 1) {
      rig.clock.advance(15 * MINUTE)
      rig.desk.wake()
      await settle()
    }
    expect([rig.testing.length, rig.readings.length]).toEqual([1, 1])
    // Only the end of the target's day is waited for.
    expect(rig.clock.pendingTimers()).toBe(1)

    rig.desk.ready(connection, rig.source)
    await settle()
    expect([rig.testing.length, rig.readings.length]).toEqual([2, 2])
    rig.testing[1]?.answer(ok(aTest({ value: 31 })))
    await settle()
    expect(rig.testing).toHaveLength(2)
    rig.clock.advance(23 * MINUTE)
    await settle()
    expect(rig.testing).toHaveLength(3)
  })

  it('is asked all the same when a person wants a test', async () => {
    const rig = setUp()
    await testedOnce(rig)
    rig.desk.wait('c1')
    const asked = rig.desk.testNow('c1', 't1')
    rig.testing[1]?.answer(ok(aTest({ value: 32 })))
    expect(await asked).toEqual(ok(undefined))
  })
})
