import type { Machine } from './machine.ts'
import { createSlotNumbers, type RowSlots } from './row-slots.ts'

/** Rows of a sum begin their new interval within this time of each other; whoever has not by then counts another time. */
const WAVE_MS = 60_000

/** What one rule on an interval-to-date counter knows about the intervals of its keys. */
export interface CounterMemory {
  /** True where the key is in another interval than when it was last noted, or, for one never noted, where `hasFallen` says so. */
  note(key: string, interval: number | undefined, hasFallen: boolean): boolean
  knows(key: string): boolean
  forget(key: string): void
  /** After its reset every counter is low: the key waits until it was on the good side once. */
  waits(key: string): void
  /** Whether it still waits; no longer once it `isGood`. */
  isWaiting(key: string, isGood: boolean): boolean
  /** The row began a new interval, which others of its sum may still have to. */
  joins(rowId: string, monoMs: number): void
  /** No wave runs and no key waits. */
  isQuiet(): boolean
  /** `over`: all have, by `isWhole`, or had time enough; told once. */
  wave(monoMs: number, isWhole: (joined: ReadonlySet<string>) => boolean): 'none' | 'running' | 'over'
}

/** True for an alert of an earlier run whose counter is lower now than it was then: meanwhile it began anew. */
export function hasFallenSince({ episode }: Machine, value: number | null): boolean {
  return value !== null && typeof episode?.value === 'number' && value < episode.value
}

/** In the interval in which it was first heard of. */
const FIRST = -1
const UNNOTED = -2

export function createCounterMemory(slots: RowSlots): CounterMemory {
  const intervals = createSlotNumbers(UNNOTED)
  const waiting = new Set<string>()
  const joined = new Set<string>()
  let untilMs: number | undefined

  return {
    note(key, interval, hasFallen) {
      const slot = slots.of(key)
      const before = intervals.get(slot)
      const present = interval ?? FIRST
      if (before === present) return false
      intervals.set(slot, present)
      return before === UNNOTED ? hasFallen : true
    },
    knows: (key) => intervals.get(slots.of(key)) !== UNNOTED,
    forget(key) {
      intervals.set(slots.of(key), UNNOTED)
      waiting.delete(key)
      joined.delete(key)
    },
    waits: (key) => void waiting.add(key),
    isWaiting(key, isGood) {
      if (waiting.size === 0) return false
      if (isGood) waiting.delete(key)
      return waiting.has(key)
    },
    isQuiet: () => untilMs === undefined && waiting.size === 0,
    joins(rowId, monoMs) {
      joined.add(rowId)
      untilMs = monoMs + WAVE_MS
    },
    wave(monoMs, isWhole) {
      if (untilMs === undefined) return 'none'
      if (monoMs < untilMs && !isWhole(joined)) return 'running'
      untilMs = undefined
      joined.clear()
      return 'over'
    }
  }
}
