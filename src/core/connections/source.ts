import type { Clock } from '../ports/clock.ts'
import type { Http } from '../ports/http.ts'
import type { Logger } from '../ports/logger.ts'
import type { Random } from '../ports/random.ts'
import type { SocketOpener } from '../ports/socket.ts'
import type { FeedDescriptor } from '../measures/feed.ts'
import type { RowChange } from '../measures/row.ts'
import type { Result } from '../result.ts'
import type { Disposable } from '../disposable.ts'
import type { Edit, EditDone } from '../edits/edit.ts'
import type { Json } from '../reporting/json.ts'
import type {
  KnownTarget,
  KnownWorkflow,
  NotificationSetting,
  SettingKind,
  TargetDetails,
  WorkflowDetails
} from '../reporting/objects.ts'
import type { Target, TargetTest } from '../targets/target.ts'
import type { Cancellation } from '../ports/http.ts'
import type { DiagnosisSource } from './diagnosis.ts'
import type { FeedVitals } from './feed-vitals.ts'
import type { Status } from './status.ts'

/** Freshness limits of product behaviour, all settable, ms. */
export interface Freshness {
  /** Silence after which a ping is sent. */
  readonly pingAfterMs: number
  /** Time a pong may take. */
  readonly pongWithinMs: number
  /** Without frame or pong for this long the feed is stale. */
  readonly staleAfterMs: number
}

export const DEFAULT_FRESHNESS: Freshness = { pingAfterMs: 8_000, pongWithinMs: 6_000, staleAfterMs: 15_000 }

/** Remembers which subscriptions this installation made, so that leftovers of a crash, and only those, can be removed. */
export interface SubscriptionRecord {
  list(connectionId: string): readonly string[]
  add(connectionId: string, subscriptionId: string): void
  remove(connectionId: string, subscriptionId: string): void
}

export interface SourceDeps {
  readonly http: Http
  readonly sockets: SocketOpener
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly freshness: Freshness
  /** BCP 47: the language that names are wanted in. Read at each use. */
  readonly language: () => string
  /** Asks the vault; the source keeps the answer no longer than it needs it. */
  readonly secret: (field: string) => Promise<Result<string>>
  readonly subscriptions: SubscriptionRecord
}

/** Where a realtime source tells what it hears. Calls are synchronous and in order; never called after dispose. */
export interface RealtimeSink {
  feedDescribed(feed: FeedDescriptor): void
  feedStatus(feedId: string, status: Status): void
  /**
   * A frame or a pong arrived. `answered`: it is the answer to the newest ping, so whatever the far side had sent before is here; a
   * frame may have lain in a buffer for hours of sleep.
   */
  feedHeard(feedId: string, answered: boolean): void
  snapshotBegan(feedId: string, generation: number): void
  rowsChanged(feedId: string, generation: number, changes: readonly RowChange[]): void
  snapshotEnded(feedId: string, generation: number): void
  /**
   * A message that could not be used: counted, never fatal. `sample` is shortened and free of secrets; null in a flood, of which each
   * message is told and only some are looked at.
   */
  feedSkipped(feedId: string, reason: string, sample: string | null): void
  /**
   * Two queues or agents come under the same keys, so what is shown as one row are both in turn. Told once for a session; without
   * names: a whole snapshot came in which none do.
   */
  feedKeysShared(feedId: string, keys: Readonly<Record<string, string>>, names: readonly string[]): void
}

export interface RealtimeSource {
  /** Begins to connect. Disposing stops everything at once and silently, without network calls. */
  start(): Disposable
  /** Skips any waiting and, when live, checks the link with a short deadline. For "retry now". */
  probe(): void
  /** The same for resume, unlock and online, where nobody says that a credential that was refused is a good one now: it is not sent. */
  wake(): void
  /** The system says there is no network: waits are cancelled, nothing is tried until `probe`. */
  suspend(): void
  /** `language` answers something else now: feeds whose names are other ones are described again. Nothing is reconnected. */
  languageChanged(): void
  /** What each feed counted, for diagnostics. Cheap: reads counters, asks nobody. */
  vitals(): readonly FeedVitals[]
  /** Deletes subscriptions and closes. Bounded to 3 s. */
  close(): Promise<void>
}

