import { describe, expect, it, onTestFinished } from 'vitest'
import type { Journal } from '../../../../src/core/ports/journal.ts'
import { NO_HISTORY, type HistoryCounts } from '../../../../src/core/privacy/history.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import { createHistoryKeeper } from '../../../../src/main/app/history-keeper.ts'
import { aLogBook } from '../../../fakes/a-log-book.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const DAY = 86_400_000

function aKeeper(over: Partial<Pick<Journal, 'forget' | 'shred'>> = {}) {
  const clock = createVirtualClock()
  const asked: number[] = []
  const forgotten: number[] = []
  let alerts = 0
  let shreds = 0
  const line = (atMs: number) => ({ atMs, level: 'info' as const, scope: '', message: 'x', fields: '' })
  const versions: string[] = []
  const log = aLogBook([line(clock.now().wallMs - 31 * DAY), line(clock.now().wallMs - DAY)])
  const keeper = createHistoryKeeper({
    clock,
    logger: silentLogger,
    log,
    keepDays: () => 30,
    forgotten: (beforeMs) => forgotten.push(beforeMs),
    journal: {
      history: (beforeMs) => ({ ...NO_HISTORY, alerts, targetTests: beforeMs }),
      forget(beforeMs, atMost) {
        asked.push(beforeMs)
        const gone: HistoryCounts = { ...NO_HISTORY, alerts: Math.min(alerts, atMost) }
        alerts -= gone.alerts
        return ok(gone)
      },
      forgetVersions: () => ok(versions.splice(0).length),
      shred() {
        shreds += 1
        return ok(undefined)
      },
      ...over
    }
  })
  onTestFinished(() => keeper.dispose())
  return {
    ...{ clock, asked, forgotten, keeper, log },
    shreds: () => shreds,
    hold: (count: number) => (alerts = count),
    versions,
    left: () => alerts,
    async pass(ms: number, stepMs: number) {
      for (let left = ms; left > 0; left -= stepMs) {
        clock.advance(Math.min(left, stepMs))
        await settle()
      }
    }
  }
}

describe('history', () => {
  it('goes by age soon after the start, in small batches, with the log, and its bytes go too', async () => {
    const made = aKeeper()
    made.hold(450)
    const startMs = made.clock.now().wallMs
    await made.pass(19_000, 1_000)
    expect(made.left()).toBe(450)
    await made.pass(1_000, 1_000)
    expect(made.left()).toBe(250)
    await made.pass(200, 50)
    expect([made.left(), made.shreds(), made.log.lines().length]).toEqual([0, 1, 1])
    expect(new Set(made.asked)).toEqual(new Set([startMs + 20_000 - 30 * DAY]))
    expect(made.forgotten).toHaveLength(1)
  })

  it('goes once a day from then on, and nothing is rewritten when there was nothing to remove', async () => {
    const made = aKeeper()
    made.versions.push('by hand alone')
    await made.pass(3 * DAY, 600_000)
    expect(made.asked).toHaveLength(3)
    expect([made.shreds(), made.forgotten, made.versions]).toEqual([0, [], ['by hand alone']])
  })

  it('is deleted at once when the user says so, the whole log too, with counts', async () => {
    const made = aKeeper()
    made.hold(300)
    made.versions.push('one', 'two')
    expect(made.keeper.counts()).toMatchObject({ alerts: 300, targetTests: made.clock.now().wallMs })
    const deleting = made.keeper.deleteNow()
    await made.pass(500, 50)
    expect(await deleting).toEqual(ok({ ...NO_HISTORY, alerts: 300, ruleVersions: 2 }))
    expect([made.left(), made.shreds(), made.log.lines()]).toEqual([0, 1, []])
  })

  it('that can not be removed is said to whoever asked', async () => {
    const failure = { code: 'storage', step: 'journal', detail: 'disk full' } as const
    expect(await aKeeper({ forget: () => fail(failure) }).keeper.deleteNow()).toEqual(fail(failure))
    const made = aKeeper({ shred: () => fail(failure) })
    made.hold(1)
    const deleting = made.keeper.deleteNow()
    await made.pass(200, 50)
    expect(await deleting).toEqual(fail(failure))
  })

  it('is left alone after the end', async () => {
    const made = aKeeper()
    made.keeper.dispose()
    await made.pass(DAY, 3_600_000)
    expect(made.asked).toEqual([])
  })
})
