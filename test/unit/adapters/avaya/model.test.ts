import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Phase } from '../../../../src/core/connections/status.ts'
import { carriedOut, COMMANDS } from './model-commands.ts'
import { LEGAL } from './model-sink.ts'
import type { Visits } from './model-sink.ts'
import { createWorld } from './model-world.ts'
import type { World } from './model-world.ts'

const RUNS = Number(process.env['FLOORWATCH_MODEL_RUNS'] ?? 500)
const SEED = Number(process.env['FLOORWATCH_MODEL_SEED'] ?? 20_261_126)
const MOST_COMMANDS = 60

const newVisits = (): Visits => ({ phases: new Map(), transitions: new Map() })

describe('found by the model', () => {
  const found = async (events: (world: World) => unknown): Promise<void> => {
    const world = createWorld({ producers: 1, isPatient: false, seed: 0 }, newVisits())
    world.start()
    await world.recover()
    await events(world)
    await world.settle()
    world.check()
    world.dispose()
    await world.settle()
    world.check()
  }

  it('a message that repeats the token', () =>
    found(({ server }) => {
      const at = server.current(0)!
      at.socket.message(`refused: ${(JSON.parse(at.socket.sent[0]!) as { token: string }).token}`)
    }))

  it('a token endpoint that is not found while a subscription is renewed after sleep', () =>
    found(async (world) => {
      world.server.cloud.intercept = () => ({ status: 404 })
      world.clock.sleep(28_800_000, true)
      await world.pass(100)
    }))

  it('the page of a portal as the answer to the deletion of a subscription', () =>
    found(async (world) => {
      world.server.cloud.intercept = () => ({ status: 200, body: '<html>Sign in</html>' })
      await world.close()
    }))
})

describe(`the connection under everything that can happen to it, ${String(RUNS)} runs of up to ${String(MOST_COMMANDS)} events`, () => {
  it('keeps its promises after each event and is live again when all is well', async () => {
    const visits = newVisits()
    const options = fc.record({
      producers: fc.constantFrom(1 as const, 2 as const),
      isPatient: fc.boolean(),
      seed: fc.nat()
    })
    let carried = 0
    await fc.assert(
      fc.asyncProperty(
        options,
        fc.commands([...COMMANDS], { maxCommands: MOST_COMMANDS, size: 'max' }),
        async (given, commands) => {
          const world = createWorld(given, visits)
          await fc.asyncModelRun(() => ({ model: {}, real: world }), commands)
          if (world.isRunning()) await world.recover()
          world.dispose()
          await world.settle()
          world.check()
        }
      ),
      { numRuns: RUNS, seed: SEED }
    )
    for (const count of carriedOut.values()) carried += count
    const legal = (Object.entries(LEGAL) as [Phase, readonly Phase[]][]).flatMap(([from, to]) =>
      to.map((next) => `${from} > ${next}`)
    )
    console.info(
      `${String(RUNS)} runs, ${String(carried)} events of ${String(carriedOut.size)} kinds (seed ${String(SEED)}); ` +
        `phases ${JSON.stringify(Object.fromEntries(visits.phases))}, ` +
        `${String(visits.transitions.size)} of ${String(legal.length)} transitions, the rarest ` +
        [...visits.transitions]
          .sort(([, one], [, two]) => one - two)
          .slice(0, 3)
          .map(([step, times]) => `${step}: ${String(times)}`)
          .join(', ')
    )
    // So that the model can't become trivial without being noticed.
    expect(legal.filter((step) => !visits.transitions.has(step))).toEqual([])
    expect([...visits.transitions.keys()].filter((step) => !legal.includes(step))).toEqual([])
    expect(carried).toBeGreaterThan(RUNS * 10)
  }, 600_000)
})
