import { afterEach, describe, expect, it } from 'vitest'
import { createBench } from './adapter-harness.ts'
import type { AdapterUnderTest, Bench } from './adapter-harness.ts'

/** What every adapter promises. A system without a stream is used by requests instead. */
const CASES: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  async connects(bench) {
    if (!bench.abilities.realtime) expect(await bench.use()).toEqual({ ok: true })
    bench.abilities.realtime?.start()
    if (bench.abilities.realtime) await live(bench)
  },

  async 'reports each state on the way, with since when and which attempt'(bench) {
    bench.abilities.realtime?.start()
    await live(bench)
    for (const feed of feedsOf(bench)) {
      expect(bench.sink.phases(feed)).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
    }
    for (const { sinceMs, generation, attempt } of bench.sink.statuses) {
      expect(Math.abs(sinceMs - Date.now())).toBeLessThan(10_000)
      expect([generation, attempt]).toEqual([1, 0])
    }
  },

  async 'survives what makes no sense, and goes on'(bench) {
    if (bench.abilities.realtime) {
      bench.abilities.realtime.start()
      await live(bench)
      const before = bench.sink.changes.length
      await bench.far.talkNonsense()
      await bench.until(() => bench.sink.changes.length > before)
      expect(bench.sink.skipped.length).toBeGreaterThan(0)
      expect(bench.sink.phases().at(-1)).toBe('live')
      return
    }
    await bench.far.talkNonsense()
    const confused = await bench.use()
    expect(confused).toMatchObject({ ok: false })
    expect(['protocol', 'unexpectedAnswer']).toContain(confused.ok ? '' : confused.failure.code)
    expect(await bench.use()).toEqual({ ok: true })
  },

  async 'names a host that is down, and works again when it is back'(bench) {
    await bench.far.kill()
    if (bench.abilities.realtime) {
      bench.abilities.realtime.start()
      await bench.until(() => bench.sink.last()?.failure?.code === 'unreachable')
      await bench.far.revive()
      await live(bench)
      return
    }
    expect(await bench.use()).toMatchObject({ ok: false, failure: { code: 'unreachable' } })
    await bench.far.revive()
    expect(await bench.use()).toEqual({ ok: true })
  },

  async 'reconnects with back-off within 5 s of a short outage in which everything was forgotten'(bench) {
    bench.abilities.realtime?.start()
    await live(bench)
    await bench.far.kill()
    await bench.until(() => feedsOf(bench).every((feed) => bench.sink.last(feed)?.phase === 'backoff'))
    const { retryAtMs, attempt } = bench.sink.last() ?? {}
    expect(retryAtMs).toBeGreaterThanOrEqual(Date.now() - 1_000)
    expect(attempt).toBe(1)
    await new Promise<void>((resolve) => bench.clock.after(1_500, resolve))
    await bench.far.revive()
    const backAtMs = performance.now()
    await live(bench)
    expect(performance.now() - backAtMs).toBeLessThan(5_000)
  },

  async 'names a bad credential, once, without showing it'(bench) {
    bench.far.refuseCredential()
    if (bench.abilities.realtime) {
      bench.abilities.realtime.start()
      await bench.until(() => feedsOf(bench).every((feed) => bench.sink.last(feed)?.phase === 'failed'))
      expect(bench.sink.last()?.failure?.code).toMatch(/^bad(Credential|AppKey)$/)
    } else {
      expect(await bench.use()).toMatchObject({ ok: false, failure: { code: 'badCredential' } })
    }
    expect(bench.far.calls()).toBe(1)
    const shown = JSON.stringify([bench.sink.statuses, bench.sink.skipped])
    for (const secret of bench.secrets) expect(shown).not.toContain(secret)
  },

  async 'stops cleanly: the far side sees it go'(bench) {
    if (bench.abilities.realtime) {
      bench.abilities.realtime.start()
      await live(bench)
      expect(bench.far.sockets()).toBe(feedsOf(bench).length)
      expect(bench.far.keeps()).not.toBe(0)
      await bench.abilities.realtime.close()
      expect(bench.far.keeps() ?? 0).toBe(0)
      await emptied(bench)
    } else {
      expect(await bench.use()).toEqual({ ok: true })
    }
    expect(bench.far.sockets()).toBe(0)
    expect(bench.clock.pendingTimers()).toBe(0)
  },

  async 'leaks nothing: no timer and no socket after dispose'(bench) {
    const running = bench.abilities.realtime?.start()
    if (running) await live(bench)
    else expect(await bench.use()).toEqual({ ok: true })
    running?.dispose()
    expect(bench.clock.pendingTimers()).toBe(0)
    // The far side learns of a cut connection a moment later; an idle keep-alive one belongs to fetch.
    if (running) await emptied(bench)
  },

  async 'is silent after dispose'(bench) {
    const running = bench.abilities.realtime?.start()
    await live(bench)
    running?.dispose()
    const told = bench.sink.told.length
    await bench.far.talkNonsense()
    bench.abilities.realtime?.probe()
    bench.abilities.realtime?.suspend()
    await emptied(bench)
    expect(bench.sink.told).toHaveLength(told)
  }
}

function feedsOf(bench: Bench): readonly string[] {
  return [...new Set(bench.sink.statuses.map(({ feedId }) => feedId))]
}

async function live(bench: Bench): Promise<void> {
  const isLive = (feed: string): boolean => bench.sink.last(feed)?.phase === 'live'
  await bench.until(() => bench.sink.told.length > 0 && feedsOf(bench).every(isLive))
}

/** Asks until no websocket is left at the far side. */
async function emptied(bench: Bench): Promise<void> {
  while (bench.far.sockets() > 0) await new Promise((resolve) => setImmediate(resolve))
}

/** Runs the shared suite on one adapter. What is not for its system is declared by name and counted, never skipped in silence. */
export function describeAdapter(adapter: AdapterUnderTest): void {
  describe(`${adapter.name} keeps every adapter's promises`, () => {
    let bench: Bench | undefined
    afterEach(async () => {
      await bench?.abilities.realtime?.close()
      await bench?.far.kill()
      bench = undefined
    })

    const excluded = Object.keys(adapter.notForThisSystem)
    for (const [name, run] of Object.entries(CASES)) {
      if (excluded.includes(name)) continue
      it(
        name,
        async () => {
          bench = createBench(await adapter.start())
          await run(bench)
        },
        20_000
      )
    }

    it(`${excluded.length} of ${Object.keys(CASES).length} cases are not for this system, each exists and has a reason`, () => {
      for (const name of excluded) {
        expect(Object.keys(CASES)).toContain(name)
        expect(adapter.notForThisSystem[name]).toMatch(/\w+ \w+/)
      }
    })
  })
}
