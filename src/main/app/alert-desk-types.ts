import type { Delivery } from '../../core/alerts/delivery.ts'
import type { AlertEngine, EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { Severity } from '../../core/alerts/rule.ts'
import type { Trace } from '../../core/alerts/trace.ts'
import type { StormLimits } from '../../core/delivery/storm.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Attention } from '../../core/ports/attention.ts'
import type { Clock, Instant } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Notifier } from '../../core/ports/notifier.ts'
import type { SoundOutcome, SoundPlayer } from '../../core/ports/sound.ts'
import type { Random } from '../../core/ports/random.ts'
import type { QuietHours } from '../../core/quiet/quiet-hours.ts'
import type { NoticeChoice } from '../../core/settings/choices.ts'
import type { AlertRecord } from './alert-ledger.ts'
import type { EpisodeText } from './episode-text.ts'
import type { ProblemDesk } from './problem-desk.ts'
import type { QuietNow } from './quiet-watch.ts'
import type { Translate } from './speech.ts'

export interface AlertDeskDeps {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly engine: AlertEngine
  readonly journal: Journal
  readonly notifier: Notifier
  readonly problems: ProblemDesk
  readonly text: (episode: Episode, nowMs: number) => EpisodeText
  readonly t: Translate
  /** True while others may read the screen: notices then say no more than that there is something. */
  readonly discreet: () => boolean
  readonly zone: string
  readonly quietHours: () => QuietHours
  readonly notices: () => NoticeChoice
  /** The desktop's own do-not-disturb is on. */
  readonly doNotDisturb: () => boolean
  /** The user looks at the alerts in a window of ours. Absent: there is none. */
  readonly isSeen?: () => boolean
  /** The taskbar. Absent: there is none. */
  readonly attention?: Attention
  /** Plays tones. Absent: the desktop's own sounds alone. */
  readonly player?: SoundPlayer
  /** When alerts are told together; absent: as `STORM` says. */
  readonly storm?: StormLimits
  /** What it says is by live data. */
  readonly isConfirmed: (episode: Episode) => boolean
  /** A notice was clicked. */
  readonly opened: (noticeId: string) => void
  /** Before the engine believes anything. */
  readonly look: (now?: Instant) => void
  /** Episodes, deliveries or snoozes changed; `history`: closed ones too. */
  readonly changed: (history: boolean) => void
  /** One line for the status output. */
  readonly line: (text: string) => void
}

export interface AlertDesk extends Disposable {
  /** Runs the engine, makes the step durable, then tells. */
  dispatch(event: EngineEvent): void
  deliveries(episodeId: string): readonly Delivery[]
  /** What the alert rests on, up to now; undefined where that is not known. */
  trace(episodeId: string): Trace | undefined
  /** The newest closed episodes, newest first. */
  history(): readonly AlertRecord[]
  /**
   * Tells again what a crash left undecided, marked as a possible repeat; what is snoozed is left to the engine. Call once, after
   * construction.
   */
  resume(): void
  /** Nothing new is told; what is being told gets a moment to say what became of it. Then disposes. */
  close(): Promise<void>
  /** As an alert of this severity would sound, where it has a tone of its own. */
  trySound(severity: Severity): Promise<SoundOutcome | undefined>
  /** Waits until a sound to be tried out is heard over none of an alert's; false: it would be, for long. */
  soundFree(severity: Severity): Promise<boolean>
  /** Whether notices are held now, and until when. */
  quiet(): QuietNow
  /** The hours, the desktop or the time may be others now. */
  reviewQuiet(): void
  /** Takes what is on the screen about realtime alerts away; the alerts themselves stay. */
  withdrawNotices(): void
  /** What closed before this moment was removed from the journal. */
  forget(beforeMs: number): void
}
