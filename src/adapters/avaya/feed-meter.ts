import type { FeedVitals, SkippedSample } from '../../core/connections/feed-vitals.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { redact } from '../transport/redact.ts'

const PINGS_KEPT = 20
const SAMPLES_KEPT = 5
/** More than are kept would be made for nobody. */
const SAMPLES_A_SECOND = SAMPLES_KEPT

/** So many measures are named, of names up to so long; values of others are counted only. */
const UNLISTED_NAMED = 20
const LONGEST_NAME = 60

export type MeterReading = Omit<FeedVitals, 'feedId' | 'producerId' | 'subscription'>

/** Counts what one feed goes through. `frame` and `heard` are on the hot path: they add numbers and make nothing. */
export interface FeedMeter {
  sessionBegan(): void
  frame(bytes: number): void
  /** The first of frames that arrive together. */
  heard(): void
  /** `sample` is asked for as that of `skipped`. */
  notice(sample: () => string): void
  /** A value of a measure that the producer does not list was left out. */
  unlisted(measure: string): void
  /** Answers the sample where one is kept; `sample` is asked for some of a flood only, as making one takes longer than all the rest. */
  skipped(reason: string, sample: () => string): string | null
  pinged(): void
  /** The newest ping was answered. */
  ponged(): void
  read(): MeterReading
}

interface Sample {
  readonly atMs: number
  readonly reason: string
  readonly text: string
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** The newest messages of one kind, few of a flood. */
function createSamples(nowMs: () => number): {
  note(reason: string, sample: () => string): string | null
  /** The newest first. */
  newest(): readonly Sample[]
} {
  const kept: Sample[] = []
  return {
    note(reason, sample) {
      const atMs = nowMs()
      const oldest = kept[SAMPLES_A_SECOND - 1]
      if (oldest && atMs - oldest.atMs < 1_000) return null
      const text = sample()
      kept.unshift({ atMs, reason, text })
      if (kept.length > SAMPLES_KEPT) kept.pop()
      return text
    },
    newest: () => kept
  }
}

export function createFeedMeter(clock: Clock): FeedMeter {
  let frames = 0
  let bytes = 0
  let framesBefore = 0
  let bytesBefore = 0
  let sessions = 0
  let notices = 0
  let heardAtMs: number | undefined
  let pingedAtMs: number | undefined
  let answered = 0
  let dropped = 0
  const unlisted = new Set<string>()
  const reasons = new Map<string, number>()
  const roundTrips: number[] = []
  const nowMs = (): number => clock.now().monoMs
  // Apart: a service that tells much must not push out what could not be used.
  const skipSamples = createSamples(nowMs)
  const noticeSamples = createSamples(nowMs)

  return {
    sessionBegan() {
      sessions += 1
      framesBefore = frames
      bytesBefore = bytes
      pingedAtMs = undefined
    },
    frame(size) {
      frames += 1
      bytes += size
    },
    heard() {
      heardAtMs = nowMs()
    },
    notice(sample) {
      notices += 1
      noticeSamples.note('notice', sample)
    },
    unlisted(measure) {
      dropped += 1
      if (unlisted.size < UNLISTED_NAMED && measure.length <= LONGEST_NAME) unlisted.add(measure)
    },
    skipped(reason, sample) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      return skipSamples.note(reason, sample)
    },
    pinged() {
      pingedAtMs = nowMs()
    },
    ponged() {
      if (pingedAtMs === undefined) return
      roundTrips.push(nowMs() - pingedAtMs)
      if (roundTrips.length > PINGS_KEPT) roundTrips.shift()
      pingedAtMs = undefined
      answered += 1
    },
    read() {
      const now = nowMs()
      const lastMs = roundTrips.at(-1)
      return {
        total: { frames, bytes },
        session: { frames: frames - framesBefore, bytes: bytes - bytesBefore },
        sessions,
        lastFrameAgoMs: heardAtMs === undefined ? null : now - heardAtMs,
        skipped: [...reasons].map(([reason, count]) => ({ reason, count })),
        samples: [...skipSamples.newest(), ...noticeSamples.newest()]
          .sort((a, b) => b.atMs - a.atMs)
          .map(({ atMs, reason, text }): SkippedSample => ({ agoMs: now - atMs, reason, text })),
        notices,
        unlisted: { values: dropped, measures: [...unlisted].map((name) => redact(name)) },
        ping: lastMs === undefined ? null : { lastMs, medianMs: median(roundTrips), answered }
      }
    }
  }
}
