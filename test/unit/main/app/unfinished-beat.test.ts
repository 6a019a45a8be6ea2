import { describe, expect, test } from 'vitest'
import type { Unfinished } from '../../../../src/core/alerts/unfinished-record.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import { BEAT_MS, createUnfinishedBeat, readUnfinished } from '../../../../src/main/app/unfinished-beat.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const NO_SPACE: Failure = { step: 'journal', code: 'storage', detail: 'no space left' }
const NONE: Unfinished = { atMs: 0, breaches: [], levels: {} }
const WAITS: Unfinished = { atMs: 1, breaches: [], levels: { e1: { state: 'pending', forMs: 4000 } } }

function stage() {
  const clock = createVirtualClock()
  const facts = new Map<string, string>()
  const world = { present: NONE, fails: false, writes: 0 }
  const journal: Parameters<typeof createUnfinishedBeat>[0]['journal'] = {
    fact: (name) => facts.get(name),
    putFact(name, value) {
      world.writes += 1
      if (world.fails) return fail(NO_SPACE)
      facts.set(name, value)
      return ok(undefined)
    }
  }
  const start = () => createUnfinishedBeat({ clock, journal, present: () => world.present })
  return { clock, facts, world, journal, start }
}

describe('times that still count', () => {
  test('are on record within a beat, and at the end at once', () => {
    const { clock, world, journal, start } = stage()
    const beat = start()
    world.present = WAITS
    clock.advance(BEAT_MS - 1)
    expect(readUnfinished(journal)).toBeUndefined()
    clock.advance(1)
    expect(readUnfinished(journal)).toEqual(WAITS)
    world.present = { ...WAITS, atMs: 2 }
    beat.store()
    expect(readUnfinished(journal)).toEqual({ ...WAITS, atMs: 2 })
  })

  test('cost no write as long as there are none, and are taken away once', () => {
    const { clock, world, journal, start } = stage()
    start()
    clock.advance(10 * BEAT_MS)
    expect(world.writes).toBe(0)
    world.present = WAITS
    clock.advance(BEAT_MS)
    world.present = NONE
    clock.advance(10 * BEAT_MS)
    expect(world.writes).toBe(2)
    expect(readUnfinished(journal)).toBeUndefined()
  })

  test('that stand still, since nothing is known, are written once in five minutes', () => {
    const { clock, world, start, journal } = stage()
    const begin = clock.now().wallMs
    world.present = { ...WAITS, atMs: begin }
    start()
    for (let beats = 1; beats <= 120; beats++) {
      clock.advance(BEAT_MS)
      world.present = { ...WAITS, atMs: begin + beats * BEAT_MS }
    }
    expect(world.writes).toBe(2)
    expect(readUnfinished(journal)?.atMs).toBe(begin + 300_000)
  })

  test('that an earlier run left are taken away where nothing counts', () => {
    const { clock, world, journal, start } = stage()
    world.present = WAITS
    start().store()
    world.present = NONE
    start()
    clock.advance(BEAT_MS)
    expect(readUnfinished(journal)).toBeUndefined()
  })

  test('that could not be taken away are taken away by the next beat', () => {
    const { clock, world, journal, start } = stage()
    world.present = WAITS
    start()
    clock.advance(BEAT_MS)
    world.present = NONE
    world.fails = true
    clock.advance(BEAT_MS)
    expect(readUnfinished(journal)).toEqual(WAITS)
    world.fails = false
    clock.advance(BEAT_MS)
    expect(readUnfinished(journal)).toBeUndefined()
  })

  test.each(['{', '{"breaches":[]}', 'null'])('that can’t be read begin anew: %s', (text) => {
    const { facts, journal } = stage()
    facts.set('unfinishedTimes', text)
    expect(readUnfinished(journal)).toBeUndefined()
  })
})
