import type { Delivery } from '../../core/alerts/delivery.ts'
import type { AlertEngine, Effect, EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { SNOOZE_ALL } from '../../core/alerts/snoozes.ts'
import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { Clock, Instant } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { DeliveryOutcome, Notifier } from '../../core/ports/notifier.ts'
import type { Random } from '../../core/ports/random.ts'
import type { QuietHours } from '../../core/quiet/quiet-hours.ts'
import type { NoticeChoice } from '../../core/settings/choices.ts'
import { createAlertLedger, type AlertRecord } from './alert-ledger.ts'
import { createDigestWait } from './digest-wait.ts'
import type { EpisodeText } from './episode-text.ts'
import { createHeldNotices, NOTHING_BESIDES, type DueNotice } from './held-notices.ts'
import { detailOf, digestOf, noteOutcome, noticeOf, statusLine } from './notice-making.ts'
import { decide } from './left-undecided.ts'
import type { ProblemDesk } from './problem-desk.ts'
import { createQuietWatch, type QuietNow } from './quiet-watch.ts'
import type { Translate } from './speech.ts'
import { createTelling } from './telling.ts'

const SNOOZE_ACTION_MINUTES = 15

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
  /** The newest closed episodes, newest first. */
  history(): readonly AlertRecord[]
  /**
   * Tells again what a crash left undecided, marked as a possible repeat; what is snoozed is left to the engine. Call once, after
   * construction.
   */
  resume(): void
  /** Nothing new is told; what is being told gets a moment to say what became of it. Then disposes. */
  close(): Promise<void>
  /** Whether notices are held now, and until when. */
  quiet(): QuietNow
  /** The hours, the desktop or the time may be others now. */
  reviewQuiet(): void
  /** Takes what is on the screen about realtime alerts away; the alerts themselves stay. */
  withdrawNotices(): void
  /** What closed before this moment was removed from the journal. */
  forget(beforeMs: number): void
}

type Announcement = Extract<Effect, { type: 'announce' }>

/**
 * Between the pure engine and the world. Invariants: (1) nothing is shown before its step is committed; (2) every announcement has
 * a ledger line; (3) a failing journal never stops the user from being told, and is made up for when it works again.
 */
