import { describe, expect, it } from 'vitest'
import { createSeconds } from '../../../../src/renderer/state/seconds.ts'
import { createManualWindowClock } from '../../../fakes/manual-window-clock.ts'

describe('the seconds of a window', () => {
  it('tick on full seconds, for everybody at once', () => {
    const clock = createManualWindowClock(10_400)
    const seconds = createSeconds(clock)
    const seen: number[] = []
    const stop = seconds.subscribe(() => seen.push(seconds.nowMs()))
    clock.advance(599)
    expect(seen).toEqual([])
    clock.advance(1)
    clock.advance(1_000)
    expect(seen).toEqual([11_000, 12_000])
    stop()
  })

  it('stand still between two ticks, so that a render twice gives the same', () => {
    const clock = createManualWindowClock(10_000)
    const seconds = createSeconds(clock)
    const stop = seconds.subscribe(() => undefined)
    clock.advance(900)
    expect(seconds.nowMs()).toBe(10_000)
    stop()
  })

  it('keep no timer while nobody listens, and are right again for the next one', () => {
    const clock = createManualWindowClock(10_000)
    const seconds = createSeconds(clock)
    seconds.subscribe(() => undefined)()
    expect(clock.pending()).toBe(0)
    clock.advance(60_000)
    expect(seconds.nowMs()).toBe(70_000)
  })
})
