import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import { createAwayWatch } from '../../../../src/main/app/away-watch.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { NOON } from '../../adapters/storage/records.ts'
import { aFolder, openAt } from '../../adapters/storage/rig.ts'

const fired = (id: string, atMs: number, part: Partial<Episode> = {}): Episode =>
  anEpisode({ ...{ id, state: 'firing', breachedAtMs: atMs, firedAtMs: atMs, closedAtMs: null }, ...part })
const ended = (id: string, atMs: number, closedAtMs: number): Episode =>
  fired(id, atMs, { state: 'closed', closedAtMs })

function rig(episodes: readonly Episode[] = []) {
  const { journal } = openAt(join(aFolder(), 'journal.db'))
  journal.commit({ episodes, deliveries: [] })
  const clock = createVirtualClock(NOON)
  let changes = 0
  const again = () =>
    createAwayWatch({ clock, journal, people: { episode: (one) => one }, changed: () => void (changes += 1) })
  const watch = again()
  const lockFor = (ms: number): void => {
    watch.locked(true)
    clock.advance(ms)
    watch.locked(false)
  }
  return { watch, again, clock, journal, lockFor, changes: () => changes }
}

describe('what happened while the screen was locked', () => {
  it('is what came up, what ended and what still burned, the worst first', () => {
    const { watch, lockFor } = rig([
      fired('before', NOON - 5_000),
      ended('long over', NOON - 9_000, NOON - 8_000),
      ended('ended meanwhile', NOON - 5_000, NOON + 1_000),
      ended('came and went', NOON + 1_000, NOON + 2_000),
      fired('burns', NOON + 3_000, { severity: 'critical' }),
      fired('shadow', NOON + 3_000, { shadow: true }),
      fired('pending', NOON + 3_000, { firedAtMs: null })
    ])
    lockFor(10_000)
    const away = watch.view()
    expect(away).toMatchObject({ sinceMs: NOON, fired: 2, ended: 2, burningIds: ['burns'] })
    expect(away?.named.map(({ id }) => id)).toEqual(['burns', 'came and went'])
  })

  it('is nothing where nothing happened, also while something of before burns', () => {
    const { watch, lockFor } = rig([fired('before', NOON - 5_000)])
    lockFor(10_000)
    expect(watch.view()).toBeNull()
  })

  it('is nothing while it is locked, and goes when it was read', () => {
    const { watch, clock, changes } = rig([fired('a', NOON + 1)])
    watch.locked(true)
    clock.advance(10)
    expect(watch.view()).toBeNull()
    watch.locked(false)
    expect(watch.view()).not.toBeNull()
    watch.dismiss()
    expect(watch.view()).toBeNull()
    expect(changes()).toBe(2)
  })

  it('is counted from the first lock on, and once', () => {
    const { watch, clock } = rig([fired('a', NOON + 1)])
    watch.locked(true)
    clock.advance(10)
    watch.locked(true)
    watch.locked(false)
    expect(watch.view()?.fired).toBe(1)
    watch.dismiss()
    watch.locked(false)
    expect(watch.view()).toBeNull()
  })

  it('is there over restarts until somebody has read it, without what happened since', () => {
    const { watch, clock, journal, again, lockFor } = rig([fired('a', NOON + 1)])
    lockFor(10_000)
    const before = watch.view()
    clock.advance(10_000)
    journal.commit({ episodes: [fired('b', NOON + 15_000), ended('c', NOON - 1, NOON + 16_000)], deliveries: [] })
    const second = again()
    expect(second.view()).toEqual(before)
    second.dismiss()
    expect(again().view()).toBeNull()
  })

  it('is counted over a restart of the application, and once it is read over another one no more', () => {
    const { watch, clock, journal, again } = rig()
    watch.locked(true)
    journal.commit({ episodes: [fired('a', NOON + 1)], deliveries: [] })
    clock.advance(10_000)
    const second = again()
    expect(second.view()).toBeNull()
    second.locked(true)
    clock.advance(10_000)
    second.locked(false)
    expect(second.view()).toMatchObject({ sinceMs: NOON, fired: 1 })
    second.dismiss()
    const third = again()
    third.locked(false)
    expect(third.view()).toBeNull()
  })

  it('names five and counts the rest', () => {
    const { watch, lockFor } = rig(Array.from({ length: 8 }, (_, at) => fired(`e${at}`, NOON + at)))
    lockFor(1_000)
    expect(watch.view()?.named).toHaveLength(5)
    expect(watch.view()?.fired).toBe(8)
  })
})
