import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Http } from '../../../../src/core/ports/http.ts'
import { createWorld } from './model-world.ts'
import type { World } from './model-world.ts'

const RUNS = Number(process.env['FLOORWATCH_MODEL_RUNS'] ?? 500)
const SEED = Number(process.env['FLOORWATCH_MODEL_SEED'] ?? 20_261_126)

type Event = (world: World) => unknown

const row = fc.constantFrom('r0', 'r1', 'r2')
const share = fc.constantFrom(0.34, 0.67, 1)
const onSocket = (run: (at: NonNullable<ReturnType<World['server']['current']>>, world: World) => unknown): Event => {
  return (world) => {
    const at = world.server.current(0)
    if (at) run(at, world)
  }
}

const event: fc.Arbitrary<readonly [string, Event]> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(row, fc.nat(9), fc.boolean(), fc.constantFrom(1, 2))
      .map(
        ([id, value, isPartial, times]) =>
          [`change ${id}`, ({ server }: World) => server.change(0, id, value, isPartial, times)] as const
      )
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(row, fc.constantFrom('LIVE', 'INITIALIZING'))
      .map(([id, type]) => [`delete ${id} ${type}`, ({ server }: World) => server.remove(0, id, 1, type)] as const)
  },
  {
    weight: 3,
    arbitrary: share.map(
      (of) =>
        [
          `snapshot of ${String(of)}`,
          onSocket((at, { server }) => {
            if (at.state === 'confirmed') server.snapshot(at, of)
          })
        ] as const
    )
  },
  {
    weight: 5,
    arbitrary: share.map(
      (of) =>
        [
          'next step of the socket',
          onSocket((at, { server }) => {
            if (at.state === 'opening') server.open(at)
            else if (at.state === 'open') server.reply(at)
            else server.snapshot(at, of)
          })
        ] as const
    )
  },
  { weight: 2, arbitrary: fc.constant(['cut', onSocket((at, { server }) => server.close(at, 1006, {}))] as const) },
  { weight: 1, arbitrary: fc.constant(['probe', (world: World) => world.source()?.probe()] as const) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(300, 2_100, 3_100)
      .map((ms) => [`${String(ms)} ms`, (world: World) => world.pass(ms)] as const)
  }
)

describe(`snapshot, live stream, deletions, cuts and answers in any order, ${String(RUNS)} runs`, () => {
  it('show at each moment what was said on this connection, and in the end what the contact centre has', async () => {
    const seen = { tasks: 0, deletes: 0, generations: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.boolean(),
        fc.array(event, { minLength: 8, maxLength: 30, size: 'max' }),
        async (order, beginsLive, events) => {
          let isScheduled = !beginsLive
          let underWay: Promise<unknown> = Promise.resolve()
          const through = (http: Http): Http => {
            const later = (path: string): Promise<string> => order.schedule(Promise.resolve(path), path)
            return {
              async send(request) {
                if (isScheduled) await later(`${request.method} ${new URL(request.url).pathname}`)
                return http.send(request)
              }
            }
          }
          const world = createWorld(
            { producers: 1, isPatient: false, seed: 1, through },
            { phases: new Map(), transitions: new Map() }
          )
          for (const id of ['r0', 'r1', 'r2', 'r3']) world.server.change(0, id, 1, false, 1)
          world.start()
          if (beginsLive) await world.recover()
          world.server.setHelpful(false)
          isScheduled = true
          for (const [label, run] of events) {
            void order.schedule(Promise.resolve(), label).then(async () => {
              seen.tasks += 1
              if (label.startsWith('delete')) seen.deletes += 1
              underWay = Promise.resolve(run(world))
              await underWay
            })
          }
          while (order.count() > 0) {
            await order.waitNext(1)
            await underWay
            await world.settle()
            world.check()
          }
          isScheduled = false
          await world.recover()
          const at = world.server.current(0)!
          world.server.close(at, 1012, {})
          await world.recover()
          expect(world.shown(0)).toEqual(world.server.truth[0])
          seen.generations += world.generation(0)
          world.dispose()
          await world.settle()
          world.check()
        }
      ),
      { numRuns: RUNS, seed: SEED }
    )
    console.info(
      `${String(RUNS)} runs, ${String(seen.tasks)} interleaved events, ${String(seen.deletes)} deletions, ${String(seen.generations)} connections`
    )
    expect(seen.tasks).toBeGreaterThan(RUNS * 8)
    expect(seen.deletes).toBeGreaterThan(RUNS)
    expect(seen.generations).toBeGreaterThan(RUNS * 2.2)
  }, 600_000)
})
