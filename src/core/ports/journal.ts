import type { Delivery } from '../alerts/delivery.ts'
import type { Episode } from '../alerts/episode.ts'
import type { RuleVersion } from '../alerts/rule-version.ts'
import type { Rule, Severity } from '../alerts/rule.ts'
import type { EpisodeTrace, Trace } from '../alerts/trace.ts'
import type { WhyStore } from '../alerts/why.ts'
import type { Connection } from '../connections/connection.ts'
import type { UnreadConnection } from '../connections/unread-connection.ts'
import type { SubscriptionRecord } from '../connections/source.ts'
import type { HistoryCounts } from '../privacy/history.ts'
import type { Result } from '../result.ts'
import type { Json } from '../reporting/json.ts'
import type { KnownTarget, KnownWorkflow, NotificationSetting } from '../reporting/objects.ts'
import type { TargetTest } from '../targets/target.ts'

/** What the tray shows before anything is live. `json` is the owner's own, checked by its schema on reading. */
export interface LastKnown {
  readonly savedAtMs: number
  readonly json: string
}

export interface EpisodePlace {
  readonly breachedAtMs: number
  readonly id: string
}

/** Null: whatever it is. Times are of the breach, wall ms, `toMs` not included. */
export interface ClosedEpisodes {
  readonly ruleId: string | null
  readonly severity: Severity | null
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly after: EpisodePlace | null
  readonly limit: number
}

export interface FiredEpisode {
  readonly ruleId: string
  readonly firedAtMs: number
  /** Null while it is open. */
  readonly closedAtMs: number | null
  /** It was told at least once. */
  readonly told: boolean
}

/** Everything of one step of the alert engine, written in one transaction. */
export interface AlertStep {
  readonly episodes: readonly Episode[]
  readonly deliveries: readonly Delivery[]
  /** Snoozes that began, moved or (null) ended, by the key of `snoozes`. */
  readonly snoozes?: Readonly<Record<string, number | null>>
  /** What alerts rest on, where it moved. Without an effect for one whose alert is not stored. */
  readonly traces?: readonly EpisodeTrace[]
}

/** When the targets of one workflow were read last. */
export interface TargetListRead {
  readonly connectionId: string
  readonly workflowId: string
  readonly readAtMs: number
}

/** Who is told of one target, as it was read last. */
export interface StoredSettings {
  readonly connectionId: string
  readonly targetId: string
  readonly readAtMs: number
  readonly settings: readonly NotificationSetting[]
}

/** The part of the journal that is about targets. */
export interface TargetJournal {
  /** All of a connection at once. */
  putTargets(connectionId: string, workflows: readonly KnownWorkflow[], targets: readonly KnownTarget[]): Result<void>
  /** With those that are gone go their targets and what hangs on these. */
  putWorkflows(connectionId: string, workflows: readonly KnownWorkflow[]): Result<void>
  /** One workflow's targets, whole. */
  putTargetList(
    connectionId: string,
    workflowId: string,
    targets: readonly KnownTarget[],
    readAtMs: number
  ): Result<void>
  /** One target's settings, whole. No secret is in them. */
  putTargetSettings(
    connectionId: string,
    targetId: string,
    settings: readonly NotificationSetting[],
    readAtMs: number
  ): Result<void>
  workflows(): readonly KnownWorkflow[]
  /** In the order of their workflows, without their queries. */
  targets(): readonly KnownTarget[]
  /** Undefined where it is not known. */
  targetQuery(connectionId: string, targetId: string): Json | undefined
  targetLists(): readonly TargetListRead[]
  targetSettings(): readonly StoredSettings[]
  addTargetTest(connectionId: string, test: TargetTest): Result<void>
  /** Oldest first, at most `limit` newest, none from before `sinceMs`. */
  targetTests(connectionId: string, targetId: string, limit: number, sinceMs?: number): readonly TargetTest[]
  /** The last result of each target that is stored. */
  newestTargetTests(): readonly { readonly connectionId: string; readonly test: TargetTest }[]
}

/**
 * The durable memory: a write that answered `ok` survives a crash. All calls are synchronous and short. Writes fail with `storage`
 * (disk full, read-only, damaged) and change nothing then. Reads skip rows that don't parse and report them to the logger.
 */
export interface Journal extends TargetJournal {
  connections(): readonly Connection[]
  /** Those stored that `connections` leaves out; `removeConnection` removes them too. */
  unreadConnections(): readonly UnreadConnection[]
  putConnection(connection: Connection): Result<void>
  removeConnection(id: string): Result<void>
  /** Puts the connection back as it is stored now, readable or not, or takes it away again where none is stored now. */
  rememberConnection(id: string): () => Result<void>

  /** One that could not be read, by another version or in another state, is among them as soon as it can. */
  rules(): readonly Rule[]
  /** `versions`: what became of which rule by it, remembered with it. */
  putRules(rules: readonly Rule[], versions?: readonly RuleVersion[]): Result<void>
  /** Puts the rules back as they are stored now, and forgets what was remembered about them since. */
  rememberRules(): () => Result<void>
  /** What became of a rule, newest first; of those that are gone too. */
  ruleVersions(ruleId: string, limit: number): readonly RuleVersion[]
  /** The newest that is remembered of each rule. */
  newestRuleVersions(): readonly RuleVersion[]

  openEpisodes(): readonly Episode[]
  /** Newest first, open and closed. */
  recentEpisodes(limit: number): readonly Episode[]
  /** Of alerts that are over, newest first, those that begin after the place; null: from the newest. */
  closedEpisodes(asked: ClosedEpisodes): readonly Episode[]
  /** Those that are open, and those that ended since this moment. */
  episodesSince(wallMs: number): readonly Episode[]
  /** What fired since this moment, also what is open still. */
  firedSince(wallMs: number): readonly FiredEpisode[]
  commit(step: AlertStep): Result<void>
  /** One alert, open or closed; undefined: it is not stored, or was before there was such a thing. */
  episode(episodeId: string): Episode | undefined
  /** What the alert rests on; undefined where it is not known. */
  trace(episodeId: string): Trace | undefined
  /** The same of all that are open. */
  openTraces(): ReadonlyMap<string, Trace>
  deliveries(episodeId: string): readonly Delivery[]
  /** Deliveries still at `intent`: told or not told before a crash, nobody knows. */
  undecidedDeliveries(): readonly Delivery[]

  /** Snoozes of `all` (key `*`) and of rules (key = rule id), wall ms. */
  snoozes(): Readonly<Record<string, number>>

  readonly subscriptions: SubscriptionRecord

  /** Why somebody was told or not. */
  readonly why: WhyStore

  lastKnown(): LastKnown | undefined
  putLastKnown(last: LastKnown): Result<void>

  /** Small facts by name (fingerprint of an imported provisioning file, …). */
  fact(name: string): string | undefined
  putFact(name: string, value: string): Result<void>

  /** What is over and older than this moment, and what `forgetVersions` would remove after it. Open alerts and what is being told never count as over. */
  history(beforeMs: number): HistoryCounts
  /** Removes at most so many rows of each kind of it; answers zeros when nothing is left to remove. */
  forget(beforeMs: number, atMost: number): Result<HistoryCounts>
  /**
   * Removes every version of a rule that is not its newest and that no alert names; answers how many. Those of removed rules are kept by
   * their newest too, so that these can be restored.
   */
  forgetVersions(): Result<number>
  /** Makes sure that what was removed is in no file any more. Takes its time: not to be called while somebody waits. */
  shred(): Result<void>

  close(): void
}
