import type { OpeningHours } from '../floor/opening-hours.ts'
import type { FloorScope } from '../floor/scope.ts'
import type { FeedDescriptor } from '../measures/feed.ts'
import type { RowDelta } from '../measures/row.ts'
import type { Instant } from '../ports/clock.ts'
import type { Target, TargetState, TargetTest } from '../targets/target.ts'
import type { Delivery } from './delivery.ts'
import type { Episode } from './episode.ts'
import type { Rule } from './rule.ts'
import type { EpisodeTrace, Trace } from './trace.ts'
import type { Unfinished } from './unfinished-record.ts'
import type { WhyNow, WhyQuery } from './why.ts'

/** What a snooze covers. */
export type SnoozeScope =
  | { readonly kind: 'episode'; readonly episodeId: string }
  | { readonly kind: 'rule'; readonly ruleId: string }
  | { readonly kind: 'all' }

/** Those that are not kept in an episode. */
export type LastingSnooze = Exclude<SnoozeScope, { readonly kind: 'episode' }>

export type EngineEvent =
  /** `connectionName` is what people call the connection. */
  | { readonly type: 'feedDescribed'; readonly feed: FeedDescriptor; readonly connectionName: string }
  | { readonly type: 'snapshotBegan'; readonly feedId: string }
  /** From here on the feed's rows are evaluated; aggregates first run now. */
  | { readonly type: 'snapshotEnded'; readonly feedId: string }
  /** Ignored between `snapshotBegan` and `snapshotEnded` but for what they say about rows. */
  | { readonly type: 'rowsChanged'; readonly feedId: string; readonly deltas: readonly RowDelta[] }
  /**
   * Not live: the feed's rules hold their state, nothing fires or clears by them; `unknownSinceMs` is the monotonic moment from
   * which nothing was known, where that lies before now. Live: times in rows are read by the wall clock of this moment, but where
   * `keepsClock` says that it was merely set since.
   */
  | {
      readonly type: 'feedLive'
      readonly feedId: string
      readonly live: boolean
      readonly unknownSinceMs?: number
      readonly keepsClock?: boolean
    }
  /** True as long as at least one of its feeds should be live and is not. `reason` is a failure code. */
  | {
      readonly type: 'connectionLost'
      readonly connectionId: string
      readonly connectionName: string
      readonly lost: boolean
      readonly reason: string | null
    }
  | {
      readonly type: 'targetTested'
      readonly target: Target
      readonly state: TargetState
      readonly test: TargetTest
      /** True for the first result of a new period: a state that only continues is not told, an ended one closes silently. */
      readonly newPeriod: boolean
    }
  /** All targets of a connection that are tested from now on; alerts of any other target of it close. */
  | { readonly type: 'targetsKnown'; readonly connectionId: string; readonly targetIds: readonly string[] }
  /** The time in which the target counts is over: what is told of it is final. */
  | { readonly type: 'targetOver'; readonly connectionId: string; readonly targetId: string }
  /** The far side forgot what was: whatever it says from now on goes on with nothing from before. */
  | { readonly type: 'floorBeganAnew'; readonly connectionId: string }
  /** What people call it from now on; nothing else about it changed. */
  | { readonly type: 'connectionRenamed'; readonly connectionId: string; readonly connectionName: string }
  | { readonly type: 'connectionRemoved'; readonly connectionId: string }
  /** What the user watches from now on: rules that came with the product are about that. */
  | { readonly type: 'floorChosen'; readonly floor: FloorScope }
  /** When queues are open from now on: nothing is said of a closed one. */
  | { readonly type: 'openingHoursChanged'; readonly openingHours: readonly OpeningHours[] }
  | { readonly type: 'rulesChanged'; readonly rules: readonly Rule[] }
  /**
   * `untilMs`: burns it still then (wall ms), it is told once more and counts as not acknowledged. Null: as long as it burns. Absent: that,
   * too, or what was said before of the same one. A moment already past changes nothing.
   */
  | {
      readonly type: 'acknowledge'
      readonly episodeId: string
      readonly note: string | null
      readonly untilMs?: number | null
    }
  /** `UNTIL_END_MS`, of one alert only: until it ends, or gets worse. */
  | { readonly type: 'snooze'; readonly scope: SnoozeScope; readonly untilMs: number | null }
  /**
   * Announced a moment ago and told together only now, for the first time: what a cause explains by now is owed instead, and not to be told.
   */
  | { readonly type: 'gathered'; readonly episodeIds: readonly string[] }
  /** The notifier reported; sets `toldAtMs`. */
  | { readonly type: 'told'; readonly episodeId: string; readonly atMs: number }
  /** Time passed: run what is due. */
  | { readonly type: 'tick' }

