import type { ReportingConnectionView, TargetLine } from '../../contract/reporting-views.ts'
import type { TargetView } from '../../contract/views.ts'
import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Connection } from '../../core/connections/connection.ts'
import type { TargetSource } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Random } from '../../core/ports/random.ts'
import type { Result } from '../../core/result.ts'
import type { TargetBook, TargetEntry } from './target-book.ts'
import type { TargetLists } from './target-lists.ts'
import type { WorkflowBook } from './workflow-book.ts'

export interface TargetDesk extends Disposable {
  /** The connection answers: its lists are read and its tests begin. */
  ready(connection: Connection, source: TargetSource): void
  /** The connection is known not to answer: nothing is asked by itself until it is `ready`, then each missed turn is made up once. */
  wait(connectionId: string): void
  /** The connection is away: what runs for it is called off, what is known of it stays. */
  gone(connectionId: string): void
  /** These connections have targets: those of all others are forgotten, and what still runs for them is stopped. */
  keepOnly(connectionIds: readonly string[]): void
  /** Tests now, beside the schedule. Answers when the test is over. */
  testNow(connectionId: string, targetId: string): Promise<Result<undefined>>
  /** After sleep or a changed interval: what is due runs once. */
  wake(): void
  views(): TargetView[]
  readonly book: TargetBook
  readonly workflows: WorkflowBook
  readonly lists: Pick<TargetLists, 'takeWorkflows' | 'takeList' | 'takeSettings'>
  /** How a window sees it in the tree. */
  line(entry: TargetEntry): TargetLine
  /** How far the lists of each connection that has targets are known. */
  connections(): ReportingConnectionView[]
  /** Targets or workflows were put in or taken out beside the reading of the lists: what follows from it is done. */
  edited(connectionId: string): void
  /** Results of before this moment were removed from the journal. */
  forgetTests(beforeMs: number): void
  /** True once the lists of every connection that has targets are known: from then on no target means that there are none. */
  loaded(): boolean
}

export interface TargetDeskDeps {
  readonly clock: Clock
  readonly random: Random
  readonly journal: Journal
  readonly logger: Logger
  readonly dispatch: (event: EngineEvent) => void
  readonly intervalMs: () => number
  /** At the interval, or once in each target's notification period. */
  readonly timing: () => 'interval' | 'period'
  /** Of the user: what the days, weeks and months of targets are where their tests say none. */
  readonly zone: string
  readonly changed: () => void
  readonly line: (text: string) => void
}
