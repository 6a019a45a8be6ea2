import type { Delivery } from '../../core/alerts/delivery.ts'
import type { Effect, EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { SNOOZE_ALL } from '../../core/alerts/snoozes.ts'
import type { EpisodeTrace } from '../../core/alerts/trace.ts'
import { STORM } from '../../core/delivery/storm.ts'
import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { DeliveryOutcome, Notice } from '../../core/ports/notifier.ts'
import type { AlertDesk, AlertDeskDeps } from './alert-desk-types.ts'
import { createAlertLedger } from './alert-ledger.ts'
import { createAlertSound, worstFirst } from './alert-sound.ts'
import { createDigestWait } from './digest-wait.ts'
import { failedNotices } from './failed-notices.ts'
import { createHeldNotices, NOTHING_BESIDES, type DueNotice } from './held-notices.ts'
import { createNoticeGroups } from './notice-groups.ts'
import { detailOf, digestOf, groupOf, noteOutcome, noticeOf, statusLine, failedFor } from './notice-making.ts'
import { createNoticeRetry } from './notice-retry.ts'
import { decide } from './left-undecided.ts'
import { createQuietWatch } from './quiet-watch.ts'
import { waitsAlready } from './repeat-waits.ts'
import { createTaskbarFlash } from './taskbar-flash.ts'
import { createTelling } from './telling.ts'
import { createTraceBeat } from './trace-beat.ts'
import { createUnfinishedBeat } from './unfinished-beat.ts'

const SNOOZE_ACTION_MINUTES = 15
const SEEN = { state: 'suppressed', cause: 'seenInWindow' } as const

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
  const flash = createTaskbarFlash(deps)
  const sound = createAlertSound(deps)
  const retry = bag.add(createNoticeRetry(clock, tellFailed))
  const groups = bag.add(
    createNoticeGroups({
      ...deps,
      held,
      limits: deps.storm ?? STORM,
      withdraw: (noticeId) => notifier.withdraw(noticeId),
      reconsider: (episodeIds) => dispatch({ type: 'gathered', episodeIds }),
      release(told, done) {
        const due = told === undefined ? [] : 'due' in told ? told.due : [told]
        record([...done, ...due.map(({ intent }) => intent)])
        if (told && 'due' in told) handOver(groupOf(making, told), told.due)
        else tell(due)
      }
    })
  )
  const traces = bag.add(createTraceBeat({ clock, take: () => engine.takeTraces(), put: ledger.commit }))
  const unfinished = bag.add(createUnfinishedBeat({ ...deps, present: () => engine.unfinished(clock.now()) }))
  const making = { ...deps, text: (episode: Episode) => deps.text(episode, clock.now().wallMs) }

  function settled(due: readonly DueNotice[], outcome: DeliveryOutcome): void {
    deps.look()
    const atMs = clock.now().wallMs
    const state = outcome.kind
    const became = { state, detail: detailOf(outcome), ...failedFor(outcome), atMs }
    noteOutcome(deps.problems, outcome)
    if (state === 'delivered') retry.worked()
    else retry.failed()
    const effects = due.flatMap(({ episode }) =>
      state === 'delivered' ? engine.apply({ type: 'told', episodeId: episode.id, atMs }, clock.now()) : []
    )
    carryOut(
      effects,
      due.map(({ intent }) => ({ ...intent, ...became }))
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
    handOver(shown, due)
  }

  function handOver(shown: Notice, due: readonly DueNotice[]): void {
    record(flash.about(due, clock.now().wallMs))
    const isHeard = sound.about(due, record)
    telling.tell({ ...shown, sound: shown.sound && isHeard }, due)
  }

  function record(deliveries: readonly Delivery[]): void {
    if (deliveries.length === 0) return
    ledger.commit({ episodes: [], deliveries })
    deps.changed(false)
  }

  /** What could not be told is tried again, as long as it matters. */
  function tellFailed(): void {
    if (closing) return
    const { due, kept, waiting } = failedNotices(engine.open(), clock.now().wallMs, { ...ledger, held })
    const { now, later } = groups.place(due)
    record([...kept, ...[...now, ...later].map(({ intent }) => intent)])
    for (const one of worstFirst(now)) tell([one])
    if (waiting) retry.failed()
  }

  /** Nothing is held any more: one notice of what still matters. */
  function tellHeld(): void {
    if (closing || watch.present().quiet) return
    const { due, done, besides } = held.release(engine.open(), clock.now().wallMs)
    const deliveries = [...done, ...due.map(({ intent }) => intent)]
    record(deliveries)
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

  /** What becomes of an announcement instead of being told; undefined: it is told. */
  function insteadOf({ episode, reason }: Announcement): Partial<Delivery> | undefined {
    const isSeen = episode.severity !== 'critical' && deps.isSeen?.() === true
    const kept = isSeen && reason !== 'ended' ? undefined : held.keeps(episode, reason)
    return kept ?? (isSeen ? SEEN : undefined)
  }

  function carryOut(effects: readonly Effect[], outcomes: readonly Delivery[]): void {
    const now = clock.now()
    const episodes = new Map<string, Episode>()
    const snoozes: Record<string, number | null> = {}
    const traces: EpisodeTrace[] = []
    const due: DueNotice[] = []
    const kept: Delivery[] = []
    for (const effect of effects) {
      if (effect.type === 'episode') {
        episodes.set(effect.episode.id, effect.episode)
        if (effect.trace) traces.push({ episodeId: effect.episode.id, trace: effect.trace })
        if (effect.episode.state === 'closed') kept.push(...held.over(effect.episode.id, now.wallMs))
        if (effect.transition !== 'told' && effect.transition !== 'noted') {
          deps.line(statusLine(effect, deps.text(effect.episode, now.wallMs)))
        }
      } else if (effect.type === 'snooze') {
        snoozes[effect.scope.kind === 'all' ? SNOOZE_ALL : effect.scope.ruleId] = effect.untilMs
      } else if (effect.type === 'announce') {
        const intent = intentFor(effect, now.wallMs)
        const instead = insteadOf(effect)
        const waits = waitsAlready(effect.reason, ledger.deliveries(effect.episode.id), instead, watch.present().quiet)
        if (waits === 'failed') retry.failed()
        if (waits) continue
        if (instead) kept.push({ ...intent, ...instead })
        else due.push({ episode: effect.episode, intent })
      }
    }
    const told = groups.place(due)
    const deliveries = [...outcomes, ...kept, ...[...told.now, ...told.later].map((one) => one.intent)]
    const history = ledger.commit({ episodes: [...episodes.values()], deliveries, snoozes, traces })
    for (const effect of effects) if (effect.type === 'withdraw') notifier.withdraw(effect.episodeId)
    for (const one of episodes.values()) if (isLeftAlone(one)) groups.left(one.id)
    // An end that is not told takes away what it would have replaced.
    for (const { episodeId, reason } of kept) if (reason === 'ended') notifier.withdraw(episodeId)
    // Come up while closing, it has its ledger line and is told at the next start.
    if (!closing) for (const one of worstFirst(told.now)) tell([one])
    if (effects.length > 0) flash.review()
    if (effects.length > 0 || outcomes.length > 0) deps.changed(history)
    noteSeen(kept)
    // It was clear when what was held was told, and is not any more.
    const isBack = (one: Effect): boolean =>
      one.type === 'episode' && one.transition === 'firing' && held.holds(one.episode.id)
    if (effects.some(isBack) && !watch.present().quiet) digest.begin()
  }

  /** Who sees it has been told: its repeats count from here. */
  function noteSeen(kept: readonly Delivery[]): void {
    const seen = kept.filter(({ cause, reason }) => cause === 'seenInWindow' && reason !== 'ended')
    if (seen.length === 0) return
    const { wallMs: atMs } = clock.now()
    carryOut(
      seen.flatMap(({ episodeId }) => engine.apply({ type: 'told', episodeId, atMs }, clock.now())),
      []
    )
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

  /** A notice about it would ask for somebody who is not needed. */
  const isLeftAlone = (one: Episode): boolean =>
    one.state === 'closed' || one.acknowledgedAtMs !== null || one.snoozedUntilMs !== null

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
    trace: (episodeId) => engine.trace(episodeId) ?? ledger.trace(episodeId),
    resume() {
      const left = journal.undecidedDeliveries()
      // Brings snoozes of the earlier run to life: what is snoozed now or owed can be told from then on.
      dispatch({ type: 'tick' })
      const { due, done, gone } = decide(left, { ...deps, ...ledger, held })
      for (const id of gone) notifier.withdraw(id)
      groups.restore(ledger.deliveries)
      const { now, later } = groups.place(due)
      record([...done, ...later.map(({ intent }) => intent)])
      for (const one of worstFirst(now)) tell([one])
      const failed = failedNotices(engine.open(), clock.now().wallMs, { ...ledger, held })
      if (failed.waiting || failed.due.length + failed.kept.length > 0) retry.failed()
      if (!watch.present().quiet) digest.begin()
      schedule()
    },
    forget: (beforeMs) => {
      ledger.forget(beforeMs)
    },
    trySound: (severity) => sound.tryOut(severity),
    soundFree: (severity) => sound.whenFree(severity),
    quiet: () => watch.present(),
    reviewQuiet: () => {
      watch.review()
    },
    withdrawNotices() {
      for (const episode of engine.open()) if (episode.kind === 'realtime') notifier.withdraw(episode.id)
      groups.withdraw()
    },
    async close() {
      groups.flush()
      closing = true
      deadline?.dispose()
      // Where the system waits no longer than for this call, what the journal lacks has had its chance.
      traces.store()
      unfinished.store()
      ledger.flush()
      await telling.finished()
      dispose()
    },
    dispose
  }
}