export function createAlertDesk(deps: AlertDeskDeps): AlertDesk {
  const { clock, engine, journal, notifier } = deps
  const ledger = createAlertLedger(deps)
  const bag = createDisposableBag()
  let deadline: Disposable | undefined
  let armedForMs: number | undefined
  let closing = false
  const watch = bag.add(createQuietWatch({ ...deps, hours: deps.quietHours, ended: () => digest.begin() }))
  const held = createHeldNotices({ ...deps, quiet: () => watch.present(), deliveries: ledger.deliveries })
  const isConfirmed = (): boolean => engine.open().every((one) => !held.holds(one.id) || deps.isConfirmed(one))
  const digest = bag.add(createDigestWait({ clock, isConfirmed, tell: tellHeld }))
  const telling = createTelling({ clock, logger: deps.logger, notifier, settled })
  const making = { ...deps, text: (episode: Episode) => deps.text(episode, clock.now().wallMs) }

  function settled(due: readonly DueNotice[], outcome: DeliveryOutcome): void {
    deps.look()
    const atMs = clock.now().wallMs
    const [state, detail] = [outcome.kind, detailOf(outcome)]
    noteOutcome(deps.problems, outcome)
    const effects = due.flatMap(({ episode }) =>
      state === 'delivered' ? engine.apply({ type: 'told', episodeId: episode.id, atMs }, clock.now()) : []
    )
    carryOut(
      effects,
      due.map(({ intent }) => ({ ...intent, state, detail, atMs }))
    )
    schedule()
  }

  /** Its lines are in the ledger already. Several alerts are told in one notice. */
  function tell(due: readonly DueNotice[], besides = NOTHING_BESIDES): void {
    const [first] = due
    if (!first) return
    const shown =
      due.length === 1
        ? noticeOf(making, first.episode, first.intent)
        : digestOf(
            making,
            due.map(({ episode }) => episode),
            besides
          )
    telling.tell(shown, due)
  }

  /** Nothing is held any more: one notice of what still matters. */
  function tellHeld(): void {
    if (closing || watch.present().quiet) return
    const { due, done, besides } = held.release(engine.open(), clock.now().wallMs)
    const deliveries = [...done, ...due.map(({ intent }) => intent)]
    if (deliveries.length === 0) return
    ledger.commit({ episodes: [], deliveries })
    deps.changed(false)
    tell(due, besides)
  }

  function intentFor(announcement: Announcement, atMs: number): Delivery {
    return {
      id: deps.random.uuid(),
      episodeId: announcement.episode.id,
      reason: announcement.reason,
      channel: 'native',
      state: 'intent',
      detail: '',
      atMs,
      possibleRepeat: false
    }
  }

  function carryOut(effects: readonly Effect[], outcomes: readonly Delivery[]): void {
    const now = clock.now()
    const episodes = new Map<string, Episode>()
    const snoozes: Record<string, number | null> = {}
    const told: DueNotice[] = []
    const kept: Delivery[] = []
    for (const effect of effects) {
      if (effect.type === 'episode') {
        episodes.set(effect.episode.id, effect.episode)
        if (effect.episode.state === 'closed') kept.push(...held.over(effect.episode.id, now.wallMs))
        if (effect.transition !== 'told') {
          deps.line(statusLine(effect, deps.text(effect.episode, now.wallMs)))
        }
      } else if (effect.type === 'snooze') {
        snoozes[effect.scope.kind === 'all' ? SNOOZE_ALL : effect.scope.ruleId] = effect.untilMs
      } else if (effect.type === 'announce') {
        const intent = intentFor(effect, now.wallMs)
        const instead = held.keeps(effect.episode, effect.reason)
        if (instead) kept.push({ ...intent, ...instead })
        else told.push({ episode: effect.episode, intent })
      }
    }
    const deliveries = [...outcomes, ...kept, ...told.map((one) => one.intent)]
    const history = ledger.commit({ episodes: [...episodes.values()], deliveries, snoozes })
    for (const effect of effects) if (effect.type === 'withdraw') notifier.withdraw(effect.episodeId)
    // An end that is not told takes away what it would have replaced.
    for (const { episodeId, reason } of kept) if (reason === 'ended') notifier.withdraw(episodeId)
    // Come up while closing, it has its ledger line and is told at the next start.
    if (!closing) for (const one of told) tell([one])
    if (effects.length > 0 || outcomes.length > 0) deps.changed(history)
    // It was clear when what was held was told, and is not any more.
    const isBack = (one: Effect): boolean =>
      one.type === 'episode' && one.transition === 'firing' && held.holds(one.episode.id)
    if (effects.some(isBack) && !watch.present().quiet) digest.begin()
  }

  /** Called for every message: a timer is only touched when the next deadline really moved. */
  function schedule(): void {
    if (closing) return
    const dueMs = engine.nextDeadlineMs()
    if (dueMs === armedForMs) return
    deadline?.dispose()
    armedForMs = dueMs
    if (dueMs === undefined) return
    deadline = clock.after(Math.max(0, dueMs - clock.now().monoMs), () => {
      armedForMs = undefined
      dispatch({ type: 'tick' })
    })
  }

  function dispatch(event: EngineEvent): void {
    if (closing) return
    const now = clock.now()
    deps.look(now)
    const effects = engine.apply(event, now)
    if (effects.length > 0) carryOut(effects, [])
    schedule()
  }

  bag.add(
    notifier.onAnswer(({ noticeId, action }) => {
      const untilMs = clock.now().wallMs + SNOOZE_ACTION_MINUTES * 60_000
      if (action === 'acknowledge') dispatch({ type: 'acknowledge', episodeId: noticeId, note: null })
      else if (action === 'snooze')
        dispatch({ type: 'snooze', scope: { kind: 'episode', episodeId: noticeId }, untilMs })
      else deps.opened(noticeId)
    })
  )

  function dispose(): void {
    closing = true
    telling.stop()
    deadline?.dispose()
    bag.dispose()
    ledger.dispose()
  }

  return {
    dispatch,
    deliveries: ledger.deliveries,
    history: ledger.history,
    resume() {
      const left = journal.undecidedDeliveries()
      // Brings snoozes of the earlier run to life: what is snoozed now or owed can be told from then on.
      dispatch({ type: 'tick' })
      const { due, done } = decide(left, { engine, held })
      ledger.commit({ episodes: [], deliveries: done })
      for (const one of due) tell([one])
      if (!watch.present().quiet) digest.begin()
      schedule()
    },
    forget: (beforeMs) => {
      ledger.forget(beforeMs)
    },
    quiet: () => watch.present(),
    reviewQuiet: () => {
      watch.review()
    },
    withdrawNotices() {
      for (const episode of engine.open()) if (episode.kind === 'realtime') notifier.withdraw(episode.id)
    },
    async close() {
      closing = true
      deadline?.dispose()
      // Where the system waits no longer than for this call, what the journal lacks has had its chance.
      ledger.flush()
      await telling.finished()
      dispose()
    },
    dispose
  }
}