/** Target lists read so far, one for each workflow. */
export interface ListProgress {
  readonly done: number
  readonly total: number
}

/** Hears of a long reading while it goes on. */
export interface ReadingTold {
  readonly workflows?: (workflows: readonly KnownWorkflow[]) => void
  /** One workflow's list is there. */
  readonly list?: (workflowId: string, targets: readonly KnownTarget[]) => void
  readonly progress?: (progress: ListProgress) => void
}

/** Workflows and business targets: read and tested on demand, the caller schedules. */
export interface TargetSource {
  readAll(
    cancellation?: Cancellation,
    told?: ReadingTold
  ): Promise<Result<{ readonly workflows: readonly KnownWorkflow[]; readonly targets: readonly KnownTarget[] }>>
  test(target: Target, cancellation?: Cancellation): Promise<Result<TargetTest>>
  /** Ms for which the service wants to be left alone; 0: it does not. Absent: it never says so. */
  readonly pausedForMs?: () => number
}

/**
 * Workflows, targets and notification settings as they are worked with. Lists are read when they are wanted, each to its end. What the
 * service offers no call for, one target or one setting, is found in its list; `notFound` where it is not there any more.
 */
export interface ReportingSource {
  workflows(cancellation?: Cancellation): Promise<Result<readonly WorkflowDetails[]>>
  workflow(id: string, cancellation?: Cancellation): Promise<Result<WorkflowDetails>>
  targets(workflowId: string, cancellation?: Cancellation): Promise<Result<readonly TargetDetails[]>>
  target(place: TargetPlace, cancellation?: Cancellation): Promise<Result<TargetDetails>>
  test(place: TargetPlace, cancellation?: Cancellation): Promise<Result<TargetTest>>
  /** Runs a query without a target around it, over this time as a whole. */
  queryValue(run: QueryRun, cancellation?: Cancellation): Promise<Result<QueryValue>>
  /** All kinds, in the order BAR, Slack, email. */
  settings(place: TargetPlace, cancellation?: Cancellation): Promise<Result<readonly NotificationSetting[]>>
  settingsOf<K extends SettingKind>(
    kind: K,
    place: TargetPlace,
    cancellation?: Cancellation
  ): Promise<Result<readonly Extract<NotificationSetting, { kind: K }>[]>>
  /**
   * The target lists of many workflows, politely: few at once, within the connection's budget, waiting as long as the service asks.
   * Each list is told when it is there; a workflow that is gone has an empty one.
   */
  targetLists(
    workflowIds: readonly string[],
    told: {
      readonly list: (workflowId: string, targets: readonly TargetDetails[]) => void
      readonly progress?: (progress: ListProgress) => void
    },
    cancellation?: Cancellation
  ): Promise<Result<undefined>>
}

export interface QueryRun {
  readonly query: Json
  /** Column that holds the value. */
  readonly field: string
  readonly fromMs: number
  readonly toMs: number
  /** Of days and months where the query names none. */
  readonly zone: string
}

export interface QueryValue {
  /** Null: nothing was counted, or there is no such column. */
  readonly value: number | null
  /** The answer's columns that hold numbers. */
  readonly columns: readonly string[]
}

export interface TargetPlace {
  readonly workflowId: string
  readonly targetId: string
}

/** How one connection writes. Called by the edit service and by nobody else. */
export interface EditSink {
  /**
   * Fails with `rejected` and the complaints by field, or with `unknownOutcome` where the answer was lost and repeating could do it
   * twice. Cancelling helps until the edit is sent.
   */
  writeEdit(edit: Edit, cancellation?: Cancellation): Promise<Result<EditDone>>
}

/** Checks that host and credential work, with the cheapest documented call. `owner` names the token's user where known. */
export interface ProbeSource {
  check(cancellation?: Cancellation): Promise<Result<{ readonly owner?: string }>>
}

/** What an adapter can do for one connection. Missing bundles hide what needs them. */
export interface Abilities {
  readonly realtime?: RealtimeSource
  readonly targets?: TargetSource
  readonly reporting?: ReportingSource
  readonly edits?: EditSink
  readonly probe?: ProbeSource
  readonly diagnosis?: DiagnosisSource
}
