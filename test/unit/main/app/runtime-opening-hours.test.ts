import { describe, expect, it } from 'vitest'
import { floorReader } from '../../../../src/core/floor/scope.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/core/settings/settings.ts'
import { WEEKDAYS } from '../../../../src/core/weekly-hours.ts'
import { aPlace, MINUTES, startRuntime, type RuntimeRig } from './runtime-rig.ts'

/** Both queues of the floor, chosen as a window would. */
function queuesOf(rig: RuntimeRig) {
  return rig.runtime.publisher.rows().rows.flatMap((row) => {
    const feed = rig.state().feeds.find(({ id }) => id === row.feedId)
    const id = feed?.subject === 'queue' ? floorReader(feed, 'queues')?.id(row) : undefined
    return id ? [{ id, name: String(row.values['queueName']) }] : []
  })
}

/** Stored by one run and read by the next. */
function storedHours() {
  let openingHours: NonNullable<Settings['openingHours']> = []
  return {
    settings: (): Settings => ({ ...DEFAULT_SETTINGS, openingHours }),
    async open(rig: RuntimeRig, name: string, fromMinutes: number, toMinutes: number): Promise<void> {
      const now = new Date(rig.clock.now().wallMs)
      const minute = now.getUTCHours() * 60 + now.getUTCMinutes()
      openingHours = [
        {
          ...{ name: 'Day', zone: 'UTC', holidays: [], queues: queuesOf(rig).filter((queue) => queue.name === name) },
          week: [{ days: [...WEEKDAYS], fromMinute: minute + fromMinutes, toMinute: minute + toMinutes }]
        }
      ]
      expect(await rig.runtime.handlers['settings:change']({ openingHours })).toMatchObject({ ok: true })
    }
  }
}

async function why(rig: RuntimeRig, atMs: number): Promise<string> {
  const key = rig.runtime.publisher.rows().rows.find(({ id }) => id.includes('Sales'))?.id ?? ''
  const query = { ruleId: 'default-contacts-waiting', connectionId: 'floor', key, atMs }
  const answer = await rig.runtime.handlers['alert:why'](query)
  return answer.ok && answer.value.kind === 'known' ? answer.value.reason : 'none'
}

describe('opening hours in the whole application', () => {
  it('close a queue by the clock: its alert ends and is taken away untold, and begins anew when it opens', async () => {
    const { open, settings } = storedHours()
    const place = { ...aPlace(), settings }
    const rig = await startRuntime(place)
    await rig.goLive(20)
    await rig.passAnswered(MINUTES(1))
    expect(rig.titles()).toHaveLength(1)
    await open(rig, 'Sales', -60, 10)
    await rig.passAnswered(MINUTES(9))
    expect(rig.open()).toHaveLength(1)
    await rig.passAnswered(MINUTES(2))
    expect(rig.open()).toEqual([])
    expect(rig.state().history[0]?.episode).toMatchObject({ keyName: 'Sales', reason: 'queueClosed' })
    expect(rig.titles()).toHaveLength(1)
    const closedMs = rig.clock.now().wallMs - 30_000

    // Known after sleep, and after a restart, in which nothing is told either.
    rig.clock.jumpWall(MINUTES(30))
    await rig.passAnswered(MINUTES(3))
    expect(await why(rig, rig.clock.now().wallMs - MINUTES(1))).toBe('queueClosed')
    const rule = rig.state().rules.find(({ id }) => id === 'default-contacts-waiting')
    const preview = rule && (await rig.runtime.handlers['rule:preview']({ rule, copyOf: null }))
    expect(preview).toMatchObject({ ok: true, value: { state: 'live', rows: 0, breaching: 0 } })
    await rig.close()
    const second = await startRuntime(place)
    await second.goLive(20)
    await second.passAnswered(MINUTES(1))
    expect(second.open()).toEqual([])
    expect(await why(second, closedMs)).toBe('queueClosed')
    await open(second, 'Sales', 2, 10)
    await second.passAnswered(MINUTES(3))
    expect(second.open()).toHaveLength(1)
    expect(second.titles()).toHaveLength(1)
    await second.close()
  })
})