export type Transition =
  | 'fired'
  /** Its peak is much farther beyond the threshold than on record. */
  | 'worsened'
  /** It is critical now, or no longer. */
  | 'raised'
  | 'eased'
  | 'recovering'
  /** It recovers as before; how long it has is put on record. */
  | 'noted'
  | 'firing'
  | 'noData'
  /** It came and went, and burns without doing so now. */
  | 'steady'
  | 'closed'
  | 'acknowledged'
  | 'unacknowledged'
  | 'snoozed'
  /** What was owed is told now. */
  | 'released'
  /** It is held by a cause, by another one, or by none any more. */
  | 'held'
  | 'told'

export type Effect =
  /** Must be durable before anything is told. */
  | {
      readonly type: 'episode'
      readonly transition: Transition
      readonly episode: Episode
      /** Where it changed: to be stored in one transaction with the episode. */
      readonly trace?: Trace
    }
  /** Tell the user, unless delivery holds it back. */
  | { readonly type: 'announce'; readonly reason: Delivery['reason']; readonly episode: Episode }
  /** A snooze of a rule or of everything began, moved or (null) ended. Must be durable too. */
  | { readonly type: 'snooze'; readonly scope: LastingSnooze; readonly untilMs: number | null }
  /** Told before, over now: take the notice away. */
  | { readonly type: 'withdraw'; readonly episodeId: string }

/**
 * The pure alert engine: deterministic, no I/O, mutates only its own state. The same engine serves live, replay and tests.
 * Rules are kept in the order given. Unknown ids in events are ignored.
 */
export interface AlertEngine {
  apply(event: EngineEvent, now: Instant): readonly Effect[]
  /** Monotonic ms of the next moment at which `tick` would do something; undefined when there is none. */
  nextDeadlineMs(): number | undefined
  /** Open episodes, worst first (severity, then oldest). Includes `pending` ones only when asked, and never those of shadow rules. */
  open(includePending?: boolean): readonly Episode[]
  /** Connections with an episode of any kind. */
  connectionIds(): ReadonlySet<string>
  /** An open episode whose first announcement is still to come from here, when its snooze ends. Asked after the first `apply`. */
  owes(episodeId: string): boolean
  /** Why the key is not told of now, as it stood after the last `apply`; exactly one reason for any rule and key. Changes nothing. */
  explain(query: WhyQuery, now: Instant): WhyNow
  /** What is known of the running minute is handed to `why`: before the end, and before `whyNot` is asked about it. */
  flushWhy(now: Instant): void
  /** What the open alert rests on so far; undefined where there is no such alert. */
  trace(episodeId: string): Trace | undefined
  /** What open alerts, but pending ones, rest on, where that is not what was handed out last. */
  takeTraces(): readonly EpisodeTrace[]
  /** Times that still count, for a later run to go on with. */
  unfinished(now: Instant): Unfinished
  /** Until when everything is snoozed (wall ms), or null. */
  snoozedAllUntilMs(): number | null
}

export interface EngineSeed {
  readonly rules: readonly Rule[]
  /** Absent: everything. */
  readonly floor?: FloorScope
  /** Absent: every queue is always open. */
  readonly openingHours?: readonly OpeningHours[]
  /** Episodes open at the last exit, from the journal. They stay as they were until fresh data speaks. */
  readonly episodes: readonly Episode[]
  /** What they rest on, by episode, as far as it is known. */
  readonly traces?: ReadonlyMap<string, Trace>
  /** What an earlier run saw of times that were not over. Absent: they begin anew. */
  readonly unfinished?: Unfinished
  /** Closed lately, in any order: what tells which keys come and go. Absent: nothing is known. */
  readonly closed?: readonly Episode[]
  readonly snoozedAllUntilMs: number | null
  readonly snoozedRules: Readonly<Record<string, number>>
}
