import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, settingsSchema } from '../../src/core/settings/settings.ts'
import { avayaConnection, createARuntime } from '../fakes/a-runtime.ts'

/** The limits were read once: a changed one counted after the next start. */
describe('the limits of freshness', () => {
  async function live() {
    const rig = createARuntime()
    rig.runtime.useConnections([avayaConnection()].map(rig.entry))
    await rig.floorLive()
    return rig
  }

  it('hold for a feed that runs already', async () => {
    const rig = await live()
    const asked = rig.runtime.handlers['settings:change']({
      freshness: { pingAfterMs: 60_000, pongWithinMs: 30_000, staleAfterMs: 120_000 }
    })
    expect(await asked).toMatchObject({ ok: true })
    rig.sockets.last().pong()
    await rig.pass(20_000)
    expect(rig.phaseOf('a1')).toBe('live')

    rig.changeSettingsOutside({ freshness: { pingAfterMs: 1_000, pongWithinMs: 30_000, staleAfterMs: 2_000 } })
    rig.runtime.reload()
    rig.sockets.last().pong()
    await rig.pass(2_250)
    expect(rig.phaseOf('a1')).toBe('stale')
  })

  it('that say nothing new leave the feed alone', async () => {
    const rig = await live()
    const { length } = rig.sockets.last().pings
    await rig.runtime.handlers['settings:change']({ trayTheme: 'dark', freshness: DEFAULT_SETTINGS.freshness })
    expect(rig.sockets.last().pings).toHaveLength(length)
  })

  it('that would call every quiet feed stale are refused, with the field named', () => {
    for (const [staleAfterMs, good] of [
      [8_001, true],
      [8_000, false],
      [5_000, false]
    ] as const) {
      const freshness = { pingAfterMs: 8_000, pongWithinMs: 6_000, staleAfterMs }
      const parsed = settingsSchema.safeParse({ ...DEFAULT_SETTINGS, freshness })
      expect(parsed.success).toBe(good)
      expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(
        good ? undefined : ['freshness.staleAfterMs']
      )
    }
  })
})
